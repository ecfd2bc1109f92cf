// SPDX-License-Identifier: GPL-2.0

//! Parameters at the edges of what there is, for tests/params-edges.t: each kind, plain and
//! checked, alone and in each form of an array; each field in each form. `try-edges` knows what
//! becomes of each text.

#![recursion_limit = "512"]

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use core::{
    ffi::CStr,
    fmt::Write, //
};
use kernel::{
    prelude::{
        self,
        *, //
    },
    str::Formatter,
    sync::atomic::{
        Atomic,
        Relaxed, //
    }, //
};
use moduleparam::{
    module_param,
    Choice,
    Locked, //
};

module! {
    type: Edges,
    name: "edges",
    authors: ["Linux kernel modules in Rust"],
    description: "Has parameters at the edges of what there is",
    license: "GPL",
}

/// The parameters of one kind, and one that shows what the module has of them, in hex: 64-bit
/// numbers in decimal are beyond the stock 32-bit kernel.
macro_rules! of_kind {
    ($kind:ident: $name:literal $checked:literal $all:literal $some:literal $each:literal
     $seen:literal) => {
        mod $kind {
            use super::{
                module_param,
                nothing,
                prelude::*,
                same,
                Formatter,
                Locked,
                Write, //
            };

            module_param! {
                plain: $kind { name: $name, perm: 0o644, description: "plain" },
                checked: $kind {
                    name: $checked, check: same, perm: 0o644, description: "checked",
                },
                all: [$kind; 3] { name: $all, perm: 0o644, description: "all" },
                some: [$kind; 4] { name: $some, count: true, perm: 0o644, description: "some" },
                each: [$kind; 3] { name: $each, check: same, perm: 0o644, description: "each" },
                seen: callback {
                    name: $seen, set: nothing, get: show, perm: 0o644, description: "seen",
                },
            }

            fn show(output: &mut Formatter<'_>, lock: &Locked) -> Result {
                use parameters::*;
                write!(output, "{:x?} {:x?} ", plain.value(), checked.value())?;
                write!(output, "{:x?} ", all.value(lock))?;
                write!(output, "{:x?} {:x?} ", some.value(lock), each.value(lock))?;
                write!(output, "{:x?} {:x?} ", all.get(0), all.get(2))?;
                write!(output, "{:x?} {:x?}", some.get(3), all.get(3))?;
                Ok(())
            }
        }
    };
}

of_kind!(byte: "byte" "byte_checked" "byte_all" "byte_some" "byte_each" "seen_byte");
of_kind!(short: "short" "short_checked" "short_all" "short_some" "short_each" "seen_short");
of_kind!(ushort: "ushort" "ushort_checked" "ushort_all" "ushort_some" "ushort_each" "seen_ushort");
of_kind!(int: "int" "int_checked" "int_all" "int_some" "int_each" "seen_int");
of_kind!(uint: "uint" "uint_checked" "uint_all" "uint_some" "uint_each" "seen_uint");
of_kind!(long: "long" "long_checked" "long_all" "long_some" "long_each" "seen_long");
of_kind!(ulong: "ulong" "ulong_checked" "ulong_all" "ulong_some" "ulong_each" "seen_ulong");
of_kind!(ullong: "ullong" "ullong_checked" "ullong_all" "ullong_some" "ullong_each" "seen_ullong");
of_kind!(hexint: "hexint" "hexint_checked" "hexint_all" "hexint_some" "hexint_each" "seen_hexint");
of_kind!(bool: "bool" "bool_checked" "bool_all" "bool_some" "bool_each" "seen_bool");
of_kind!(
    invbool: "invbool" "invbool_checked" "invbool_all"
    "invbool_some" "invbool_each" "seen_invbool"
);
of_kind!(
    bool_enable_only: "bool_enable_only" "bool_enable_only_checked" "bool_enable_only_all"
    "bool_enable_only_some" "bool_enable_only_each" "seen_bool_enable_only"
);
of_kind!(bint: "bint" "bint_checked" "bint_all" "bint_some" "bint_each" "seen_bint");

