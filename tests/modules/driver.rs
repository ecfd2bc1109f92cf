// SPDX-License-Identifier: GPL-2.0

//! Parameters in a driver that denies what it can, and that has fields of the same names. The
//! kernel's macros have local variables of some of these names.

#![deny(unsafe_code, warnings)]

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use kernel::{
    new_mutex,
    prelude::*,
    sync::Mutex, //
};
use moduleparam::{
    kernel_param_lock,
    module_param,
    Choice, //
};

module! {
    type: Driver,
    name: "driver",
    authors: ["Linux kernel modules in Rust"],
    description: "Has fields that are named as its parameters are",
    license: "GPL",
}

/// Of the parameter.
const TIMEOUT: i32 = 5;

module_param! {
    timeout: int { default: TIMEOUT, perm: 0o644, description: "in seconds" },
    slot: [int; 2] { default: [1], perm: 0o444, description: concat!("of ", 2, " cards") },
    init: bool { perm: 0o444, description: DESCRIPTION },
    args: charp { default: c"none", perm: 0o644, description: "more" },
    speed: choice[Speed] { perm: 0o644, description: "slow or fast" },
    r#type: uint { perm: 0o644, description: "a word" },
}

/// Of a parameter.
const DESCRIPTION: &str = "a constant";

/// Of another.
#[derive(Clone, Copy, Debug)]
enum Speed {
    Slow,
    Fast,
}

impl Choice for Speed {
    const WORDS: &'static [(&'static str, Self)] = &[("slow", Speed::Slow), ("fast", Speed::Fast)];
}

#[pin_data]
struct Inner {
    #[pin]
    timeout: Mutex<i32>,
    slot: usize,
    init: u32,
}

impl Inner {
    fn new(init: bool) -> impl PinInit<Self, Error> {
        try_pin_init!(Self {
            timeout <- new_mutex!(parameters::timeout.value()),
            slot: parameters::slot.value(&*kernel_param_lock()?).len(),
            init: if init { parameters::r#type.value() } else { 0 },
        })
    }
}

struct Driver {
    inner: Pin<KBox<Inner>>,
}

impl kernel::Module for Driver {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let inner = KBox::pin_init(Inner::new(parameters::init.value()), GFP_KERNEL)?;
        let args = kernel_param_lock()?;
        pr_info!("args={:?}\n", parameters::args.value(&args));
        Ok(Driver { inner })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let (timeout, slot) = (*self.inner.timeout.lock(), self.inner.slot);
        pr_info!("timeout={timeout} slot={slot} type={}\n", self.inner.init);
        pr_info!("speed={:?}\n", parameters::speed.value());
        let [first, second, third] = [0, 1, 2].map(|i| parameters::slot.get(i));
        pr_info!("slots={first:?} {second:?} {third:?}\n");
    }
}
