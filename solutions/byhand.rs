// SPDX-License-Identifier: GPL-2.0

//! noexit, exercise 2: init and exit, both written by hand.

use kernel::{
    ffi::c_int,
    prelude::*, //
};

const __LOG_PREFIX: &[u8] = b"byhand\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static DESCRIPTION: [u8; 36] = *b"description=Has an init and an exit\0";

#[no_mangle]
#[link_section = ".init.text"]
extern "C" fn init_module() -> c_int {
    pr_info!("init\n");
    0
}

#[link_section = ".init.data"]
#[used(compiler)]
static INIT: extern "C" fn() -> c_int = init_module;

#[no_mangle]
#[link_section = ".exit.text"]
extern "C" fn cleanup_module() {
    pr_info!("exit\n");
}

#[link_section = ".exit.data"]
#[used(compiler)]
static EXIT: extern "C" fn() = cleanup_module;