module_param! {
    ranged: int { default: 3, range: 3..=5, perm: 0o644, description: "3 to 5" },
    even: int { check: made_even, perm: 0o644, description: "made even; 8 and more: EDOM" },
    both: int {
        default: 9, range: 3..=9, check: made_even, perm: 0o644, description: "3 to 9, made even",
    },
    wide: ullong { range: 0..=0xfffffffffffffffe, perm: 0o644, description: "but the last" },
    ranged_each: [int; 3] { default: [3, 4, 5], range: 3..=5, perm: 0o644, description: "3 to 5" },
    even_each: [int; 3] { check: made_even, perm: 0o644, description: "made even" },
    both_some: [int; 3] {
        count: true, range: 3..=9, check: made_even, perm: 0o644, description: "3 to 9, made even",
    },

    allocated: charp { name: "charp", perm: 0o644, description: "a string" },
    text_checked: charp {
        name: "charp_checked", check: not_bad, perm: 0o644, description: "not bad",
    },
    charp_default: charp { default: c"none", perm: 0o644, description: "with a default" },
    buffer: string[16] { name: "string", perm: 0o644, description: "15 bytes" },
    string_checked: string[8] { check: not_bad, perm: 0o644, description: "7 bytes, not bad" },
    string_default: string[16] {
        default: c"fifteen letters", perm: 0o644, description: "with a default",
    },
    charp_some: [charp; 4] { count: true, perm: 0o644, description: "up to 4" },
    charp_all: [charp; 2] { perm: 0o644, description: "2" },
    charp_each: [charp; 3] { count: true, check: not_bad, perm: 0o644, description: "not bad" },
    texts_default: [charp; 3] {
        default: [c"a", c"b"], count: true, perm: 0o644, description: "with defaults",
    },
    seen_text: callback { set: nothing, get: show_texts, perm: 0o644, description: "seen" },

    many: [ullong; 1024] { count: true, perm: 0o644, description: "more than a page shows" },
    many_texts: [charp; 64] { count: true, perm: 0o644, description: "more than a page shows" },
    unset_texts: [charp; 64] { perm: 0o644, description: "all are shown, also those not set" },

    defaults: [int; 3] { default: [1, 2, 3], perm: 0o644, description: "with defaults" },
    fewer: [int; 3] { default: [7, 8], count: true, perm: 0o644, description: "two of three" },
    filled: [int; 3] { default: [7, 8], perm: 0o644, description: "two, and 0" },
    hidden: uint { default: 5, perm: 0, description: "without a file" },
    negative: short { default: -1, perm: 0, description: "less than nothing" },
    yes: bool { default: true, perm: 0, description: "true at first" },
    bint_default: bint {
        default: 0x01020304, check: same, perm: 0o644, description: "as C, which takes any default",
    },
    other: int { name: "renamed", perm: 0o644, description: "by another name" },
    seen_defaults: callback { set: nothing, get: show_defaults, perm: 0o644, description: "seen" },

    called: callback { set: keep, get: kept, perm: 0o644, description: "what was given" },
    written: callback {
        name: "long_text",
        set: set_length, get: so_many, perm: 0o644, description: "so many bytes",
    },
    written_on: callback {
        name: "longer_text",
        set: set_length, get: so_many_at_least, perm: 0o644, description: "and one more",
    },
    called_alone: callback {
        set: keep_alone, get: kept_alone, noarg: true, perm: 0o644, description: "or the name",
    },
    r#type: int { perm: 0o644, description: concat!("a word", " of Rust's") },
    choice: choice[Color] { perm: 0o644, description: "the first is the default" },
    choice_default: choice[Color] {
        default: "blue", flags: UNSAFE, perm: 0o600, description: "another is",
    },

    stored_int: int { range: 0..=9, stored: count, perm: 0o644, description: "counted" },
    stored_even: int { check: made_even, stored: count, perm: 0o644, description: "counted" },
    stored_plain: int { stored: count, perm: 0o644, description: "counted" },
    stored_charp: charp { stored: count, perm: 0o644, description: "counted" },
    stored_checked: charp {
        check: not_bad, stored: count, perm: 0o644, description: "counted",
    },
    stored_string: string[8] { stored: count, perm: 0o644, description: "counted" },
    stored_choice: choice[Color] { stored: count, perm: 0o644, description: "counted" },
    stored_array: [int; 3] { stored: count, perm: 0o644, description: "counted" },
    stored_each: [int; 3] {
        count: true, range: 0..=9, check: made_even, stored: count, perm: 0o644,
        description: "counted",
    },
    stored_texts: [charp; 3] {
        check: not_bad, stored: count, perm: 0o644, description: "counted",
    },
    seen_stored: callback { set: nothing, get: show_count, perm: 0o644, description: "seen" },
    unreadable: callback { set: nothing, perm: 0o644, description: "without get" },
}

