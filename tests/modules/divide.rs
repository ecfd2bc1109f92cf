// SPDX-License-Identifier: GPL-2.0

//! Divides a 64-bit number. On 32-bit ARM, `/` would call `__aeabi_uldivmod`, which the kernel does
//! not export: modpost refuses such a module. What C modules call instead, this calls.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use core::num::NonZeroU64;
use kernel::prelude::*;
use moduleparam::module_param;

module! {
    type: Divide,
    name: "divide",
    description: "Divides a 64-bit number",
    license: "GPL",
}

module_param! {
    dividend: ullong { default: 1_000_000_000_000, perm: 0, description: "what is divided" },
    divisor: ullong { default: 1000, perm: 0, description: "by what" },
}

struct Divide;

#[cfg(target_pointer_width = "32")]
fn divide(x: u64, by: NonZeroU64) -> u64 {
    // SAFETY: It works on any two numbers but a divisor of zero (lib/math/div64.c).
    unsafe { kernel::bindings::div64_u64(x, by.get()) }
}

#[cfg(not(target_pointer_width = "32"))]
fn divide(x: u64, by: NonZeroU64) -> u64 {
    x / by
}

impl kernel::Module for Divide {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let by = NonZeroU64::new(parameters::divisor.value()).ok_or(EINVAL)?;
        // In hexadecimal, as decimal would need a division: see decimal.rs.
        pr_info!("{:#x}\n", divide(parameters::dividend.value(), by));
        Ok(Divide)
    }
}
