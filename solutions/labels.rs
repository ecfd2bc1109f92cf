// SPDX-License-Identifier: GPL-2.0

//! noexit, exercise 1: nothing but what modinfo shows.

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static DESCRIPTION: [u8; 33] = *b"description=Is there for modinfo\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static AUTHOR: [u8; 19] = *b"author=Ada Example\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static VERSION: [u8; 12] = *b"version=0.1\0";
