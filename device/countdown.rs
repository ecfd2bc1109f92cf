// SPDX-License-Identifier: GPL-2.0

//! A character device, `/dev/countdown`, that counts down: each read gives a line, 3, 2, 1.
//!
//! Whoever opens it counts for themselves. A number that is written is the next to be read.

mod moduleparam;

use core::str::from_utf8;
use kernel::{
    fs::{
        File,
        Kiocb, //
    },
    ioctl::_IOR,
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
    str::CString,
    sync::Mutex,
    uaccess::{
        UserPtr,
        UserSlice, //
    },
};
use moduleparam::module_param;

module! {
    type: Countdown,
    name: "countdown",
    authors: ["Linux kernel modules in Rust"],
    description: "A character device that counts down",
    license: "GPL",
}

module_param! {
    start: uint { default: 3, range: 0..=1000, perm: 0o644, description: "the first number" },
}

/// The ioctl that stores the next number, a `u32`, where its argument points.
const COUNTDOWN_NEXT: u32 = _IOR::<u32>(b'c' as u32, 1);

#[pin_data]
struct Countdown {
    #[pin]
    _device: MiscDeviceRegistration<OpenFile>,
}

impl kernel::InPlaceModule for Countdown {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        let options = MiscDeviceOptions { name: c"countdown" };
        try_pin_init!(Self {
            _device <- MiscDeviceRegistration::register(options),
        })
    }
}

/// What belongs to one open file.
#[pin_data]
struct OpenFile {
    #[pin]
    next: Mutex<u32>,
}

#[vtable]
impl MiscDevice for OpenFile {
    type Ptr = Pin<KBox<Self>>;

    fn open(_file: &File, _misc: &MiscDeviceRegistration<Self>) -> Result<Self::Ptr> {
        let open_file = try_pin_init!(Self {
            next <- new_mutex!(parameters::start.value()),
        });
        KBox::try_pin_init(open_file, GFP_KERNEL)
    }

    fn read_iter(kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterDest<'_>) -> Result<usize> {
        let me = kiocb.file();
        let mut next = me.next.lock();
        let Some(rest) = next.checked_sub(1) else {
            return Ok(0);
        };
        let text = CString::try_from_fmt(fmt!("{}\n", *next))?;
        let line = text.to_bytes();
        if iov.len() < line.len() {
            return Err(EINVAL);
        }
        if iov.copy_to_iter(line) < line.len() {
            return Err(EFAULT);
        }
        *next = rest;
        Ok(line.len())
    }

    fn write_iter(kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterSource<'_>) -> Result<usize> {
        let mut buffer = [0; 16];
        let text = buffer.get_mut(..iov.len()).ok_or(EINVAL)?;
        if iov.copy_from_iter(text) < text.len() {
            return Err(EFAULT);
        }
        let line = from_utf8(text).map_err(|_| EINVAL)?;
        let number = line.strip_suffix('\n').unwrap_or(line);
        *kiocb.file().next.lock() = number.parse().map_err(|_| EINVAL)?;
        Ok(line.len())
    }

    fn ioctl(me: Pin<&Self>, _file: &File, command: u32, argument: usize) -> Result<isize> {
        match command {
            COUNTDOWN_NEXT => {
                let next = *me.next.lock();
                let place = UserSlice::new(UserPtr::from_addr(argument), size_of::<u32>());
                place.writer().write(&next)?;
                Ok(0)
            }
            _ => Err(ENOTTY),
        }
    }
}
