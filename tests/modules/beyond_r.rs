// SPDX-License-Identifier: GPL-2.0

//! An array that is longer than its page, for tests/params-faults.t; beyond_c.c has the same.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use moduleparam::module_param;

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";
#[link_section = ".modinfo"]
#[used(compiler)]
static DESCRIPTION: [u8; 64] =
    *b"description=Has an array that is longer than a page shows, in R\0";

module_param! {
    many: [ullong; 196] { perm: 0o644, description: "numbers" },
}
