// SPDX-License-Identifier: GPL-2.0

//! debug, exercise 1: afterfree.rs and crosswise.rs, mended.

use kernel::{
    new_mutex,
    prelude::*, //
};
use pin_init::stack_pin_init;

module! {
    type: Mended,
    name: "mended",
    authors: ["Linux kernel modules in Rust"],
    description: "Does nothing that a kernel with sanitizers reports",
    license: "GPL",
}

struct Mended;

impl kernel::Module for Mended {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let boxed = KBox::new(41u32, GFP_KERNEL)?;
        let value = *boxed;
        drop(boxed);
        pr_info!("it was {value}\n");

        stack_pin_init!(let one = new_mutex!(1u32, "one"));
        stack_pin_init!(let two = new_mutex!(2u32, "two"));
        for _ in 0..2 {
            let first = one.lock();
            let second = two.lock();
            drop((first, second));
        }
        pr_info!("no deadlock at all\n");
        Ok(Mended)
    }
}
