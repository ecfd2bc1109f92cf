// SPDX-License-Identifier: GPL-2.0

//! A write beyond a buffer, which KASAN reports.

use kernel::prelude::*;

module! {
    type: Beyond,
    name: "beyond",
    authors: ["Linux kernel modules in Rust"],
    description: "Writes beyond a buffer",
    license: "GPL",
}

struct Beyond;

impl kernel::Module for Beyond {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let mut buffer = KVec::from_elem(0u8, 100, GFP_KERNEL)?;
        let end = buffer.len();
        // SAFETY: None: the last byte that is ours is before `end`.
        unsafe { buffer.as_mut_ptr().add(end).write_volatile(1) };
        pr_info!("written\n");
        Ok(Beyond)
    }
}
