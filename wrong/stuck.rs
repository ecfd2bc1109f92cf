// SPDX-License-Identifier: GPL-2.0

//! An exit that panics.

use kernel::prelude::*;

module! {
    type: Stuck,
    name: "stuck",
    authors: ["Linux kernel modules in Rust"],
    description: "Panics in its exit",
    license: "GPL",
}

struct Stuck {
    name: Option<&'static str>,
}

impl kernel::Module for Stuck {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Stuck { name: None })
    }
}

impl Drop for Stuck {
    fn drop(&mut self) {
        pr_info!("goodbye, {}\n", self.name.unwrap());
    }
}
