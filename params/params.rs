// SPDX-License-Identifier: GPL-2.0

//! Parameters of every kind, and what became of them.
//!
//! `sudo insmod params.ko int=5` logs the values; `/sys/module/params/parameters` shows them, and
//! takes new ones where `perm` lets it.

mod moduleparam;

use core::{
    ffi::CStr,
    fmt::Write, //
};
use kernel::{
    prelude::*,
    str::Formatter,
    sync::atomic::{
        Atomic,
        Relaxed, //
    }, //
};
use moduleparam::{
    kernel_param_lock,
    module_param,
    Choice,
    Locked, //
};

module! {
    type: Params,
    name: "params",
    authors: ["Linux kernel modules in Rust"],
    description: "Logs the parameters that it was given",
    license: "GPL",
    params: {
        fixed: i32 {
            default: 1,
            description: "a number of module! itself",
        },
    },
}

module_param! {
    // Numbers. Only root may look at `short`; `byte` has no file.
    byte: byte { default: 1, perm: 0, description: "0 to 255" },
    short: short { default: -1, perm: 0o600, description: "-32768 to 32767" },
    ushort: ushort { default: 1, perm: 0o444, description: "0 to 65535" },
    int: int { default: -1, perm: 0o644, description: "-2147483648 to 2147483647" },
    uint: uint { default: 1, perm: 0o644, description: "0 to 4294967295" },
    long: long { default: -1, perm: 0o644, description: "as wide as a pointer" },
    ulong: ulong { default: 1, perm: 0o644, description: "as wide as a pointer" },
    ullong: ullong { default: 1, perm: 0o644, description: "64 bits" },
    hexint: hexint { default: 0x10, perm: 0o644, description: "as uint, shown in hex" },

    // Yes or no.
    bool: bool { perm: 0o644, description: "yes or no" },
    invbool: invbool { perm: 0o644, description: "the variable is the opposite" },
    bool_enable_only: bool_enable_only { perm: 0o644, description: "yes is forever" },
    bint: bint { perm: 0o644, description: "yes or no, shown as 1 or 0" },

    // Strings: one that the kernel allocates, one in a buffer of 8 bytes.
    charp: charp { default: c"none", perm: 0o644, description: "up to 1024 bytes" },
    string: string[8] { default: c"none", perm: 0o644, description: "up to 7 bytes" },

    // Arrays: always 4 values; up to 4, counted; strings.
    array: [int; 4] { default: [1, 2, 3, 4], perm: 0o644, description: "4 numbers" },
    counted: [int; 4] { default: [1, 2], count: true, perm: 0o644, description: "up to 4 numbers" },
    names: [charp; 2] { count: true, perm: 0o644, description: "up to 2 strings" },

    // Another name than the variable's. (`r#type` would have been another way.)
    kind: uint { name: "type", perm: 0o444, description: "a number whose variable is named kind" },

    // Not every value will do.
    percent: uint { default: 50, range: 0..=100, perm: 0o644, description: "0 to 100" },
    even: int { check: round_down, perm: 0o644, description: "made even; negative: EDOM" },
    brief: charp { check: not_long, perm: 0o644, description: "up to 3 bytes; longer: E2BIG" },

    // One of several words.
    speed: choice[Speed] { default: "normal", perm: 0o644, description: "slow, normal or fast" },

    // A function is called when it has been stored.
    told: int { stored: tell, perm: 0o644, description: "logged when it is stored" },

    // Functions alone; the name without a value will do.
    writes: callback {
        set: count_write, get: show_writes, noarg: true, perm: 0o644,
        description: "how often it was set",
    },

    // To set it taints the kernel (U).
    danger: int { flags: UNSAFE, perm: 0o644, description: "at your own risk" },
    // It may not be set when the kernel is locked down.
    port: uint { default: 0x3f8, flags: HWPARAM, perm: 0o644, description: "an I/O port" },
}

/// What `speed` stands for.
#[derive(Clone, Copy, Debug)]
enum Speed {
    Slow,
    Normal,
    Fast,
}

impl Choice for Speed {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("slow", Speed::Slow),
        ("normal", Speed::Normal),
        ("fast", Speed::Fast),
    ];
}

struct Params;

impl kernel::Module for Params {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!("fixed={}\n", module_parameters::fixed.value());
        pr_info!("byte={}\n", parameters::byte.value());
        pr_info!("short={}\n", parameters::short.value());
        pr_info!("ushort={}\n", parameters::ushort.value());
        pr_info!("int={}\n", parameters::int.value());
        pr_info!("uint={}\n", parameters::uint.value());
        pr_info!("hexint={:#x}\n", parameters::hexint.value());
        // In hex: a large 64-bit number in decimal is beyond the stock 32-bit kernel.
        pr_info!("long={:#x}\n", parameters::long.value());
        pr_info!("ulong={:#x}\n", parameters::ulong.value());
        pr_info!("ullong={:#x}\n", parameters::ullong.value());
        pr_info!("bool={}\n", parameters::bool.value());
        pr_info!("invbool={}\n", parameters::invbool.value());
        pr_info!(
            "bool_enable_only={}\n",
            parameters::bool_enable_only.value()
        );
        pr_info!("bint={}\n", parameters::bint.value());
        pr_info!("type={}\n", parameters::kind.value());
        pr_info!("percent={}\n", parameters::percent.value());
        pr_info!("even={}\n", parameters::even.value());
        pr_info!("speed={:?}\n", parameters::speed.value());
        pr_info!("danger={}\n", parameters::danger.value());
        pr_info!("port={:#x}\n", parameters::port.value());
        // Strings and arrays are read while nobody can write them.
        let lock = kernel_param_lock()?;
        pr_info!("charp={:?}\n", parameters::charp.value(&lock));
        pr_info!("string={:?}\n", parameters::string.value(&lock));
        pr_info!("brief={:?}\n", parameters::brief.value(&lock));
        pr_info!("array={:?}\n", parameters::array.value(&lock));
        pr_info!("counted={:?}\n", parameters::counted.value(&lock));
        pr_info!("names={:?}\n", parameters::names.value(&lock));
        Ok(Params)
    }
}

fn round_down(value: i32, _: &Locked) -> Result<i32> {
    if value < 0 {
        return Err(EDOM);
    }
    Ok(value & !1)
}

fn not_long(text: &CStr, _: &Locked) -> Result {
    if text.count_bytes() > 3 {
        return Err(E2BIG);
    }
    Ok(())
}

fn tell(_: &Locked) {
    pr_info!("told is {} now\n", parameters::told.value());
}

static WRITES: Atomic<u32> = Atomic::new(0);

fn count_write(_: Option<&CStr>, _: &Locked) -> Result {
    WRITES.add(1, Relaxed);
    Ok(())
}

fn show_writes(output: &mut Formatter<'_>, _: &Locked) -> Result {
    write!(output, "{}", WRITES.load(Relaxed))?;
    Ok(())
}
