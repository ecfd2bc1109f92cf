// SPDX-License-Identifier: GPL-2.0

//! multifile, exercise 2: asks a function in C, in the other object of this module.

use kernel::{
    ffi::c_int,
    prelude::*, //
};

module! {
    type: Calendar,
    name: "calendar",
    authors: ["Linux kernel modules in Rust"],
    description: "Asks C for leap years",
    license: "GPL",
}

// As it is defined in calendar_c.c. It takes any argument.
unsafe extern "C" {
    safe fn calendar_is_leap(year: c_int) -> bool;
}

struct Calendar;

impl kernel::Module for Calendar {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        for year in [1900, 2000, 2026] {
            let what = if calendar_is_leap(year) {
                "a leap year"
            } else {
                "none"
            };
            pr_info!("{year} is {what}\n");
        }
        Ok(Calendar)
    }
}