mod modes {
    use super::module_param;

    module_param! {
        mode_0400: int { perm: 0o400, description: "0400" },
        mode_0440: int { perm: 0o440, description: "0440" },
        mode_0444: int { perm: 0o444, description: "0444" },
        mode_0600: int { perm: 0o600, description: "0600" },
        mode_0640: int { perm: 0o640, description: "0640" },
        mode_0644: int { perm: 0o644, description: "0644" },
        mode_0660: int { perm: 0o660, description: "0660" },
        mode_0664: int { perm: 0o664, description: "0664" },
        mode_0200: int { perm: 0o200, description: "0200" },
    }
}

mod flags {
    use super::{
        module_param,
        not_bad,
        nothing,
        same,
        show_texts,
        Color, //
    };

    module_param! {
        danger_int: int {
            default: 1, range: 0..=9, check: same,
            flags: UNSAFE, perm: 0o644, description: "danger",
        },
        danger_charp: charp {
            check: not_bad, flags: UNSAFE, perm: 0o644, description: "danger",
        },
        danger_string: string[8] {
            check: not_bad, flags: UNSAFE, perm: 0o644, description: "danger",
        },
        danger_int_array: [int; 2] {
            count: true, check: same, flags: UNSAFE, perm: 0o644, description: "danger",
        },
        danger_charp_array: [charp; 2] {
            check: not_bad, flags: UNSAFE, perm: 0o644, description: "danger",
        },
        danger_choice: choice[Color] { flags: UNSAFE, perm: 0o644, description: "danger" },
        danger_callback: callback {
            set: nothing, get: show_texts,
            flags: UNSAFE, perm: 0o644, description: "danger",
        },
        hardware_int: int {
            default: 1, range: 0..=9, check: same,
            flags: HWPARAM, perm: 0o644, description: "hardware",
        },
        hardware_charp: charp {
            check: not_bad, flags: HWPARAM, perm: 0o644, description: "hardware",
        },
        hardware_string: string[8] {
            check: not_bad, flags: HWPARAM, perm: 0o644, description: "hardware",
        },
        hardware_int_array: [int; 2] {
            count: true, check: same, flags: HWPARAM, perm: 0o644, description: "hardware",
        },
        hardware_charp_array: [charp; 2] {
            check: not_bad, flags: HWPARAM, perm: 0o644, description: "hardware",
        },
        hardware_choice: choice[Color] { flags: HWPARAM, perm: 0o644, description: "hardware" },
        hardware_callback: callback {
            set: nothing, get: show_texts,
            flags: HWPARAM, perm: 0o644, description: "hardware",
        },
        both_int: int {
            default: 1, range: 0..=9, check: same,
            flags: UNSAFE | HWPARAM, perm: 0o644, description: "both",
        },
        both_charp: charp {
            check: not_bad, flags: UNSAFE | HWPARAM, perm: 0o644, description: "both",
        },
        both_string: string[8] {
            check: not_bad, flags: UNSAFE | HWPARAM, perm: 0o644, description: "both",
        },
        both_int_array: [int; 2] {
            count: true, check: same, flags: UNSAFE | HWPARAM, perm: 0o644, description: "both",
        },
        both_charp_array: [charp; 2] {
            check: not_bad, flags: UNSAFE | HWPARAM, perm: 0o644, description: "both",
        },
        both_choice: choice[Color] { flags: UNSAFE | HWPARAM, perm: 0o644, description: "both" },
        both_callback: callback {
            set: nothing, get: show_texts,
            flags: UNSAFE | HWPARAM, perm: 0o644, description: "both",
        },
    }
}

#[derive(Clone, Copy, Debug)]
enum Color {
    Red,
    Green,
    Blue,
}

