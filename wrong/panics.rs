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
    },
}

struct Panics;

impl kernel::Module for Panics {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let primes = [2, 3, 5];
        // The compiler cannot know which it is, or it would refuse what follows.
        let number: i32 = match module_parameters::how.value() {
            0 => 2,
            _ => 7,
        };
        match module_parameters::how.value() {
            1 => {
                let first = primes.iter().find(|prime| **prime == number);
                pr_info!("found {}\n", first.unwrap());
            }
            2 => pr_info!("prime {number} is {}\n", primes[number as usize]),
            3 => pr_info!("{number} billions are {}\n", number * 1_000_000_000),
            _ => pr_info!("nothing happens\n"),
        }
        Ok(Panics)
    }
}
