// SPDX-License-Identifier: GPL-2.0

//! `export_symbol!`: a Rust function or static that other modules may use, as C's `EXPORT_SYMBOL`.
//!
//! This file needs nothing but `core`. Copy it beside your module and say
//! `#[macro_use] mod export;`.

/// Exports a symbol to other modules, in C and in Rust. Mirrors `<linux/export.h>`:
///
/// | here | in C |
/// |---|---|
/// | `export_symbol!(name)` | `EXPORT_SYMBOL(name)` |
/// | `export_symbol!(name, "GPL")` | `EXPORT_SYMBOL_GPL(name)` |
/// | `export_symbol!(name, "", "NS")` | `EXPORT_SYMBOL_NS(name, "NS")` |
/// | `export_symbol!(name, "GPL", "NS")` | `EXPORT_SYMBOL_NS_GPL(name, "NS")` |
///
/// `name` is a function or a static of this crate, `#[no_mangle]`, `pub`, and a function also
/// `extern "C"`. modpost refuses a name that is mangled.
///
/// Like C's, it leaves a note for modpost in the section `.export_symbol`: the license, the
/// namespace, and the address of the symbol, as wide as a pointer. That section is not in the
/// `.ko`.
///
/// A kernel with `CONFIG_MODVERSIONS` also wants a checksum of the symbol's type, which
/// `gendwarfksyms` takes from the debug information of an object. That is untested: Debian's
/// kernels from 7.2 on are built without it.
macro_rules! export_symbol {
    ($name:ident) => {
        export_symbol!($name, "", "");
    };
    ($name:ident, $license:literal) => {
        export_symbol!($name, $license, "");
    };
    ($name:ident, $license:literal, $namespace:literal) => {
        #[cfg(target_pointer_width = "64")]
        export_symbol!(@ $name, $license, $namespace, ".balign 8", ".quad {symbol}");
        #[cfg(target_pointer_width = "32")]
        export_symbol!(@ $name, $license, $namespace, ".balign 4", ".long {symbol}");
    };
    (@ $name:ident, $license:literal, $namespace:literal, $align:literal, $address:literal) => {
        // Of Debian 13 it marks this as wrong (1.85); later it does not (1.97).
        #[cfg(not(rust_analyzer))]
        ::core::arch::global_asm!(
            ".section \".export_symbol\", \"a\"",
            concat!("__export_symbol_", stringify!($name), ":"),
            concat!(".asciz \"", $license, "\""),
            concat!(".asciz \"", $namespace, "\""),
            $align,
            $address,
            ".previous",
            symbol = sym $name,
        );
    };
}
