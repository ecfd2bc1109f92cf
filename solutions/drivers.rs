// SPDX-License-Identifier: GPL-2.0

//! fromc, exercise 2: names the drivers of a bus, by a callback.

use core::{
    ffi::CStr,
    ptr, //
};
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
    type: Drivers,
    name: "drivers",
    authors: ["Linux kernel modules in Rust"],
    description: "Names the drivers of the platform bus",
    license: "GPL",
}

struct Drivers;

impl kernel::Module for Drivers {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let mut count = 0u32;
        // SAFETY: The bus is a static of the kernel. A null driver means all of them. `name_one`
        // gets the pointer to `count`, and nobody else uses that meanwhile.
        to_result(unsafe {
            bindings::bus_for_each_drv(
                &raw const bindings::platform_bus_type,
                ptr::null_mut(),
                (&raw mut count).cast(),
                Some(name_one),
            )
        })?;
        Ok(Drivers)
    }
}

/// # Safety
///
/// `driver` has a name that ends with a NUL. `data` points to a `u32` that nobody else uses.
unsafe extern "C" fn name_one(driver: *mut bindings::device_driver, data: *mut c_void) -> c_int {
    // SAFETY: By the safety requirement.
    let name = unsafe { CStr::from_char_ptr((*driver).name) };
    // SAFETY: By the safety requirement.
    let count = unsafe { &mut *data.cast::<u32>() };
    *count = count.saturating_add(1);
    pr_info!("{}: {}\n", *count, name.to_str().unwrap_or("?"));
    0
}
