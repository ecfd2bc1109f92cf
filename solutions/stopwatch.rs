// SPDX-License-Identifier: GPL-2.0

//! hello, exercise 2: logs for how long the module was loaded.

use kernel::{
    prelude::*,
    time::{
        Instant,
        Monotonic, //
    }, //
};

module! {
    type: Stopwatch,
    name: "stopwatch",
    authors: ["Linux kernel modules in Rust"],
    description: "Logs for how long it was loaded",
    license: "GPL",
}

struct Stopwatch {
    loaded: Instant<Monotonic>,
}

impl kernel::Module for Stopwatch {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Stopwatch {
            loaded: Instant::now(),
        })
    }
}

impl Drop for Stopwatch {
    fn drop(&mut self) {
        // 32 bits are enough for 24 days, and 32-bit ARM cannot print 64 in decimal.
        let milliseconds = self.loaded.elapsed().as_millis() as i32;
        pr_info!("loaded for {milliseconds} ms\n");
    }
}
