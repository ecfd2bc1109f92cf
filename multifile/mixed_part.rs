// SPDX-License-Identifier: GPL-2.0

//! The object of `mixed.ko` that the other two call. It has no `module!`: a module has one.
//!
//! `module!` also makes the prefix of the log lines. An object without it has to say its own.

use kernel::{ffi::c_int, prelude::*};

const __LOG_PREFIX: &[u8] = b"mixed_part\0";

/// Returns the square of `number`, or 0 where it does not fit a `c_int`.
#[no_mangle]
pub extern "C" fn mixed_part_square(number: c_int) -> c_int {
    pr_info!("asked for the square of {number}\n");
    number.checked_mul(number).unwrap_or(0)
}
