// SPDX-License-Identifier: GPL-2.0

//! Twenty parameters, all read by exit.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use kernel::prelude::*;
use moduleparam::module_param;

module! {
    type: Bench,
    name: "twenty_rust",
    description: "For bench/params/measure",
    license: "GPL",
}

module_param! {
    int0: int { perm: 0o644, description: "a value" },
    int1: int { perm: 0o644, description: "a value" },
    int2: int { perm: 0o644, description: "a value" },
    int3: int { perm: 0o644, description: "a value" },
    int4: int { perm: 0o644, description: "a value" },
    uint0: uint { perm: 0o644, description: "a value" },
    uint1: uint { perm: 0o644, description: "a value" },
    uint2: uint { perm: 0o644, description: "a value" },
    uint3: uint { perm: 0o644, description: "a value" },
    uint4: uint { perm: 0o644, description: "a value" },
    bool0: bool { perm: 0o644, description: "a value" },
    bool1: bool { perm: 0o644, description: "a value" },
    bool2: bool { perm: 0o644, description: "a value" },
    bool3: bool { perm: 0o644, description: "a value" },
    bool4: bool { perm: 0o644, description: "a value" },
    ulong0: ulong { perm: 0o644, description: "a value" },
    ulong1: ulong { perm: 0o644, description: "a value" },
    ulong2: ulong { perm: 0o644, description: "a value" },
    ulong3: ulong { perm: 0o644, description: "a value" },
    ulong4: ulong { perm: 0o644, description: "a value" },
}

struct Bench;

impl kernel::Module for Bench {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Bench)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        int0.value();
        int1.value();
        int2.value();
        int3.value();
        int4.value();
        uint0.value();
        uint1.value();
        uint2.value();
        uint3.value();
        uint4.value();
        bool0.value();
        bool1.value();
        bool2.value();
        bool3.value();
        bool4.value();
        ulong0.value();
        ulong1.value();
        ulong2.value();
        ulong3.value();
        ulong4.value();
    }
}
