// SPDX-License-Identifier: GPL-2.0

//! A callback of the kernel's, registered by hand: it is told of each module that is loaded.

use core::ffi::CStr;
use kernel::{
    bindings,
    container_of,
    error::to_result,
    ffi::{
        c_int,
        c_ulong,
        c_void, //
    },
    prelude::*,
    sync::atomic::{
        Atomic,
        Relaxed, //
    },
    types::Opaque, //
};

module! {
    type: Watcher,
    name: "watcher",
    authors: ["Linux kernel modules in Rust"],
    description: "Logs which modules are loaded",
    license: "GPL",
}

#[pin_data(PinnedDrop)]
struct Watcher {
    seen: Atomic<u32>,
    #[pin]
    block: Opaque<bindings::notifier_block>,
}

// SAFETY: Only the kernel's functions for notifiers touch `block`, and they take their own lock.
unsafe impl Send for Watcher {}
// SAFETY: As above.
unsafe impl Sync for Watcher {}

impl kernel::InPlaceModule for Watcher {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        try_pin_init!(Self {
            seen: Atomic::new(0),
            // It is told of modules from here on, so it comes last.
            block <- Opaque::try_ffi_init(|block: *mut bindings::notifier_block| {
                // SAFETY: `block` can be written, and stays where it is until `drop` below.
                unsafe {
                    block.write(bindings::notifier_block {
                        notifier_call: Some(told),
                        ..pin_init::zeroed()
                    });
                    to_result(bindings::register_module_notifier(block))
                }
            }),
        })
    }
}

#[pinned_drop]
impl PinnedDrop for Watcher {
    fn drop(self: Pin<&mut Self>) {
        // SAFETY: `init` has registered it.
        unsafe { bindings::unregister_module_notifier(self.block.get()) };
    }
}

/// # Safety
///
/// `block` is the field of a [`Watcher`], and `module` points to a `struct module`.
unsafe extern "C" fn told(
    block: *mut bindings::notifier_block,
    state: c_ulong,
    module: *mut c_void,
) -> c_int {
    if state == bindings::module_state_MODULE_STATE_COMING as c_ulong {
        // SAFETY: By the safety requirement. It is there as long as it is registered.
        let me = unsafe { &*container_of!(Opaque::cast_from(block).cast_mut(), Watcher, block) };
        // SAFETY: By the safety requirement. The name ends with a NUL.
        let name = unsafe {
            let module = module.cast::<bindings::module>();
            CStr::from_char_ptr((&raw const (*module).name).cast())
        };
        let count = me.seen.fetch_add(1, Relaxed).wrapping_add(1);
        pr_info!("{count}: {}\n", name.to_str().unwrap_or("?"));
    }
    bindings::NOTIFY_OK as c_int
}