impl Choice for Color {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("red", Self::Red),
        ("green", Self::Green),
        ("blue", Self::Blue),
    ];
}

static STORED: Atomic<u32> = Atomic::new(0);

fn count(_: &Locked) {
    STORED.add(1, Relaxed);
}

fn show_count(output: &mut Formatter<'_>, _: &Locked) -> Result {
    Ok(write!(output, "{}", STORED.load(Relaxed))?)
}

fn same<T>(value: T, _: &Locked) -> Result<T> {
    Ok(value)
}

fn made_even(value: i32, _: &Locked) -> Result<i32> {
    if value >= 8 {
        return Err(EDOM);
    }
    Ok(value & !1)
}

fn not_bad(text: &CStr, _: &Locked) -> Result {
    not_bad_text(text)
}

fn nothing(_: Option<&CStr>, _: &Locked) -> Result {
    Ok(())
}

// Of a text, its first bytes.
static KEPT: Atomic<u32> = Atomic::new(0);
static KEPT_ALONE: Atomic<u32> = Atomic::new(0);

fn first_bytes(text: Option<&CStr>) -> Result<u32> {
    let Some(text) = text else {
        return Ok(u32::MAX);
    };
    not_bad_text(text)?;
    Ok(text
        .to_bytes()
        .iter()
        .take(4)
        .fold(0, |bytes, byte| bytes << 8 | u32::from(*byte)))
}

fn not_bad_text(text: &CStr) -> Result {
    if text == c"bad" {
        return Err(E2BIG);
    }
    Ok(())
}

fn keep(text: Option<&CStr>, _: &Locked) -> Result {
    KEPT.store(first_bytes(text)?, Relaxed);
    Ok(())
}

fn keep_alone(text: Option<&CStr>, _: &Locked) -> Result {
    KEPT_ALONE.store(first_bytes(text)?, Relaxed);
    Ok(())
}

static LENGTH: Atomic<u32> = Atomic::new(0);

fn set_length(text: Option<&CStr>, _: &Locked) -> Result {
    let length = text.ok_or(EINVAL)?.to_str()?;
    LENGTH.store(length.parse().map_err(|_| EINVAL)?, Relaxed);
    Ok(())
}

fn so_many(output: &mut Formatter<'_>, _: &Locked) -> Result {
    for _ in 0..LENGTH.load(Relaxed) {
        output.write_str("x")?;
    }
    Ok(())
}

fn so_many_at_least(output: &mut Formatter<'_>, lock: &Locked) -> Result {
    let _ = so_many(output, lock);
    let _ = output.write_str("y");
    Ok(())
}

fn kept(output: &mut Formatter<'_>, _: &Locked) -> Result {
    Ok(write!(output, "{:x}", KEPT.load(Relaxed))?)
}

fn kept_alone(output: &mut Formatter<'_>, _: &Locked) -> Result {
    Ok(write!(output, "{:x}", KEPT_ALONE.load(Relaxed))?)
}

fn show_texts(output: &mut Formatter<'_>, lock: &Locked) -> Result {
    use parameters::*;
    write!(
        output,
        "{:?} {:?} ",
        allocated.value(lock),
        text_checked.value(lock)
    )?;
    write!(
        output,
        "{:?} {:?} ",
        charp_default.value(lock),
        buffer.value(lock)
    )?;
    write!(output, "{:?} ", string_checked.value(lock))?;
    write!(output, "{:?} ", string_default.value(lock))?;
    write!(
        output,
        "{:?} {:?} ",
        charp_some.value(lock),
        charp_all.value(lock)
    )?;
    write!(output, "{:?} ", charp_each.value(lock))?;
    Ok(write!(output, "{:?}", texts_default.value(lock))?)
}

fn show_defaults(output: &mut Formatter<'_>, lock: &Locked) -> Result {
    use parameters::*;
    write!(output, "{:?} {:?} ", choice.value(), choice_default.value())?;
    write!(
        output,
        "{:?} {:?} ",
        defaults.value(lock),
        fewer.value(lock)
    )?;
    write!(output, "{:?} {} ", filled.value(lock), hidden.value())?;
    Ok(write!(output, "{} {}", negative.value(), yes.value())?)
}

struct Edges;

impl kernel::Module for Edges {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        Ok(Edges)
    }
}
