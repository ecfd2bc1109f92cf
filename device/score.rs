// SPDX-License-Identifier: GPL-2.0

//! A character device, `/dev/score`, that keeps the best of all numbers that are written.
//!
//! All who open it share what it keeps.

use core::str::from_utf8;
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
    str::CString,
    sync::global_lock,
};

module! {
    type: ScoreModule,
    name: "score",
    authors: ["Linux kernel modules in Rust"],
    description: "A character device that keeps the best score",
    license: "GPL",
}

/// What all who open the device share.
struct Score {
    best: u32,
    tries: u32,
}

global_lock! {
    // SAFETY: The module's init calls `SCORE.init()` before it registers the device.
    unsafe(uninit) static SCORE: Mutex<Score> = Score { best: 0, tries: 0 };
}

#[pin_data]
struct ScoreModule {
    #[pin]
    _device: MiscDeviceRegistration<Operations>,
}

impl kernel::InPlaceModule for ScoreModule {
    fn init(_module: &'static ThisModule) -> impl PinInit<Self, Error> {
        // SAFETY: Nothing else calls it, and the kernel calls a module's init once.
        unsafe { SCORE.init() };
        let options = MiscDeviceOptions { name: c"score" };
        try_pin_init!(Self {
            _device <- MiscDeviceRegistration::register(options),
        })
    }
}

/// What a program can do with the device. Nothing belongs to one open file.
struct Operations;

#[vtable]
impl MiscDevice for Operations {
    type Ptr = ();

    fn open(_file: &File, _misc: &MiscDeviceRegistration<Self>) -> Result {
        Ok(())
    }

    fn read_iter(mut kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterDest<'_>) -> Result<usize> {
        let text = {
            let score = SCORE.lock();
            CString::try_from_fmt(fmt!("{} of {}\n", score.best, score.tries))?
        };
        iov.simple_read_from_buffer(kiocb.ki_pos_mut(), text.to_bytes())
    }

    fn write_iter(_kiocb: Kiocb<'_, Self::Ptr>, iov: &mut IovIterSource<'_>) -> Result<usize> {
        let mut buffer = [0; 16];
        let text = buffer.get_mut(..iov.len()).ok_or(EINVAL)?;
        if iov.copy_from_iter(text) < text.len() {
            return Err(EFAULT);
        }
        let line = from_utf8(text).map_err(|_| EINVAL)?;
        let number: u32 = line.trim_end().parse().map_err(|_| EINVAL)?;
        let mut score = SCORE.lock();
        score.best = score.best.max(number);
        score.tries = score.tries.saturating_add(1);
        Ok(line.len())
    }
}
