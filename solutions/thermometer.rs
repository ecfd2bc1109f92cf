// SPDX-License-Identifier: GPL-2.0

//! multifile, exercise 1: the temperature, by a function in another file.

mod fahrenheit;

use kernel::prelude::*;

module! {
    type: Thermometer,
    name: "thermometer",
    authors: ["Linux kernel modules in Rust"],
    description: "Converts a temperature",
    license: "GPL",
}

struct Thermometer;

impl kernel::Module for Thermometer {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        for celsius in [0, 37, 100] {
            pr_info!("{celsius} C are {} F\n", fahrenheit::from_celsius(celsius));
        }
        Ok(Thermometer)
    }
}
