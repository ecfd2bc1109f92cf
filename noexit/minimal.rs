// SPDX-License-Identifier: GPL-2.0

//! The smallest module: neither init nor exit, nothing but a license.

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";
