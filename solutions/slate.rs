// SPDX-License-Identifier: GPL-2.0

//! device, exercise 3: what one writes to `/dev/slate`, all can read.

use kernel::{
    fs::{
        File,
        Kiocb, //
    },
    iov::{
        IovIterDest,
        IovIterSource, //
    },
    miscdevice::{
        MiscDevice,
        MiscDeviceOptions,
        MiscDeviceRegistration, //
    },
    prelude::*,
    sync::global_lock,
};

module! {
    type: Slate,
    name: "slate",
    authors: ["Linux kernel modules in Rust"],
    description: "A device that shows everyone what was written last",
    license: "GPL",
}

/// What one write may have, in bytes.
const LONGEST: usize = 4096;

global_lock! {
    // SAFETY: The module's init calls `TEXT.init()` before it registers the device.
    unsafe(uninit) static TEXT: Mutex<KVec<u8>> = KVec::new();
}

#[pin_data]
struct Slate {
    #[pin]
    _device: MiscDeviceRegistration<Operations>,
    // Below the device: fields are dropped in this order.
    _wipe: Wipe,
}

impl kernel::InPlaceModule for Slate {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        // SAFETY: Nothing else calls it, and the kernel calls a module's init once.
        unsafe { TEXT.init() };
        let options = MiscDeviceOptions { name: c"slate" };
        try_pin_init!(Self {
            _device <- MiscDeviceRegistration::register(options),
            _wipe: Wipe,
        })
    }
}

/// Frees the text when it is dropped.
struct Wipe;

impl Drop for Wipe {
    fn drop(&mut self) {
        *TEXT.lock() = KVec::new();
    }
}

/// What a program can do with the device.
struct Operations;

#[vtable]
impl MiscDevice for Operations {
    type Ptr = ();

    fn open(_file: &File, _misc: &MiscDeviceRegistration<Self>) -> Result {
        Ok(())
    }

    fn read_iter(mut kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterDest<'_>) -> Result<usize> {
        let text = TEXT.lock();
        iov.simple_read_from_buffer(kiocb.ki_pos_mut(), &text)
    }

    fn write_iter(_kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterSource<'_>) -> Result<usize> {
        if iov.len() > LONGEST {
            return Err(EFBIG);
        }
        let mut text = KVec::new();
        let length = iov.copy_from_iter_vec(&mut text, GFP_KERNEL)?;
        *TEXT.lock() = text;
        Ok(length)
    }
}
