// SPDX-License-Identifier: GPL-2.0

//! fromc, exercise 1: throws dice, by a function of the kernel in C.

use kernel::{
    bindings,
    prelude::*, //
};

module! {
    type: Dice,
    name: "dice",
    authors: ["Linux kernel modules in Rust"],
    description: "Throws three dice",
    license: "GPL",
}

struct Dice;

impl kernel::Module for Dice {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        for _ in 0..3 {
            // SAFETY: It takes nothing, and may be called at any time once the kernel has booted.
            let number = unsafe { bindings::get_random_u32() };
            pr_info!("{}\n", number % 6 + 1);
        }
        Ok(Dice)
    }
}
