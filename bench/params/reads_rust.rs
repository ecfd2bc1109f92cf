// SPDX-License-Identifier: GPL-2.0

//! A number that exit reads a thousand times.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use kernel::prelude::*;
use moduleparam::module_param;

module! {
    type: Bench,
    name: "reads_rust",
    description: "For bench/params/measure",
    license: "GPL",
}

module_param! {
    number: int { perm: 0o644, description: "a value" },
}

struct Bench;

impl kernel::Module for Bench {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Bench)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        for _ in 0..1000 {
            parameters::number.value();
        }
    }
}
