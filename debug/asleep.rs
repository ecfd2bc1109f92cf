// SPDX-License-Identifier: GPL-2.0

//! A sleep in atomic context, which DEBUG_ATOMIC_SLEEP reports.

use kernel::{
    new_spinlock,
    prelude::*, //
};
use pin_init::stack_pin_init;

module! {
    type: Asleep,
    name: "asleep",
    authors: ["Linux kernel modules in Rust"],
    description: "Sleeps where it must not",
    license: "GPL",
}

struct Asleep;

impl kernel::Module for Asleep {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        stack_pin_init!(let lock = new_spinlock!(41u32));
        let guard = lock.lock();
        let boxed = KBox::new(*guard, GFP_KERNEL)?;
        drop(guard);
        pr_info!("boxed {boxed}\n");
        Ok(Asleep)
    }
}
