// SPDX-License-Identifier: GPL-2.0

//! A lamp that is not there: a module that can be set.
//!
//! `sudo insmod lamp.ko brightness=80` logs the brightness. While it is loaded, its parameters are
//! files in `/sys/module/lamp/parameters`.

mod moduleparam;

use kernel::prelude::*;
use moduleparam::{
    kernel_param_lock,
    module_param, //
};

module! {
    type: Lamp,
    name: "lamp",
    authors: ["Linux kernel modules in Rust"],
    description: "Has parameters",
    license: "GPL",
    params: {
        pin: i32 {
            default: 4,
            description: "where the lamp is connected",
        },
    },
}

module_param! {
    brightness: uint { default: 50, range: 0..=100, perm: 0o644, description: "in percent" },
    label: charp { default: c"lamp", perm: 0o444, description: "what you call it" },
    blink: [uint; 4] { default: [500, 500], count: true, perm: 0o644, description: "in ms" },
}

struct Lamp;

impl kernel::Module for Lamp {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("pin {}\n", module_parameters::pin.value());
        pr_info!("brightness {}\n", parameters::brightness.value());

        let lock = kernel_param_lock()?;
        let label = parameters::label.value(&lock).unwrap_or(c"none");
        pr_info!("label {}\n", label.to_str()?);
        pr_info!("blink {:?}\n", parameters::blink.value(&lock));
        Ok(Lamp)
    }
}
