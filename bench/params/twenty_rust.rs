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
        parameters::int0.value();
        parameters::int1.value();
        parameters::int2.value();
        parameters::int3.value();
        parameters::int4.value();
        parameters::uint0.value();
        parameters::uint1.value();
        parameters::uint2.value();
        parameters::uint3.value();
        parameters::uint4.value();
        parameters::bool0.value();
        parameters::bool1.value();
        parameters::bool2.value();
        parameters::bool3.value();
        parameters::bool4.value();
        parameters::ulong0.value();
        parameters::ulong1.value();
        parameters::ulong2.value();
        parameters::ulong3.value();
        parameters::ulong4.value();
    }
}
