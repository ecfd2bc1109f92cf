// SPDX-License-Identifier: GPL-2.0

//! `export_symbol!`: a Rust function or static that other modules may use, as C's `EXPORT_SYMBOL`.
//!
//! This file needs nothing but `core`. Copy it beside your module and say
//! `#[macro_use] mod export;`.

/// Exports a symbol to other modules, in C and in Rust. Mirrors `<linux/export.h>`:
///
/// | here | in C |
/// |---|---|
/// | `export_symbol!(name(_, _))` | `EXPORT_SYMBOL(name)` |
/// | `export_symbol!(name(_, _), "GPL")` | `EXPORT_SYMBOL_GPL(name)` |
/// | `export_symbol!(name(_, _), "", "NS")` | `EXPORT_SYMBOL_NS(name, "NS")` |
/// | `export_symbol!(name(_, _), "GPL", "NS")` | `EXPORT_SYMBOL_NS_GPL(name, "NS")` |
/// | `export_symbol!(name(_, _), "GPL", "module:a,b")` | `EXPORT_SYMBOL_FOR_MODULES(name, "a,b")` |
///
/// `name` is a function or a static of this crate, `#[no_mangle]` and `pub`. A function has as many
/// `_` as it has arguments, or their types; it does not compile if it is not `extern "C"`. A static
/// is its name alone. modpost refuses a name that is mangled.
///
/// Like C's, it leaves a note for modpost in the section `.export_symbol`: the license, the
/// namespace, and the address of the symbol, as wide as a pointer. That section is not in the
/// `.ko`.
///
/// A kernel with `CONFIG_MODVERSIONS` has a checksum of each symbol's type. kbuild makes none for
/// an object in Rust (`rule_rustc_o_rs` of `scripts/Makefile.build`), so such a symbol is exported
/// without: modpost warns, and nothing tells a module that was built against another version.
macro_rules! export_symbol {
    (
        $name:ident $(($($argument:ty),* $(,)?))?
        $(, $license:literal $(, $namespace:literal)?)? $(,)?
    ) => {
        const _: () = {
            export_symbol!(@type $name $(($($argument),*))?);
        };
        #[cfg(target_pointer_width = "64")]
        export_symbol!(@note $name, [$($license)?], [$($($namespace)?)?], ".balign 8", ".quad");
        #[cfg(target_pointer_width = "32")]
        export_symbol!(@note $name, [$($license)?], [$($($namespace)?)?], ".balign 4", ".long");
    };
    // A function that is called as C calls it. One that is safe to call fits this type, too.
    (@type $name:ident ($($argument:ty),*)) => {
        let _: unsafe extern "C" fn($($argument),*) -> _ = $name;
    };
    // A static. Of a function, this does not compile.
    (@type $name:ident) => {
        let _ = &raw const $name;
    };
    (
        @note $name:ident, [$($license:literal)?], [$($namespace:literal)?],
        $align:literal, $address:literal
    ) => {
        // The rust-analyzer of Debian 13 (1.85) marks this as wrong; later ones (1.97) do not.
        #[cfg(not(rust_analyzer))]
        ::core::arch::global_asm!(
            ".section \".export_symbol\", \"a\"",
            concat!("__export_symbol_", stringify!($name), ":"),
            concat!(".asciz \"", $($license,)? "\""),
            concat!(".asciz \"", $($namespace,)? "\""),
            $align,
            concat!($address, " {symbol}"),
            ".previous",
            symbol = sym $name,
        );
    };
}
