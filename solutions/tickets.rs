// SPDX-License-Identifier: GPL-2.0

//! twomods, exercises 1 and 2: exports a function that gives each caller another number, and one
//! that says which was the last.

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

/// The number that was given last, or 0. For modules that import `TICKETS`.
#[no_mangle]
pub extern "C" fn tickets_last() -> c_int {
    TAKEN.load(Relaxed)
}
export_symbol!(tickets_last(), "GPL", "TICKETS");
