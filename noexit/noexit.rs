// SPDX-License-Identifier: GPL-2.0

//! An init without an exit: this module stays until the next reboot.
//!
//! `module!` always makes both, so init is written by hand here, as the kernel expects it: a C
//! function named `init_module`. `sudo rmmod noexit` fails with `EBUSY`.

use kernel::{ffi::c_int, prelude::*};

const __LOG_PREFIX: &[u8] = b"noexit\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";

#[no_mangle]
#[link_section = ".init.text"]
extern "C" fn init_module() -> c_int {
    pr_info!("init\n");
    0
}

// What C's `module_init()` does too: the type is checked, since the kernel calls `init_module` by
// its name alone; and objtool sees that its address is taken.
#[link_section = ".init.data"]
#[used(compiler)]
static INIT: extern "C" fn() -> c_int = init_module;
