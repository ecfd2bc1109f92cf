// SPDX-License-Identifier: GPL-2.0

//! Parameters of every kind. twin_c.c has the same; `compare` gives both the same texts.

#[path = "../../params/moduleparam.rs"]
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
    type: Twin,
    name: "twin_r",
    authors: ["Linux kernel modules in Rust"],
    description: "Has parameters of every kind, in Rust",
    license: "GPL",
}

module_param! {
    v_byte: byte { name: "byte", perm: 0o644, description: "one" },
    all_byte: [byte; 3] { perm: 0o644, description: "all" },
    some_byte: [byte; 4] { count: true, perm: 0o644, description: "some" },
    v_short: short { name: "short", perm: 0o644, description: "one" },
    all_short: [short; 3] { perm: 0o644, description: "all" },
    some_short: [short; 4] { count: true, perm: 0o644, description: "some" },
    v_ushort: ushort { name: "ushort", perm: 0o644, description: "one" },
    all_ushort: [ushort; 3] { perm: 0o644, description: "all" },
    some_ushort: [ushort; 4] { count: true, perm: 0o644, description: "some" },
    v_int: int { name: "int", perm: 0o644, description: "one" },
    all_int: [int; 3] { perm: 0o644, description: "all" },
    some_int: [int; 4] { count: true, perm: 0o644, description: "some" },
    v_uint: uint { name: "uint", perm: 0o644, description: "one" },
    all_uint: [uint; 3] { perm: 0o644, description: "all" },
    some_uint: [uint; 4] { count: true, perm: 0o644, description: "some" },
    v_long: long { name: "long", perm: 0o644, description: "one" },
    all_long: [long; 3] { perm: 0o644, description: "all" },
    some_long: [long; 4] { count: true, perm: 0o644, description: "some" },
    v_ulong: ulong { name: "ulong", perm: 0o644, description: "one" },
    all_ulong: [ulong; 3] { perm: 0o644, description: "all" },
    some_ulong: [ulong; 4] { count: true, perm: 0o644, description: "some" },
    v_ullong: ullong { name: "ullong", perm: 0o644, description: "one" },
    all_ullong: [ullong; 3] { perm: 0o644, description: "all" },
    some_ullong: [ullong; 4] { count: true, perm: 0o644, description: "some" },
    v_hexint: hexint { name: "hexint", perm: 0o644, description: "one" },
    all_hexint: [hexint; 3] { perm: 0o644, description: "all" },
    some_hexint: [hexint; 4] { count: true, perm: 0o644, description: "some" },
    v_bool: bool { name: "bool", perm: 0o644, description: "one" },
    all_bool: [bool; 3] { perm: 0o644, description: "all" },
    some_bool: [bool; 4] { count: true, perm: 0o644, description: "some" },
    v_invbool: invbool { name: "invbool", perm: 0o644, description: "one" },
    all_invbool: [invbool; 3] { perm: 0o644, description: "all" },
    some_invbool: [invbool; 4] { count: true, perm: 0o644, description: "some" },
    v_bool_enable_only: bool_enable_only {
        name: "bool_enable_only", perm: 0o644, description: "one",
    },
    all_bool_enable_only: [bool_enable_only; 3] { perm: 0o644, description: "all" },
    some_bool_enable_only: [bool_enable_only; 4] { count: true, perm: 0o644, description: "some" },
    v_bint: bint { name: "bint", perm: 0o644, description: "one" },
    all_bint: [bint; 3] { perm: 0o644, description: "all" },
    some_bint: [bint; 4] { count: true, perm: 0o644, description: "some" },
    v_charp: charp { name: "charp", perm: 0o644, description: "one" },
    all_charp: [charp; 3] { perm: 0o644, description: "all" },
    some_charp: [charp; 4] { count: true, perm: 0o644, description: "some" },

    v_string: string[16] { name: "string", default: c"default", perm: 0o644, description: "one" },
    label: charp { default: c"none", perm: 0o444, description: "with a default" },
    given: [int; 4] {
        name: "ports", default: [-1, 2], count: true, perm: 0o644,
        description: "with defaults, and of another name",
    },
    hidden: uint { default: 5, perm: 0, description: "without a file" },
    secret: int { default: 7, perm: 0o600, description: "for root" },
    danger: int { flags: UNSAFE, perm: 0o644, description: "taints" },
    port: uint { default: 0x3f8, flags: HWPARAM, perm: 0o644, description: "not in lockdown" },
    range: uint { default: 3, range: 3..=300, perm: 0o644, description: "3 to 300" },
    even: int { check: round_down, perm: 0o644, description: "rounded down" },
    brief: charp { check: not_long, perm: 0o644, description: "up to 3 bytes" },
    length: callback {
        set: set_length, get: get_length, noarg: true, perm: 0o644, description: "a callback",
    },
    mode: choice[Mode] { default: "auto", perm: 0o644, description: "one of three" },
    told: int { stored: tell, perm: 0o644, description: "tells of each value" },
    told_text: charp { stored: tell_text, perm: 0o644, description: "tells of each text" },
    some_told: [int; 4] {
        count: true, stored: tell_of_all, perm: 0o644, description: "tells of all together",
    },
    writeonly: callback { set: set_length, perm: 0o644, description: "a callback without get" },
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

static LENGTH: Atomic<i32> = Atomic::new(-2);

fn set_length(text: Option<&CStr>, _: &Locked) -> Result {
    let length = match text {
        None => -1,
        Some(text) => match text.count_bytes() {
            5 => return Err(ENOENT),
            6 => return Err(EEXIST),
            9.. => return Err(EXDEV),
            length => length as i32,
        },
    };
    LENGTH.store(length, Relaxed);
    pr_info!("length is {length}\n");
    Ok(())
}

fn get_length(output: &mut Formatter<'_>, _: &Locked) -> Result {
    match LENGTH.load(Relaxed) {
        7 => Err(Error::from_errno(-(kernel::bindings::ENODATA as i32))),
        length => Ok(write!(output, "{length}")?),
    }
}

#[derive(Clone, Copy)]
struct Mode;

impl Choice for Mode {
    const WORDS: &'static [(&'static str, Self)] =
        &[("off", Mode), ("auto", Mode), ("on demand", Mode)];
}

fn tell(_: &Locked) {
    pr_info!("told {}\n", parameters::told.value());
}

fn tell_text(lock: &Locked) {
    let text = parameters::told_text.value(lock).unwrap_or_default();
    pr_info!("told {} bytes\n", text.count_bytes());
}

fn tell_of_all(lock: &Locked) {
    pr_info!("told of {}\n", parameters::some_told.value(lock).len());
}

struct Twin;

impl kernel::Module for Twin {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        pr_info!(
            "ports[0]={} ports[3]={}\n",
            parameters::given.get(0).ok_or(EINVAL)?,
            parameters::given.get(3).ok_or(EINVAL)?
        );
        pr_info!("hidden={}\n", parameters::hidden.value());
        let number_given = parameters::given.value(&*kernel_param_lock()?).len();
        pr_info!(
            "v_byte={}, ports has {number_given}\n",
            parameters::v_byte.value()
        );
        Ok(Twin)
    }
}
