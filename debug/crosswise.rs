// SPDX-License-Identifier: GPL-2.0

//! Two locks taken crosswise, which lockdep reports.

use kernel::{
    new_mutex,
    prelude::*, //
};
use pin_init::stack_pin_init;

module! {
    type: Crosswise,
    name: "crosswise",
    authors: ["Linux kernel modules in Rust"],
    description: "Takes two locks in one order, then in the other",
    license: "GPL",
}

struct Crosswise;

impl kernel::Module for Crosswise {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        stack_pin_init!(let one = new_mutex!(1u32, "one"));
        stack_pin_init!(let two = new_mutex!(2u32, "two"));

        let first = one.lock();
        let second = two.lock();
        drop((first, second));

        let first = two.lock();
        let second = one.lock();
        drop((first, second));
        pr_info!("no deadlock so far\n");
        Ok(Crosswise)
    }
}
