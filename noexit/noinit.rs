// SPDX-License-Identifier: GPL-2.0

//! An exit without an init. It loads in silence, and unloads with a line in the log.

use kernel::prelude::*;

const __LOG_PREFIX: &[u8] = b"noinit\0";

#[link_section = ".modinfo"]
#[used(compiler)]
static LICENSE: [u8; 12] = *b"license=GPL\0";

#[no_mangle]
#[link_section = ".exit.text"]
extern "C" fn cleanup_module() {
    pr_info!("exit\n");
}

#[link_section = ".exit.data"]
#[used(compiler)]
static EXIT: extern "C" fn() = cleanup_module;
