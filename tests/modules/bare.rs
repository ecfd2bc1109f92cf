// SPDX-License-Identifier: GPL-2.0

//! Parameters in a module without `module!`, which has neither init nor exit.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use moduleparam::module_param;

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";
#[link_section = ".modinfo"]
#[used(compiler)]
static DESCRIPTION: [u8; 37] = *b"description=Parameters, nothing else\0";

module_param! {
    number: int { default: 3, perm: 0o644, description: "a number" },
    text: charp { perm: 0o644, description: "a text" },
}
