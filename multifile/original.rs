// SPDX-License-Identifier: GPL-2.0

//! A module whose file has another name than its source: `renamed-y := original.o` in Kbuild.
//!
//! `sudo insmod renamed.ko` logs `original: init`: the prefix is the `name` in `module!`. All else
//! goes by the name of the `.ko`: lsmod, `/sys/module`, rmmod.

use kernel::prelude::*;

module! {
    type: Original,
    name: "original",
    authors: ["Linux kernel modules in Rust"],
    description: "Is built as renamed.ko",
    license: "GPL",
    params: {
        number: i32 {
            default: 0,
            description: "a number to log",
        },
    },
}

struct Original;

impl kernel::Module for Original {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("init, number={}\n", module_parameters::number.value());
        Ok(Original)
    }
}

impl Drop for Original {
    fn drop(&mut self) {
        pr_info!("exit\n");
    }
}
