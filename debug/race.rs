// SPDX-License-Identifier: GPL-2.0

//! A data race, which KCSAN reports.

use kernel::{
    prelude::*,
    sync::atomic::{
        Acquire,
        Atomic,
        Release, //
    },
    time::{
        delay::fsleep,
        Delta, //
    },
    workqueue, //
};

module! {
    type: Race,
    name: "race",
    authors: ["Linux kernel modules in Rust"],
    description: "Counts on two processors at once",
    license: "GPL",
}

static mut COUNT: u64 = 0;
static DONE: Atomic<bool> = Atomic::new(false);

#[inline(never)]
fn count() {
    for _ in 0..2_000_000 {
        // SAFETY: None: another processor may be counting, too.
        unsafe { core::ptr::write(&raw mut COUNT, core::ptr::read(&raw const COUNT) + 1) };
        core::hint::black_box(());
    }
}

struct Race;

impl kernel::Module for Race {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        workqueue::system_unbound().try_spawn(GFP_KERNEL, || {
            count();
            DONE.store(true, Release);
        })?;
        count();
        while !DONE.load(Acquire) {
            fsleep(Delta::from_millis(10));
        }
        pr_info!("counted\n");
        Ok(Race)
    }
}
