// SPDX-License-Identifier: GPL-2.0

//! A function in C that is declared otherwise than it is.

use kernel::{
    ffi::c_int,
    prelude::*, //
};

module! {
    type: Mistaken,
    name: "mistaken",
    authors: ["Linux kernel modules in Rust"],
    description: "Declares a function wrongly",
    license: "GPL",
}

// In mistaken_c.c, the number that it returns is a `long long`.
unsafe extern "C" {
    safe fn mistaken_large() -> c_int;
}

struct Mistaken;

impl kernel::Module for Mistaken {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("C returned {}\n", mistaken_large());
        Ok(Mistaken)
    }
}
