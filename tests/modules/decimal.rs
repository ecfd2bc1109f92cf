// SPDX-License-Identifier: GPL-2.0

//! Logs a 64-bit number in decimal. On 32-bit ARM that is an Oops: `core::fmt` divides it, and the
//! function for it is not in the kernel's image.

use kernel::prelude::*;

module! {
    type: Decimal,
    name: "decimal",
    description: "Logs a 64-bit number in decimal",
    license: "GPL",
}

struct Decimal;

impl kernel::Module for Decimal {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("{}\n", 1000u64);
        Ok(Decimal)
    }
}
