// SPDX-License-Identifier: GPL-2.0

//! The object of `mixed.ko` that has `module!`: it calls the other Rust object and the one of C.
//!
//! Every object is a crate of its own. They meet as C's do: by the names of functions, and a
//! declaration that must be right, as nothing compares the two sides. That is why the block says
//! `unsafe`; `safe` promises that any argument is allowed.

use kernel::{ffi::c_int, prelude::*};

module! {
    type: Mixed,
    name: "mixed",
    authors: ["Linux kernel modules in Rust"],
    description: "Three objects, of Rust and of C, in one module",
    license: "GPL",
}

// As they are defined in mixed_part.rs and mixed_c.c. They take any argument.
unsafe extern "C" {
    safe fn mixed_part_square(number: c_int) -> c_int;
    safe fn mixed_c_sum_of_squares(from: c_int, to: c_int) -> c_int;
}

struct Mixed;

impl kernel::Module for Mixed {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("Rust calls Rust: 7 squared is {}\n", mixed_part_square(7));
        pr_info!(
            "Rust calls C, which calls Rust: 1, 2 and 3 squared are {} together\n",
            mixed_c_sum_of_squares(1, 3)
        );
        Ok(Mixed)
    }
}

impl Drop for Mixed {
    fn drop(&mut self) {
        pr_info!("exit\n");
    }
}
