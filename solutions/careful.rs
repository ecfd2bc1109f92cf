// SPDX-License-Identifier: GPL-2.0

//! wrong, exercise 2: no value of its parameters makes it panic.

mod moduleparam;

use kernel::prelude::*;
use moduleparam::module_param;

module! {
    type: Careful,
    name: "careful",
    authors: ["Linux kernel modules in Rust"],
    description: "Divides a number of a list",
    license: "GPL",
}

module_param! {
    index: int { default: 0, perm: 0o444, description: "which number of the list, from 0 on" },
    by: int { default: 1, perm: 0o444, description: "what to divide it by" },
}

struct Careful;

impl kernel::Module for Careful {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let list = [12, -7, 100, i32::MIN];
        let index = usize::try_from(parameters::index.value())?;
        let by = parameters::by.value();
        let number = list.get(index).ok_or(EINVAL)?;
        let result = number.checked_div(by).ok_or(EINVAL)?;
        pr_info!("{number} / {by} is {result}\n");
        Ok(Careful)
    }
}
