// SPDX-License-Identifier: GPL-2.0

//! Three things that init makes, one after the other. Any of them may fail.

use kernel::prelude::*;

module! {
    type: Three,
    name: "three",
    authors: ["Linux kernel modules in Rust"],
    description: "Makes three things, and gives them back",
    license: "GPL",
    params: {
        fail: i32 {
            default: 0,
            description: "which one fails, 1 to 3; 0 for none",
        },
    },
}

/// Something that is to be given back.
struct Thing(&'static str);

impl Thing {
    fn make(name: &'static str, fails: &str) -> Result<Self> {
        if name == fails {
            pr_info!("could not make {name}\n");
            return Err(EBUSY);
        }
        pr_info!("made {name}\n");
        Ok(Thing(name))
    }
}

impl Drop for Thing {
    fn drop(&mut self) {
        pr_info!("gave back {}\n", self.0);
    }
}

// Fields are dropped in this order: what needs another thing stands above that.
struct Three {
    _interrupt: Thing,
    _buffer: Thing,
    _clock: Thing,
}

impl kernel::Module for Three {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let fails = match module_parameters::fail.value() {
            1 => "the clock",
            2 => "the buffer",
            3 => "the interrupt",
            _ => "nothing",
        };
        let clock = Thing::make("the clock", fails)?;
        let buffer = Thing::make("the buffer", fails)?;
        let interrupt = Thing::make("the interrupt", fails)?;
        Ok(Three {
            _interrupt: interrupt,
            _buffer: buffer,
            _clock: clock,
        })
    }
}
