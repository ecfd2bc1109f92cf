// SPDX-License-Identifier: GPL-2.0

//! One object, one crate, two files: `mod primes;` finds primes.rs, with no word in Kbuild.
//!
//! This is how a module of some size is usually split. Calls between the files are plain Rust.

mod primes;

use kernel::prelude::*;

module! {
    type: OneCrate,
    name: "onecrate",
    authors: ["Linux kernel modules in Rust"],
    description: "One crate in two files",
    license: "GPL",
}

struct OneCrate;

impl kernel::Module for OneCrate {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("there are {} primes below 100\n", primes::count_below(100));
        Ok(OneCrate)
    }
}

impl Drop for OneCrate {
    fn drop(&mut self) {
        pr_info!("exit\n");
    }
}
