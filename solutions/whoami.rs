// SPDX-License-Identifier: GPL-2.0

//! hello, exercise 1: logs the number of the process that loads the module.

use kernel::{
    current,
    prelude::*, //
};

module! {
    type: WhoAmI,
    name: "whoami",
    authors: ["Linux kernel modules in Rust"],
    description: "Logs who loads it",
    license: "GPL",
}

struct WhoAmI;

impl kernel::Module for WhoAmI {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("loaded by process {}\n", current!().pid());
        Ok(WhoAmI)
    }
}
