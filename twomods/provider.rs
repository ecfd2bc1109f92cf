// SPDX-License-Identifier: GPL-2.0

//! A library: a module with neither init nor exit, there for what it exports.
//!
//! Other modules use its functions and its data: user.rs and cuser.c. While one of them is loaded,
//! this one cannot be unloaded.

#[macro_use]
mod export;

use kernel::{ffi::c_int, prelude::*};

const __LOG_PREFIX: &[u8] = b"provider\0";

// Without `module!`, the strings that `modinfo` shows are these. kbuild insists on a license.
#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";
#[link_section = ".modinfo"]
#[used(compiler)]
static DESCRIPTION: [u8; 42] = *b"description=Exports functions and a value\0";

/// Returns the sum of `a` and `b`, or the nearest that a `c_int` holds. For any module.
#[no_mangle]
pub extern "C" fn provider_add(a: c_int, b: c_int) -> c_int {
    pr_info!("{a} + {b}\n");
    a.saturating_add(b)
}
export_symbol!(provider_add(_, _));

/// Returns the negative of `a`, or the nearest that a `c_int` holds. For modules under the GPL.
#[no_mangle]
pub extern "C" fn provider_negate(a: c_int) -> c_int {
    pr_info!("-({a})\n");
    a.saturating_neg()
}
export_symbol!(provider_negate(_), "GPL");

/// Returns twice `a`, or the nearest that a `c_int` holds. For modules that import `TWOMODS`.
#[no_mangle]
pub extern "C" fn provider_double(a: c_int) -> c_int {
    pr_info!("2 * {a}\n");
    a.saturating_mul(2)
}
export_symbol!(provider_double(_), "GPL", "TWOMODS");

/// The version of this interface. Data is exported like a function.
#[no_mangle]
#[allow(non_upper_case_globals)]
pub static provider_version: c_int = 3;
export_symbol!(provider_version);
