// SPDX-License-Identifier: GPL-2.0

//! params, exercise 1: greets whom you name, as often as you say.

mod moduleparam;

use kernel::prelude::*;
use moduleparam::{
    kernel_param_lock,
    module_param, //
};

module! {
    type: Greet,
    name: "greet",
    authors: ["Linux kernel modules in Rust"],
    description: "Greets",
    license: "GPL",
}

module_param! {
    name: charp { default: c"world", perm: 0o644, description: "whom to greet" },
    times: uint { default: 1, range: 1..=10, perm: 0o644, description: "how often, 1 to 10" },
}

struct Greet;

impl kernel::Module for Greet {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let lock = kernel_param_lock()?;
        let name = parameters::name.value(&lock).unwrap_or(c"nobody");
        for _ in 0..parameters::times.value() {
            pr_info!("hello, {}\n", name.to_str()?);
        }
        Ok(Greet)
    }
}
