// SPDX-License-Identifier: GPL-2.0

//! A module without `Drop`. It can be unloaded all the same: `module!` makes an exit for it, one
//! that has nothing to do.

use kernel::prelude::*;

module! {
    type: NoDrop,
    name: "nodrop",
    authors: ["Linux kernel modules in Rust"],
    description: "Has no Drop, and yet an exit",
    license: "GPL",
}

struct NoDrop;

impl kernel::Module for NoDrop {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("init\n");
        Ok(NoDrop)
    }
}
