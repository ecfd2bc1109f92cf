// SPDX-License-Identifier: GPL-2.0

//! No parameter, and the same init and exit.

use kernel::prelude::*;

module! {
    type: Bench,
    name: "none_rust",
    description: "For bench/params/measure",
    license: "GPL",
}

struct Bench;

impl kernel::Module for Bench {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Bench)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {}
}
