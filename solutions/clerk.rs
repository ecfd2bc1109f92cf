// SPDX-License-Identifier: GPL-2.0

//! twomods, exercise 2: when it is unloaded, it says what tickets.ko has given.

use kernel::{
    ffi::c_int,
    prelude::*, //
};

module! {
    type: Clerk,
    name: "clerk",
    authors: ["Linux kernel modules in Rust"],
    description: "Knows how many tickets were given",
    license: "GPL",
    imports_ns: ["TICKETS"],
}

// As it is defined in tickets.rs.
unsafe extern "C" {
    safe fn tickets_last() -> c_int;
}

struct Clerk;

impl kernel::Module for Clerk {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Clerk)
    }
}

impl Drop for Clerk {
    fn drop(&mut self) {
        pr_info!("the last number was {}\n", tickets_last());
    }
}
