// SPDX-License-Identifier: GPL-2.0

//! device, exercise 2: `/dev/opened` says how often it was opened.

use kernel::{
    fs::{
        File,
        Kiocb, //
    },
    iov::IovIterDest,
    miscdevice::{
        MiscDevice,
        MiscDeviceOptions,
        MiscDeviceRegistration, //
    },
    prelude::*,
    str::CString,
    sync::atomic::{
        Atomic,
        Relaxed, //
    }, //
};

module! {
    type: Opened,
    name: "opened",
    authors: ["Linux kernel modules in Rust"],
    description: "A device that counts who opens it",
    license: "GPL",
}

// All who open the device share it.
static COUNT: Atomic<u32> = Atomic::new(0);

#[pin_data]
struct Opened {
    #[pin]
    _device: MiscDeviceRegistration<OpenFile>,
}

impl kernel::InPlaceModule for Opened {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        let options = MiscDeviceOptions { name: c"opened" };
        try_pin_init!(Self {
            _device <- MiscDeviceRegistration::register(options),
        })
    }
}

/// What one who has opened it reads.
struct OpenFile(CString);

#[vtable]
impl MiscDevice for OpenFile {
    type Ptr = KBox<Self>;

    fn open(_file: &File, _misc: &MiscDeviceRegistration<Self>) -> Result<Self::Ptr> {
        let count = COUNT.fetch_add(1, Relaxed).wrapping_add(1);
        let text = CString::try_from_fmt(fmt!("{count}\n"))?;
        Ok(KBox::new(OpenFile(text), GFP_KERNEL)?)
    }

    fn read_iter(mut kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterDest<'_>) -> Result<usize> {
        let me = kiocb.file();
        iov.simple_read_from_buffer(kiocb.ki_pos_mut(), me.0.to_bytes())
    }
}
