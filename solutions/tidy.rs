// SPDX-License-Identifier: GPL-2.0

//! debug, exercise 2: beyond.rs, forgotten.rs and asleep.rs, mended.

use kernel::{
    new_spinlock,
    prelude::*, //
};
use pin_init::stack_pin_init;

module! {
    type: Tidy,
    name: "tidy",
    authors: ["Linux kernel modules in Rust"],
    description: "Keeps to its buffer, frees its memory, and sleeps where it may",
    license: "GPL",
}

struct Tidy {
    /// Freed when the module is unloaded.
    boxes: KVec<KBox<[u64; 8]>>,
}

impl kernel::Module for Tidy {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let mut buffer = KVec::from_elem(0u8, 100, GFP_KERNEL)?;
        *buffer.last_mut().ok_or(EINVAL)? = 1;
        pr_info!("written\n");

        let mut boxes = KVec::new();
        for n in 0..8u64 {
            boxes.push(KBox::new([n; 8], GFP_KERNEL)?, GFP_KERNEL)?;
        }

        stack_pin_init!(let lock = new_spinlock!(41u32));
        // The guard ends with this line.
        let value = *lock.lock();
        let boxed = KBox::new(value, GFP_KERNEL)?;
        pr_info!("boxed {boxed}\n");
        Ok(Tidy { boxes })
    }
}

impl Drop for Tidy {
    fn drop(&mut self) {
        pr_info!("{} boxes are freed\n", self.boxes.len());
    }
}
