// SPDX-License-Identifier: GPL-2.0

//! The first module: a line in the kernel log when it is loaded, another when it is
//! unloaded.
//!
//! `sudo insmod hello.ko` logs `hello: init`, `sudo rmmod hello` logs `hello: exit`.

use kernel::prelude::*;

module! {
    type: Hello,
    name: "hello",
    authors: ["Linux kernel modules in Rust"],
    description: "Logs a line on init and on exit",
    license: "GPL",
}

struct Hello;

impl kernel::Module for Hello {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("init\n");
        Ok(Hello)
    }
}

impl Drop for Hello {
    fn drop(&mut self) {
        pr_info!("exit\n");
    }
}
