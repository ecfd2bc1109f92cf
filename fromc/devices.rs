// SPDX-License-Identifier: GPL-2.0

//! A function of the kernel in C that calls one of ours, and passes on a pointer.

use core::ptr;
use kernel::{
    bindings,
    error::to_result,
    ffi::{
        c_int,
        c_void, //
    },
    prelude::*, //
};

module! {
    type: Devices,
    name: "devices",
    authors: ["Linux kernel modules in Rust"],
    description: "Counts the devices on the platform bus",
    license: "GPL",
}

struct Devices;

impl kernel::Module for Devices {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let mut count = 0u32;
        // SAFETY: The bus is a static of the kernel. A null device means all of them. `count_one`
        // gets the pointer to `count`, and nobody else uses that meanwhile.
        to_result(unsafe {
            bindings::bus_for_each_dev(
                &raw const bindings::platform_bus_type,
                ptr::null_mut(),
                (&raw mut count).cast(),
                Some(count_one),
            )
        })?;
        pr_info!("{count} devices\n");
        Ok(Devices)
    }
}

/// # Safety
///
/// `data` points to a `u32` that nobody else uses.
unsafe extern "C" fn count_one(_device: *mut bindings::device, data: *mut c_void) -> c_int {
    // SAFETY: By the safety requirement.
    let count = unsafe { &mut *data.cast::<u32>() };
    *count = count.saturating_add(1);
    0
}
