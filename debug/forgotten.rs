// SPDX-License-Identifier: GPL-2.0

//! A leak, which kmemleak reports.

use kernel::prelude::*;

module! {
    type: Forgotten,
    name: "forgotten",
    authors: ["Linux kernel modules in Rust"],
    description: "Forgets memory",
    license: "GPL",
}

struct Forgotten;

impl kernel::Module for Forgotten {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        for n in 0..8u64 {
            let boxed = KBox::new([n; 8], GFP_KERNEL)?;
            core::mem::forget(boxed);
        }
        pr_info!("forgotten\n");
        Ok(Forgotten)
    }
}
