// SPDX-License-Identifier: GPL-2.0

//! A use after free, which KASAN reports.

use kernel::prelude::*;

module! {
    type: AfterFree,
    name: "afterfree",
    authors: ["Linux kernel modules in Rust"],
    description: "Reads memory that it has freed",
    license: "GPL",
}

struct AfterFree;

impl kernel::Module for AfterFree {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let boxed = KBox::new(41u32, GFP_KERNEL)?;
        let pointer = &raw const *boxed;
        drop(boxed);
        // SAFETY: None: what it points at was freed in the line above.
        let value = unsafe { pointer.read_volatile() };
        pr_info!("it was {value}\n");
        Ok(AfterFree)
    }
}
