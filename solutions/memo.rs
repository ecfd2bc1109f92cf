// SPDX-License-Identifier: GPL-2.0

//! device, exercise 1: `/dev/memo` gives back what was written through the same open file.

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
    new_mutex,
    prelude::*,
    sync::Mutex, //
};

module! {
    type: Memo,
    name: "memo",
    authors: ["Linux kernel modules in Rust"],
    description: "A device that gives back what was written",
    license: "GPL",
}

/// What one write may have, in bytes.
const LONGEST: usize = 4096;

#[pin_data]
struct Memo {
    #[pin]
    _device: MiscDeviceRegistration<OpenFile>,
}

impl kernel::InPlaceModule for Memo {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        let options = MiscDeviceOptions { name: c"memo" };
        try_pin_init!(Self {
            _device <- MiscDeviceRegistration::register(options),
        })
    }
}

#[pin_data]
struct OpenFile {
    #[pin]
    text: Mutex<KVec<u8>>,
}

#[vtable]
impl MiscDevice for OpenFile {
    type Ptr = Pin<KBox<Self>>;

    fn open(_file: &File, _misc: &MiscDeviceRegistration<Self>) -> Result<Self::Ptr> {
        let open_file = try_pin_init!(Self {
            text <- new_mutex!(KVec::new()),
        });
        KBox::try_pin_init(open_file, GFP_KERNEL)
    }

    fn read_iter(mut kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterDest<'_>) -> Result<usize> {
        let me = kiocb.file();
        let text = me.text.lock();
        // It counts the position on, so that the next read goes on there.
        iov.simple_read_from_buffer(kiocb.ki_pos_mut(), &text)
    }

    fn write_iter(mut kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterSource<'_>) -> Result<usize> {
        if iov.len() > LONGEST {
            return Err(EFBIG);
        }
        let mut text = KVec::new();
        let length = iov.copy_from_iter_vec(&mut text, GFP_KERNEL)?;
        *kiocb.file().text.lock() = text;
        *kiocb.ki_pos_mut() = 0;
        Ok(length)
    }
}
