// SPDX-License-Identifier: GPL-2.0

//! params, exercise 2: two limits, of which `high` is never below `low`.

mod moduleparam;

use kernel::prelude::*;
use moduleparam::{
    kernel_param_lock,
    module_param,
    Locked, //
};

module! {
    type: Limits,
    name: "limits",
    authors: ["Linux kernel modules in Rust"],
    description: "Has two limits",
    license: "GPL",
}

module_param! {
    low: int { default: 10, check: not_above, perm: 0o644, description: "at most high" },
    high: int { default: 20, check: not_below, perm: 0o644, description: "at least low" },
}

// Nobody writes the other one meanwhile, since the lock is held.
fn not_above(low: i32, _: &Locked) -> Result<i32> {
    if low > parameters::high.value() {
        return Err(ERANGE);
    }
    Ok(low)
}

fn not_below(high: i32, _: &Locked) -> Result<i32> {
    if high < parameters::low.value() {
        return Err(ERANGE);
    }
    Ok(high)
}

struct Limits;

impl kernel::Module for Limits {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        // Else, somebody could write one between the two.
        let _lock = kernel_param_lock()?;
        pr_info!(
            "from {} to {}\n",
            parameters::low.value(),
            parameters::high.value()
        );
        Ok(Limits)
    }
}
