// SPDX-License-Identifier: GPL-2.0

//! One line for each log level, a line in several parts, and a line without its newline.
//!
//! `sudo insmod loglevels.ko`, then `dmesg -x` to see the levels. The line without a newline is not
//! to be seen until the kernel logs something else: `sudo rmmod loglevels` does that.

use kernel::{pr_cont, prelude::*};

module! {
    type: LogLevels,
    name: "loglevels",
    authors: ["Linux kernel modules in Rust"],
    description: "Logs a line at every level",
    license: "GPL",
}

// What MODULE_VERSION leaves in a module in C.
#[link_section = ".modinfo"]
#[used(compiler)]
static VERSION: [u8; 12] = *b"version=1.0\0";

struct LogLevels;

impl kernel::Module for LogLevels {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_emerg!("level 0, emerg: the system is unusable\n");
        pr_alert!("level 1, alert: act at once\n");
        pr_crit!("level 2, crit: critical conditions\n");
        pr_err!("level 3, err: something failed\n");
        pr_warn!("level 4, warn: something is odd\n");
        pr_notice!("level 5, notice: normal, but worth a look\n");
        pr_info!("level 6, info: for the record\n");
        // Compiled in only where `debug_assertions` is on, which no distribution turns on.
        pr_debug!("level 7, debug: for the developer\n");

        pr_info!("one line,");
        pr_cont!(" in three");
        pr_cont!(" parts\n");

        // `\n` ends a line. Without it the line stays open for a `pr_cont!`, and out of sight.
        pr_info!("a line without its newline");
        Ok(LogLevels)
    }
}

impl Drop for LogLevels {
    fn drop(&mut self) {
        pr_info!("exit\n");
    }
}
