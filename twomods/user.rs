// SPDX-License-Identifier: GPL-2.0

//! A module that uses what provider.rs exports.
//!
//! `sudo insmod user.ko` before `provider.ko` fails: `Unknown symbol in module`.

use kernel::{ffi::c_int, prelude::*};

module! {
    type: User,
    name: "user",
    authors: ["Linux kernel modules in Rust"],
    description: "Uses the symbols of provider.ko",
    license: "GPL",
    imports_ns: ["TWOMODS"],
}

// As they are defined in provider.rs. The functions take any argument, and nothing writes
// to `provider_version`.
unsafe extern "C" {
    safe fn provider_add(a: c_int, b: c_int) -> c_int;
    safe fn provider_negate(a: c_int) -> c_int;
    safe fn provider_double(a: c_int) -> c_int;
    safe static provider_version: c_int;
}

struct User;

impl kernel::Module for User {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("provider_version is {provider_version}\n");
        pr_info!("provider_add(1, 2) is {}\n", provider_add(1, 2));
        pr_info!("provider_negate(3) is {}\n", provider_negate(3));
        pr_info!("provider_double(4) is {}\n", provider_double(4));
        Ok(User)
    }
}

impl Drop for User {
    fn drop(&mut self) {
        pr_info!("exit\n");
    }
}
