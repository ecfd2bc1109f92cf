// SPDX-License-Identifier: GPL-2.0

//! twomods, exercise 1: exports a function that gives each caller another number.

#[macro_use]
mod export;

use kernel::{
    ffi::c_int,
    sync::atomic::{
        Atomic,
        Relaxed, //
    }, //
};

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static DESCRIPTION: [u8; 26] = *b"description=Gives numbers\0";

static TAKEN: Atomic<c_int> = Atomic::new(0);

/// The next number, from 1 on.
#[no_mangle]
pub extern "C" fn tickets_take() -> c_int {
    TAKEN.fetch_add(1, Relaxed).wrapping_add(1)
}
export_symbol!(tickets_take(), "GPL");
