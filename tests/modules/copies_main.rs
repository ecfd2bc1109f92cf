// SPDX-License-Identifier: GPL-2.0

//! A module of two objects, each with a copy of moduleparam.rs, for tests/params-locks.t.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use kernel::{
    ffi::c_int,
    prelude::*, //
};
use moduleparam::{
    kernel_param_lock,
    module_param, //
};

module! {
    type: Copies,
    name: "copies",
    authors: ["Linux kernel modules in Rust"],
    description: "Takes its lock in two objects",
    license: "GPL",
}

module_param! {
    main: int { perm: 0o644, description: "of the first object" },
}

unsafe extern "C" {
    /// Of copies_part.rs: takes the lock, and returns 0 or an error.
    safe fn copies_part() -> c_int;
}

struct Copies;

impl kernel::Module for Copies {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let lock = kernel_param_lock()?;
        pr_info!("the other: {:?}\n", kernel::error::to_result(copies_part()));
        drop(lock);
        pr_info!("and then: {:?}\n", kernel::error::to_result(copies_part()));
        Ok(Copies)
    }
}
