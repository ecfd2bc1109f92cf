// SPDX-License-Identifier: GPL-2.0

//! An allocation that fails.

use kernel::{
    alloc::flags::__GFP_NOWARN,
    prelude::*, //
};

module! {
    type: TooMuch,
    name: "toomuch",
    authors: ["Linux kernel modules in Rust"],
    description: "Asks for too much memory",
    license: "GPL",
}

struct TooMuch;

impl kernel::Module for TooMuch {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        // Half of all addresses. Without the flag, the kernel would log more about it.
        let buffer = KVVec::<u8>::with_capacity(usize::MAX / 2, GFP_KERNEL | __GFP_NOWARN)?;
        pr_info!("{} bytes\n", buffer.capacity());
        Ok(TooMuch)
    }
}
