// SPDX-License-Identifier: GPL-2.0

//! Three panics, of which you choose one.

use kernel::prelude::*;

module! {
    type: Panics,
    name: "panics",
    authors: ["Linux kernel modules in Rust"],
    description: "Panics, in a way that you choose",
    license: "GPL",
    params: {
        how: i32 {
            default: 0,
            description: "1: unwrap, 2: an index, 3: an overflow",
        },
        number: i32 {
            default: 7,
            description: "the index, or what is multiplied",
        },
    },
}

struct Panics;

impl kernel::Module for Panics {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let number = module_parameters::number.value();
        let primes = [2, 3, 5];
        match module_parameters::how.value() {
            1 => {
                let first = primes.iter().find(|prime| **prime == number);
                pr_info!("found {}\n", first.unwrap());
            }
            2 => pr_info!("prime {number} is {}\n", primes[number as usize]),
            3 => pr_info!("{number} times a thousand is {}\n", number * 1000),
            _ => pr_info!("nothing happens\n"),
        }
        Ok(Panics)
    }
}
