// SPDX-License-Identifier: GPL-2.0

//! twomods, exercise 1: takes numbers from tickets.ko.

use kernel::{
    ffi::c_int,
    prelude::*, //
};

module! {
    type: Visitor,
    name: "visitor",
    authors: ["Linux kernel modules in Rust"],
    description: "Takes tickets",
    license: "GPL",
}

// As it is defined in tickets.rs.
unsafe extern "C" {
    safe fn tickets_take() -> c_int;
}

struct Visitor;

impl kernel::Module for Visitor {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("I have number {}\n", tickets_take());
        pr_info!("and number {}\n", tickets_take());
        Ok(Visitor)
    }
}
