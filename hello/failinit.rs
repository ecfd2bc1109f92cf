// SPDX-License-Identifier: GPL-2.0

//! An init that refuses, with an errno of your choice.
//!
//! `sudo insmod failinit.ko` fails with `EPERM`, as a C init that returns -1 does.
//! `sudo insmod failinit.ko errno=16` fails with `EBUSY`. `errno=0` loads.

use kernel::{error::Error, prelude::*};

module! {
    type: FailInit,
    name: "failinit",
    authors: ["Linux kernel modules in Rust"],
    description: "Fails to load, with a chosen errno",
    license: "GPL",
    params: {
        errno: i32 {
            default: 1,
            description: "the errno that init returns: 1 to 4095, 0 for none",
        },
    },
}

/// What init has allocated by the time that it fails.
struct Buffer(KVVec<u8>);

impl Drop for Buffer {
    fn drop(&mut self) {
        pr_info!("{} bytes freed\n", self.0.capacity());
    }
}

struct FailInit {
    _buffer: Buffer,
}

impl kernel::Module for FailInit {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let buffer = Buffer(KVVec::with_capacity(1024 * 1024, GFP_KERNEL)?);
        pr_info!("{} bytes allocated\n", buffer.0.capacity());

        match module_parameters::errno.value() {
            0 => Ok(FailInit { _buffer: buffer }),
            errno @ 1..=4095 => {
                pr_err!("init refuses with errno {errno}\n");
                // `buffer` goes out of scope here, and its memory with it: no `goto out_free`.
                Err(Error::from_errno(-errno))
            }
            errno => {
                pr_err!("{errno} is no errno: 0 to 4095\n");
                Err(EINVAL)
            }
        }
    }
}
