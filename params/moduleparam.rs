// SPDX-License-Identifier: GPL-2.0

//! Module parameters: what `<linux/moduleparam.h>` gives a module in C, without unsafe code in the
//! module.
//!
//! Copy this file beside your module and say `mod moduleparam;` in its root. It needs the `kernel`
//! crate alone, works with `module!`, its `params:` included, and without.
//!
//! ```ignore
//! use moduleparam::{kernel_param_lock, module_param};
//!
//! module_param! {
//!     number: int { default: 1, perm: 0o644, description: "a number" },
//!     ports: [ushort; 4] {
//!         default: [80, 443], count: true, perm: 0o444, description: "some ports",
//!     },
//!     label: charp { default: c"none", perm: 0o644, description: "a string" },
//! }
//!
//! pr_info!("{}\n", parameters::number.value());
//! let lock = kernel_param_lock()?;
//! pr_info!("{:?}\n", parameters::ports.value(&lock));
//! pr_info!("{:?}\n", parameters::label.value(&lock));
//! ```
//!
//! # Parameters
//!
//! | here | in C | `value()` |
//! |---|---|---|
//! | `x: int` and the other [kinds](kind) | `module_param(x, int, …)` | a number, a bool |
//! | `x: [int; 4]` | `module_param_array(x, int, NULL, …)` | `&[c_int]`, all 4 |
//! | `x: [int; 4]`, `count: true` | `module_param_array(x, int, &n, …)` | `&[c_int]`, those given |
//! | `x: charp` | `module_param(x, charp, …)` | `Option<&CStr>` |
//! | `x: [charp; 4]` | `module_param_array(x, charp, …)` | `&[Charp]` |
//! | `x: string[16]` | `module_param_string(x, x, 16, …)` | `&CStr` of at most 15 bytes |
//! | `x: choice[Mode]` | `module_param_cb(x, …)`, `sysfs_match_string()` | a [`Mode`](Choice) |
//! | `x: callback` | `module_param_cb(x, &ops, NULL, …)` | none: there is no variable |
//!
//! The others are each a `static` of that name, in a module `parameters`. What is in scope where
//! `module_param!` stands is in scope there. Do not import them: no local variable may have the
//! name of a `static` that is in scope, and the kernel's macros have local variables, such as
//! `timeout`, `slot`, `init`, `args`, and one for each field in `try_pin_init!`. Two
//! `module_param!` need a module each. A name that is a Rust keyword is written `r#type`, and is
//! `type` to the kernel.
//!
//! `#![deny(unsafe_code)]` in the module allows this one, and does not look into its fields;
//! `#![forbid(unsafe_code)]` refuses it.
//!
//! An attribute such as `#[cfg(…)]` before the name is for all that belongs to the parameter. More
//! than a hundred in one `module_param!` need `#![recursion_limit]`.
//!
//! # Fields, in this order; `perm` and `description` are always needed, of a callback also `set`
//!
//! - `name: "y"`: the parameter's name where it is not the variable's (`module_param_named`). Two
//!   of one name do not compile, unless one is a variable `r#…`; of two that `module!` and this
//!   declare, only one is ever set.
//! - `default:` the value before any is given: of the kind's type; an array's first elements; for a
//!   string a `c"…"`; for a choice its word. Without it: 0, false, empty; for `charp`, as C's
//!   `NULL`; the first word.
//! - `count: true`: of an array, see above.
//! - `range: 1..=9`: other numbers are refused with `EINVAL` (`param_set_uint_minmax`), and a
//!   default does not compile.
//! - `check: function`: called before a value is stored, after `range`. For a number or a bool it
//!   is a `fn(T, &Locked) -> Result<T>`, and what it returns is stored; for a string a
//!   `fn(&CStr, &Locked) -> Result`. Of an array it sees each element, when those before it have
//!   been stored. Its error goes to insmod, or to the writer of the file, as it is: so modprobe
//!   takes `EEXIST` for a module that is loaded already, and the kernel logs an unknown parameter
//!   for `ENOENT`.
//! - `stored: function`: a `fn(&Locked)` that is called when a value has been stored; of an array,
//!   once, when all have.
//! - `set:`, `get:`, `noarg: true`: of a [callback](Callback).
//! - `flags: UNSAFE`, `HWPARAM` or `UNSAFE | HWPARAM`: setting it taints the kernel (`U`; C's
//!   `module_param_unsafe`); it may not be set in lockdown, `EPERM` (`module_param_hw`).
//! - `perm:` the mode of its file in `/sys/module/MODULE/parameters`, in octal; 0 for no file. What
//!   C's `VERIFY_OCTAL_PERMISSIONS` refuses does not compile.
//! - `description:` what modinfo says (`MODULE_PARM_DESC`).
//!
//! # Errors, of insmod or of a write to the file
//!
//! They are C's, as the kernel's own functions parse the text: `EINVAL` if it is not a value of
//! this kind, is missing, or has too many elements; `ERANGE` if a number is too large or too small
//! for the kind; `ENOSPC` if a string is too long (`charp`: 1024 bytes); `ENOMEM`. The old value
//! stays, but for an array: of that the elements before the wrong one are stored, and counted, as
//! in C.
//!
//! # How it is safe
//!
//! The kernel calls `set` and `get` with the lock of the module's parameters held
//! (`kernel_param_lock`). A number or a bool is stored whole, and [`Scalar::value`] and
//! [`Array::get`] read it whole, without the lock; so is a choice. All else is read while [the
//! lock](Guard) is held, so that no one can change it.
//!
//! The files exist before init is called, and still do shortly after exit has returned; the
//! arguments of insmod are parsed before init, which may never be called. Nothing here is set up at
//! run time, so a write during init is like any other.
//!
//! # What it cannot prevent
//!
//! - A function for `check`, `stored`, `set` or `get` that relies on what init sets up, or exit
//!   takes down: it may be called before and after.
//! - A deadlock. Code that holds [the lock](Guard), or was called back, may wait for another lock,
//!   and whoever holds that one for this. Lockdep takes the locks of all modules for one. So it
//!   reports a module that holds its own and calls another, which takes its own, too.
//! - Memory that is allocated with this lock held, as the kernel does for a `charp`: it may wait
//!   for writes to disk. What writes to disk must not wait for the lock.
//! - A [`Guard`] that is forgotten (`mem::forget`). As with the kernel crate's own guards, the task
//!   must not end after that, nor the module be unloaded: the lock would still name its owner.
//! - Without `CONFIG_SYSFS` the kernel has no such lock, for after insmod nobody writes. There, a
//!   thread that was started by a function for `check`, `stored` or `set` must not take the lock
//!   before init has begun.
//!
//! # What differs from C
//!
//! - An array shows as many elements as its page has room for, where C writes on beyond it; the
//!   strings of an array are all freed, where C forgets those beyond the count.
//! - To take the lock twice is an error, where C waits for itself.
//! - A callback always has a `set`, and gets no `arg`. There are no kinds of your own: `check:`,
//!   `stored:`, a choice or a callback does what they are for.
//! - A module can store a number or a bool itself, but nothing else.
//!
//! C header: `include/linux/moduleparam.h`. The kernel's side: `kernel/params.c`.

// A library: no module uses all of it. It has the unsafe code that a module need not have.
#![allow(dead_code, unreachable_pub, unsafe_code)]

use core::{
    cell::UnsafeCell,
    ffi::CStr,
    fmt::{
        self,
        Write, //
    },
    marker::PhantomData,
    mem::size_of,
    ops::{
        Deref,
        RangeInclusive, //
    },
    primitive,
    ptr,
    slice, //
};
use kernel::{
    bindings::{
        self,
        kernel_param,
        kernel_param__bindgen_ty_1,
        kernel_param_ops,
        kparam_array,
        kparam_string, //
    },
    error::from_result,
    ffi::*,
    page::PAGE_SIZE,
    prelude::*,
    sync::atomic::{
        Atomic,
        AtomicType,
        Relaxed, //
    },
    task::Task, //
};

#[cfg(not(MODULE))]
compile_error!("moduleparam.rs is for loadable modules");

/// The module that this is compiled into, as the kernel knows it.
const THIS_MODULE: *mut bindings::module = (&raw const bindings::__this_module).cast_mut();

// The lock.

// Every object of a module may have a copy of this file, and the module has one lock. So this is
// one for all of them: of weak symbols with the same name the linker takes the first.
#[cfg(not(rust_analyzer))]
core::arch::global_asm!(
    ".weak __param_lock_holder",
    ".pushsection .bss",
    ".balign {size}",
    "__param_lock_holder: .zero {size}",
    ".popsection",
    size = const size_of::<usize>(),
);

unsafe extern "C" {
    /// The task that holds the lock through this file, as an address; 0 if there is none.
    ///
    /// Only a holder of the lock writes it, so a task that reads its own address holds the lock.
    #[link_name = "__param_lock_holder"]
    safe static HOLDER: Atomic<usize>;
}

/// Shows that the lock of this module's parameters is held.
///
/// There is no other way to it than a [`Guard`], or to be called back, and both only lend it: it
/// cannot outlive either, nor go to another thread.
///
/// # Invariants
///
/// This thread holds `kernel_param_lock` of [`THIS_MODULE`]; without sysfs, nobody else writes.
pub struct Locked(PhantomData<*mut ()>);

/// Holds the lock of this module's parameters until it is dropped. From [`kernel_param_lock`].
///
/// It must not be forgotten: what was read stays valid, but reading and writing the files waits
/// forever, and the kernel may look at the owner of the lock when that has ended.
#[must_use = "the lock is let go at once"]
pub struct Guard(Locked);

impl Deref for Guard {
    type Target = Locked;

    #[inline]
    fn deref(&self) -> &Locked {
        &self.0
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        HOLDER.store(0, Relaxed);
        // SAFETY: By the invariant of `Locked`.
        #[cfg(CONFIG_SYSFS)]
        unsafe {
            bindings::kernel_param_unlock(THIS_MODULE)
        };
    }
}

/// Takes the lock of this module's parameters, so that none of them changes until what it returns
/// is dropped.
///
/// Reading and writing the parameters' files waits until then. May sleep.
///
/// # Errors
///
/// `EDEADLK` if this thread holds the lock already: by another [`Guard`], or in a function that was
/// called back. (The latter are given a [`Locked`].) C would wait for itself there, forever.
///
/// Mirrors `kernel_param_lock()`, and dropping it `kernel_param_unlock()`.
pub fn kernel_param_lock() -> Result<Guard> {
    let this = Task::current_raw().addr();
    if HOLDER.load(Relaxed) == this {
        return Err(Error::from_errno(-(bindings::EDEADLK as c_int)));
    }
    // Without sysfs there is no lock: after insmod nobody writes.
    // SAFETY: This is a module that is loaded. To sleep where a thread may not is an error that the
    // kernel reports; like the kernel crate's own locks, this does not take it for unsafe.
    #[cfg(CONFIG_SYSFS)]
    unsafe {
        bindings::kernel_param_lock(THIS_MODULE)
    };
    HOLDER.store(this, Relaxed);
    // INVARIANT: It was taken just now.
    Ok(Guard(Locked(PhantomData)))
}

/// Calls `f` where the kernel has taken the lock.
///
/// # Safety
///
/// This thread holds `kernel_param_lock` of [`THIS_MODULE`].
unsafe fn while_locked<R>(f: impl FnOnce(&Locked) -> R) -> R {
    HOLDER.store(Task::current_raw().addr(), Relaxed);
    // INVARIANT: By the function's safety requirement.
    let result = f(&Locked(PhantomData));
    HOLDER.store(0, Relaxed);
    result
}

// Numbers and bools.

type SetFn = unsafe extern "C" fn(*const c_char, *const kernel_param) -> c_int;
type GetFn = unsafe extern "C" fn(*mut c_char, *const kernel_param) -> c_int;
type FreeFn = unsafe extern "C" fn(*mut c_void);

/// What can be an element of an array: a [`Kind`], or [`kind::charp`].
///
/// # Safety
///
/// `OPS`, `GET` and `FREE` are the kernel's for a variable that is an `Element`. `room()` is enough
/// for `GET`.
pub unsafe trait Element {
    /// The type of the variable.
    type Element: 'static;
    #[doc(hidden)]
    const OPS: *const kernel_param_ops;
    #[doc(hidden)]
    const GET: GetFn;
    #[doc(hidden)]
    const FREE: Option<FreeFn> = None;

    /// At most how many bytes `GET` writes, its newline and NUL included.
    #[doc(hidden)]
    #[inline]
    fn room(_: &Self::Element) -> usize {
        LONGEST_NUMBER
    }
}

/// A kind of number or bool.
///
/// # Safety
///
/// `Atom` has the size, alignment and bit patterns of `Element`. `SET` is the kernel's for a
/// variable that is an `Element`, and `NOARG` is as in `OPS.flags`.
pub unsafe trait Kind: Element<Element: Copy + PartialOrd> {
    #[doc(hidden)]
    type Atom: AtomicType;
    #[doc(hidden)]
    const SET: SetFn;
    #[doc(hidden)]
    const NOARG: bool;
    #[doc(hidden)]
    fn load(variable: &Atomic<Self::Atom>) -> Self::Element;
    #[doc(hidden)]
    fn store(variable: &Atomic<Self::Atom>, value: Self::Element);
}

/// The kinds of parameters, by the names that C gives them.
pub mod kind {
    #![allow(non_camel_case_types)]
    use super::*;

    macro_rules! kinds {
        ($(
            $(#[$doc:meta])*
            $kind:ident: $type:ty, $atom:ty, $zero:literal,
            $ops:ident, $set:ident, $get:ident, $noarg:literal;
        )*) => { $(
            $(#[$doc])*
            pub struct $kind;

            // SAFETY: As `kernel/params.c` defines them. They write a number, or less.
            unsafe impl Element for $kind {
                type Element = $type;
                const OPS: *const kernel_param_ops = &raw const bindings::$ops;
                const GET: GetFn = bindings::$get;
            }

            // SAFETY: The types are the same, or differ in their sign. The rest is as
            // `kernel/params.c` defines it.
            unsafe impl Kind for $kind {
                type Atom = $atom;
                const SET: SetFn = bindings::$set;
                const NOARG: primitive::bool = $noarg;
                #[inline]
                fn load(variable: &Atomic<$atom>) -> $type {
                    variable.load(Relaxed) as $type
                }
                #[inline]
                fn store(variable: &Atomic<$atom>, value: $type) {
                    variable.store(value as $atom, Relaxed)
                }
            }

            impl $kind {
                #[doc(hidden)]
                pub const ZERO: $type = $zero;
                #[doc(hidden)]
                pub const fn scalar(default: $type) -> Scalar<Self> {
                    Scalar(Atomic::new(default as $atom))
                }
                /// Refuses a default that is outside `range`.
                #[doc(hidden)]
                pub const fn within(range: &RangeInclusive<$type>, value: $type) {
                    assert!(
                        *range.start() <= value && value <= *range.end(),
                        "the default, which is 0 if it is not given, is out of range"
                    );
                }
                #[doc(hidden)]
                pub const fn all_within<const N: usize>(
                    range: &RangeInclusive<$type>,
                    array: Array<Self, N>,
                ) {
                    let count = array.count.into_inner();
                    let elements = array.elements.into_inner();
                    let mut i = 0;
                    while i < count as usize {
                        Self::within(range, elements[i]);
                        i += 1;
                    }
                }
                #[doc(hidden)]
                pub const fn array<const M: usize, const N: usize>(
                    default: [$type; M],
                ) -> Array<Self, N> {
                    let mut elements = [Self::ZERO; N];
                    let mut i = 0;
                    assert!(M <= N, "there are more defaults than elements");
                    while i < M {
                        elements[i] = default[i];
                        i += 1;
                    }
                    Array {
                        elements: UnsafeCell::new(elements),
                        count: UnsafeCell::new(M as c_uint),
                    }
                }
            }
        )* };
    }

    kinds! {
        /// `u8`, 0 to 255. All numbers may be in decimal, in octal (`0…`) or in hex (`0x…`).
        byte: u8, i8, 0, param_ops_byte, param_set_byte, param_get_byte, false;
        /// `i16`, -32768 to 32767.
        short: c_short, i16, 0, param_ops_short, param_set_short, param_get_short, false;
        /// `u16`, 0 to 65535.
        ushort: c_ushort, i16, 0, param_ops_ushort, param_set_ushort, param_get_ushort, false;
        /// `i32`, -2147483648 to 2147483647.
        int: c_int, i32, 0, param_ops_int, param_set_int, param_get_int, false;
        /// `u32`, 0 to 4294967295.
        uint: c_uint, u32, 0, param_ops_uint, param_set_uint, param_get_uint, false;
        /// `isize`: 64 bits on a 64-bit machine, else 32.
        long: c_long, isize, 0, param_ops_long, param_set_long, param_get_long, false;
        /// `usize`: 64 bits on a 64-bit machine, else 32.
        ulong: c_ulong, usize, 0, param_ops_ulong, param_set_ulong, param_get_ulong, false;
        /// `u64`, 0 to 18446744073709551615.
        ullong: c_ulonglong, u64, 0, param_ops_ullong, param_set_ullong, param_get_ullong, false;
        /// `u32`, as [`uint`], and shown in hex.
        hexint: c_uint, u32, 0, param_ops_hexint, param_set_hexint, param_get_hexint, false;
        /// `bool`: a text that begins with `y`, `t`, `e`, `1` or `on`, or with `n`, `f`, `d`, `0`
        /// or `of`, in either case (`kstrtobool()`); the name alone is true.
        bool: primitive::bool, primitive::bool, false,
            param_ops_bool, param_set_bool, param_get_bool, true;
        /// `bool` that is true if the parameter is false. It needs a value.
        invbool: primitive::bool, primitive::bool, false,
            param_ops_invbool, param_set_invbool, param_get_invbool, false;
        /// `bool` that cannot be set to false once it is true: `EROFS`.
        bool_enable_only: primitive::bool, primitive::bool, false,
            param_ops_bool_enable_only, param_set_bool_enable_only, param_get_bool, true;
        /// `i32` that is set as a [`bool`](struct@bool) is, and shown as a number.
        bint: c_int, i32, 0, param_ops_bint, param_set_bint, param_get_int, true;
    }

    /// A string of at most 1024 bytes, for which the kernel allocates memory.
    pub struct charp;

    // SAFETY: As `kernel/params.c` defines them, where `%s` makes `(null)` of null.
    unsafe impl Element for charp {
        type Element = Charp;
        const OPS: *const kernel_param_ops = &raw const bindings::param_ops_charp;
        const GET: GetFn = bindings::param_get_charp;
        const FREE: Option<FreeFn> = Some(bindings::param_free_charp);

        #[inline]
        fn room(element: &Charp) -> usize {
            let text = element.as_cstr().unwrap_or(c"(null)");
            text.count_bytes().saturating_add("\n\0".len())
        }
    }

    impl charp {
        #[doc(hidden)]
        pub const fn array<const M: usize, const N: usize>(
            default: [&'static CStr; M],
        ) -> Array<Self, N> {
            let mut elements = [const { Charp(ptr::null()) }; N];
            let mut i = 0;
            assert!(M <= N, "there are more defaults than elements");
            while i < M {
                elements[i] = Charp::new(default[i]);
                i += 1;
            }
            Array {
                elements: UnsafeCell::new(elements),
                count: UnsafeCell::new(M as c_uint),
            }
        }
    }
}

/// A variable that is a number or a bool. Mirrors `module_param()`.
#[repr(transparent)]
pub struct Scalar<K: Kind>(Atomic<K::Atom>);

impl<K: Kind> Scalar<K> {
    /// The value now. It is read whole, without a lock, by one load, and may be another the next
    /// time, if its file can be written. (Wider than a word, it is read by a function of C's.)
    #[inline]
    pub fn value(&self) -> K::Element {
        // SAFETY: It is a static, written by [`Self::set`] and as [`Ops`] has it.
        unsafe { read::<K>(self.0.as_ptr()) }
    }

    /// Stores another value, unseen by `range:` and `check:`. As in C, a module may correct what it
    /// was given; who reads the file meanwhile holds the lock.
    #[inline]
    pub fn set(&self, value: K::Element, _: &Locked) {
        K::store(&self.0, value);
    }

    #[doc(hidden)]
    pub const fn param(&'static self, head: Head, ops: Ops<K>) -> KernelParam {
        head.param(ops.0, self.0.as_ptr().cast())
    }
}

/// Reads a variable whole, while others may write it.
///
/// # Safety
///
/// `variable` is valid and aligned, and only ever written whole: atomically, or by the kernel's
/// functions (see [`Ops::kernel`]).
#[inline]
unsafe fn read<K: Kind>(variable: *mut K::Atom) -> K::Element {
    if size_of::<K::Element>() <= size_of::<usize>() {
        // What `READ_ONCE()` is in C, and `Atomic::load` too, but for its call. The kernel crate
        // does the same where it has to read what C writes (`File::flags`).
        // SAFETY: By the function's safety requirement; an atom has the layout of its element. In
        // the kernel's memory model, a volatile load does not race with what is written whole.
        unsafe { variable.cast::<K::Element>().read_volatile() }
    } else {
        // SAFETY: By the function's safety requirement; `set_scalar` writes it atomically.
        K::load(unsafe { Atomic::from_ptr(variable) })
    }
}

/// Looks at a value before it is stored, and returns the one to store, or an error.
#[doc(hidden)]
pub type CheckFn<T> = fn(T, &Locked) -> Result<T>;

/// What is called when a value has been stored.
#[doc(hidden)]
pub trait Stored {
    const STORED: Option<fn(&Locked)> = None;
}

/// Calls that, after a `set` that ended with `result`, and passes it on.
///
/// # Safety
///
/// This thread holds `kernel_param_lock` of [`THIS_MODULE`].
unsafe fn stored<S: Stored>(result: c_int) -> c_int {
    if let (0, Some(stored)) = (result, S::STORED) {
        // SAFETY: By the function's safety requirement.
        unsafe { while_locked(stored) };
    }
    result
}

/// What values must pass.
#[doc(hidden)]
pub trait Check<K: Kind>: Stored {
    const RANGE: Option<RangeInclusive<K::Element>> = None;
    const CHECK: Option<CheckFn<K::Element>> = None;
}

/// What strings must pass.
#[doc(hidden)]
pub trait CheckText: Stored {
    const CHECK: Option<fn(&CStr, &Locked) -> Result> = None;
}

#[doc(hidden)]
pub struct Unchecked;

impl Stored for Unchecked {}
impl<K: Kind> Check<K> for Unchecked {}

/// The kernel's functions for a variable of the kind `K`, or ours.
#[doc(hidden)]
pub struct Ops<K>(*const kernel_param_ops, PhantomData<K>);

impl<K: Kind> Ops<K> {
    /// The kernel's `set` stores by a plain write, in C. If that is aligned and no wider than a
    /// word, the kernel takes it for one store (`CONFIG_KCSAN_ASSUME_PLAIN_WRITES_ATOMIC`), as does
    /// `kernel::sync::atomic`.
    pub const fn kernel() -> Self {
        if size_of::<K::Element>() <= size_of::<usize>() {
            Self(K::OPS, PhantomData)
        } else {
            Self::checked::<Unchecked>()
        }
    }

    pub const fn checked<C: Check<K>>() -> Self {
        let ops = const {
            &kernel_param_ops {
                flags: if K::NOARG { NOARG } else { 0 },
                set: Some(set_scalar::<K, C>),
                get: Some(K::GET),
                free: None,
            }
        };
        Self(ops, PhantomData)
    }
}

const NOARG: c_uint = bindings::KERNEL_PARAM_OPS_FL_NOARG;

/// Parses with the kernel's `set` into a variable of our own, checks, and stores.
///
/// # Safety
///
/// As the kernel calls `kernel_param_ops.set`, with `arg` pointing to a [`Scalar<K>`] or to an
/// element of an [`Array<K, N>`]. The other fields may be anything: the kernel leaves them so
/// for elements.
unsafe extern "C" fn set_scalar<K: Kind, C: Check<K>>(
    val: *const c_char,
    kp: *const kernel_param,
) -> c_int {
    // SAFETY: By the safety requirement it is an aligned `Atom` of a static. Others write it only
    // with the lock held, as here, and read it so, or atomically.
    let variable = unsafe { Atomic::from_ptr((*kp).__bindgen_anon_1.arg.cast::<K::Atom>()) };
    // `bool_enable_only` looks at the value before.
    let mut value = K::load(variable);
    let copy = Head::UNNAMED.param(ptr::null(), (&raw mut value).cast());
    // SAFETY: `val` is what the kernel passes; `value` is of the type that `SET` stores.
    let result = unsafe { K::SET(val, &copy.0) };
    if result != 0 {
        return result;
    }
    let result = from_result(|| {
        if C::RANGE.is_some_and(|range| !range.contains(&value)) {
            return Err(EINVAL);
        }
        if let Some(check) = C::CHECK {
            // SAFETY: The kernel holds the lock around `set`.
            value = unsafe { while_locked(|lock| check(value, lock)) }?;
        }
        K::store(variable, value);
        Ok(0)
    });
    // SAFETY: As above.
    unsafe { stored::<C>(result) }
}

// Strings.

/// A pointer to a string which the kernel has allocated, or to a default; or null.
///
/// It is freed when another string is set.
///
/// # Invariants
///
/// What is not null points to a string that lives as long as the lock is held. Outside of this
/// file, a `Charp` is only seen by a reference that ends before that.
#[repr(transparent)]
pub struct Charp(*const c_char);

impl Charp {
    /// A constant, in which `CStrExt::as_char_ptr` cannot be called.
    #[allow(clippy::disallowed_methods)]
    const fn new(default: &'static CStr) -> Self {
        Self(default.as_ptr().cast())
    }

    /// The string; `None` as long as there is neither a value nor a default.
    #[inline]
    pub fn as_cstr(&self) -> Option<&CStr> {
        // SAFETY: By the invariants.
        (!self.0.is_null()).then(|| unsafe { CStr::from_char_ptr(self.0) })
    }
}

impl fmt::Debug for Charp {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_cstr().fmt(f)
    }
}

/// A string of at most 1024 bytes, for which the kernel allocates memory. Mirrors
/// `module_param(…, charp, …)`.
#[repr(transparent)]
pub struct CharpParam(UnsafeCell<Charp>);

// SAFETY: It is accessed with the lock held; or by `free`, which the kernel calls when the files
// are gone and no code of the module runs any more.
unsafe impl Sync for CharpParam {}

impl CharpParam {
    #[doc(hidden)]
    pub const fn null() -> Self {
        Self(UnsafeCell::new(Charp(ptr::null())))
    }

    #[doc(hidden)]
    pub const fn new(default: &'static CStr) -> Self {
        Self(UnsafeCell::new(Charp::new(default)))
    }

    /// The string now; `None` as long as there is neither a value nor a default.
    #[inline]
    pub fn value<'l>(&'l self, _: &'l Locked) -> Option<&'l CStr> {
        // SAFETY: Nobody writes it as long as the lock is held.
        unsafe { &*self.0.get() }.as_cstr()
    }

    #[doc(hidden)]
    pub const fn param(&'static self, head: Head, ops: Ops<kind::charp>) -> KernelParam {
        head.param(ops.0, self.0.get().cast())
    }
}

impl Ops<kind::charp> {
    pub const fn kernel() -> Self {
        Self(kind::charp::OPS, PhantomData)
    }

    pub const fn checked<C: CheckText>() -> Self {
        let ops = const {
            &kernel_param_ops {
                flags: 0,
                set: Some(set_text::<C, kind::charp>),
                get: Some(kind::charp::GET),
                free: kind::charp::FREE,
            }
        };
        Self(ops, PhantomData)
    }
}

/// A string, with the kernel's function that stores it.
trait Text {
    const SET: SetFn;
}

impl Text for kind::charp {
    const SET: SetFn = bindings::param_set_charp;
}

impl Text for Buffer {
    const SET: SetFn = bindings::param_set_copystring;
}

/// Checks, then calls `T`'s `SET`.
///
/// # Safety
///
/// As the kernel calls `kernel_param_ops.set`, with `arg` as `T::SET` wants it.
unsafe extern "C" fn set_text<C: CheckText, T: Text>(
    val: *const c_char,
    kp: *const kernel_param,
) -> c_int {
    let result = from_result(|| {
        if let Some(check) = C::CHECK {
            // SAFETY: `val` is a string. Null is passed only where a parameter has the flag NOARG,
            // and neither this nor an array has it.
            let text = unsafe { CStr::from_char_ptr(val) };
            // SAFETY: The kernel holds the lock around `set`.
            unsafe { while_locked(|lock| check(text, lock)) }?;
        }
        // SAFETY: By the safety requirement.
        Ok(unsafe { T::SET(val, kp) })
    });
    // SAFETY: The kernel holds the lock around `set`.
    unsafe { stored::<C>(result) }
}

/// A string in a buffer of `N` bytes, its NUL included. Mirrors `module_param_string()`.
#[repr(transparent)]
pub struct StringParam<const N: usize>(UnsafeCell<[u8; N]>);

// SAFETY: It is only accessed with the lock held.
unsafe impl<const N: usize> Sync for StringParam<N> {}

impl<const N: usize> StringParam<N> {
    #[doc(hidden)]
    pub const fn new(default: &CStr) -> Self {
        let text = default.to_bytes_with_nul();
        let mut buffer = [0; N];
        let mut i = 0;
        assert!(text.len() <= N, "the default does not fit");
        while i < text.len() {
            buffer[i] = text[i];
            i += 1;
        }
        Self(UnsafeCell::new(buffer))
    }

    /// The string now.
    pub fn value<'l>(&'l self, _: &'l Locked) -> &'l CStr {
        // SAFETY: Nobody writes it as long as the lock is held. There is a NUL: `new` has left one,
        // and `param_set_copystring()` copies one.
        unsafe { CStr::from_char_ptr(self.0.get().cast()) }
    }

    #[doc(hidden)]
    pub const fn buffer(&'static self) -> StringArg {
        StringArg(kparam_string {
            maxlen: N as c_uint,
            string: self.0.get().cast(),
        })
    }
}

/// Stands for [`StringParam`] where its functions are named.
#[doc(hidden)]
pub struct Buffer;

impl Ops<Buffer> {
    pub const fn kernel() -> Self {
        Self(&raw const bindings::param_ops_string, PhantomData)
    }

    pub const fn checked<C: CheckText>() -> Self {
        let ops = const {
            &kernel_param_ops {
                flags: 0,
                set: Some(set_text::<C, Buffer>),
                get: Some(bindings::param_get_string),
                free: None,
            }
        };
        Self(ops, PhantomData)
    }
}

#[doc(hidden)]
#[repr(transparent)]
pub struct StringArg(kparam_string);

// SAFETY: Nobody writes it.
unsafe impl Sync for StringArg {}

impl StringArg {
    pub const fn param(&'static self, head: Head, ops: Ops<Buffer>) -> KernelParam {
        head.param(ops.0, (&raw const self.0).cast_mut().cast())
    }
}

// Arrays.

/// Up to `N` values, separated by commas. Mirrors `module_param_array()`.
pub struct Array<K: Element, const N: usize> {
    elements: UnsafeCell<[K::Element; N]>,
    /// How many values were given; of the defaults, before that.
    count: UnsafeCell<c_uint>,
}

// SAFETY: As for `CharpParam`; but elements are also read without the lock, by `get`: those that
// are only written whole.
unsafe impl<K: Element, const N: usize> Sync for Array<K, N> {}

impl<K: Element, const N: usize> Array<K, N> {
    /// The values now: with `count: true` those that were given, else all `N`.
    ///
    /// After a write that was refused, those before the wrong one, as in C.
    pub fn value<'l>(&'l self, _: &'l Locked) -> &'l [K::Element] {
        // SAFETY: Nobody writes them as long as the lock is held. The kernel does not count further
        // than `N`; without `count: true` it does not count at all, and `all()` has set `N`.
        unsafe { slice::from_raw_parts(self.elements.get().cast(), *self.count.get() as usize) }
    }

    #[doc(hidden)]
    pub const fn all(mut self) -> Self {
        *self.count.get_mut() = N as c_uint;
        self
    }

    #[doc(hidden)]
    pub const fn arg(&'static self, counted: bool, ops: Ops<K>) -> ArrayArg<K> {
        let array = kparam_array {
            max: N as c_uint,
            elemsize: size_of::<K::Element>() as c_uint,
            num: if counted {
                self.count.get()
            } else {
                ptr::null_mut()
            },
            ops: ops.0,
            elem: self.elements.get().cast(),
        };
        ArrayArg(array, PhantomData)
    }
}

impl<K: Kind, const N: usize> Array<K, N> {
    /// Element `index` now; `None` if there are not so many. One that was not given is 0, or its
    /// default, whatever `range:` allows. It is read as [`Scalar::value`] is, without the lock.
    #[inline]
    pub fn get(&self, index: usize) -> Option<K::Element> {
        if index >= N {
            return None;
        }
        // SAFETY: There are `N` elements.
        let element = unsafe { self.elements.get().cast::<K::Atom>().add(index) };
        // SAFETY: It is one of them, and written as [`Ops`] has it.
        Some(unsafe { read::<K>(element) })
    }
}

#[doc(hidden)]
#[repr(transparent)]
pub struct ArrayArg<K: Element>(kparam_array, PhantomData<K>);

// SAFETY: Nobody writes it.
unsafe impl<K: Element> Sync for ArrayArg<K> {}

impl<K: Element> ArrayArg<K> {
    pub const fn param<S: Stored>(&'static self, head: Head) -> KernelParam {
        // What the kernel's `get` would write beyond its page, and what its `free` would miss.
        let ops = if K::FREE.is_none()
            && self.0.max as usize <= PAGE_SIZE / LONGEST_NUMBER
            && S::STORED.is_none()
        {
            &raw const bindings::param_array_ops
        } else {
            const {
                &kernel_param_ops {
                    flags: 0,
                    set: Some(set_array::<S>),
                    get: Some(get_array::<K>),
                    free: Some(free_array::<K>),
                }
            }
        };
        head.param(ops, (&raw const self.0).cast_mut().cast())
    }
}

/// In bytes, as `param_get_ullong()` writes it with its newline; and a NUL.
const LONGEST_NUMBER: usize = "18446744073709551615\n\0".len();

/// # Safety
///
/// As the kernel calls `kernel_param_ops.set`, with `arg` pointing to a `kparam_array`.
unsafe extern "C" fn set_array<S: Stored>(val: *const c_char, kp: *const kernel_param) -> c_int {
    // SAFETY: `param_array_ops` is constant, and its `set` is called as we are.
    let set = unsafe { bindings::param_array_ops.set };
    // SAFETY: As above.
    let result = set.map_or(EINVAL.to_errno(), |set| unsafe { set(val, kp) });
    // SAFETY: The kernel holds the lock around `set`.
    unsafe { stored::<S>(result) }
}

/// Shows as many elements as a page has room for. The kernel's own goes on.
///
/// # Safety
///
/// As the kernel calls `kernel_param_ops.get` for a file, with `arg` pointing to
/// an [`ArrayArg<K>`].
unsafe extern "C" fn get_array<K: Element>(buffer: *mut c_char, kp: *const kernel_param) -> c_int {
    // SAFETY: By the safety requirement.
    let array = unsafe { &*(*kp).__bindgen_anon_1.arr };
    // SAFETY: Where there is a count, it is behind the lock, which the kernel holds around `get`.
    let count = unsafe { array.num.as_ref() }.map_or(array.max, |count| *count);
    let mut length = 0;
    for i in 0..count as usize {
        // SAFETY: There are `max` elements, and the count is not more.
        let element = unsafe { array.elem.cast::<K::Element>().add(i) };
        // SAFETY: Nobody writes it as long as the lock is held.
        if K::room(unsafe { &*element }).saturating_add(length) > PAGE_SIZE {
            break;
        }
        if length > 0 {
            // SAFETY: The last byte that was written, a newline.
            unsafe { *buffer.add(length).sub(1) = b',' };
        }
        let copy = Head::UNNAMED.param(ptr::null(), element.cast());
        // SAFETY: There is room for it in the page that `buffer` is; `arg` is of the type that
        // `GET` loads.
        let result = unsafe { K::GET(buffer.add(length), &copy.0) };
        if result < 0 {
            return result;
        }
        length = length.saturating_add(result as usize);
    }
    length as c_int
}

/// Frees what the elements hold. The kernel's own looks at as many as were given last; there may
/// have been more before.
///
/// # Safety
///
/// As the kernel calls `kernel_param_ops.free`, with `arg` pointing to an [`ArrayArg<K>`].
unsafe extern "C" fn free_array<K: Element>(arg: *mut c_void) {
    let Some(free) = K::FREE else { return };
    // SAFETY: By the safety requirement.
    let array = unsafe { &*arg.cast::<kparam_array>() };
    for i in 0..array.max as usize {
        // SAFETY: There are `max` elements, and nobody uses them any more. A default, or null, is
        // not freed.
        unsafe { free(array.elem.cast::<K::Element>().add(i).cast()) };
    }
}

// Callbacks.

/// The functions of a parameter that has no variable. Mirrors `module_param_cb()`.
///
/// Both are called with the lock held, one at a time, perhaps before init has begun and when exit
/// has returned. One pair can serve several parameters, but does not learn which.
pub trait Callback {
    /// Called when the parameter is given or its file is written. The text is `None` if the name
    /// alone was given, which `noarg: true` allows. An error goes to insmod, or to the writer, as
    /// it is.
    const SET: fn(Option<&CStr>, &Locked) -> Result;

    /// Called when the file is read. Writes what it shows, without a newline, less than a page.
    /// Without it, reading is `EPERM`.
    const GET: Option<fn(&mut kernel::str::Formatter<'_>, &Locked) -> Result> = None;

    /// Whether the name alone may be given, by `noarg: true`.
    const NOARG: bool = false;
}

#[doc(hidden)]
pub const fn callback<C: Callback>(head: Head) -> KernelParam {
    let ops = const {
        &kernel_param_ops {
            flags: if C::NOARG { NOARG } else { 0 },
            set: Some(set_callback::<C>),
            get: match C::GET {
                Some(_) => Some(get_callback::<C>),
                None => None,
            },
            free: None,
        }
    };
    head.param(ops, ptr::null_mut())
}

/// # Safety
///
/// As the kernel calls `kernel_param_ops.set`.
unsafe extern "C" fn set_callback<C: Callback>(
    val: *const c_char,
    _: *const kernel_param,
) -> c_int {
    from_result(|| {
        // SAFETY: What is not null is a string.
        let text = (!val.is_null()).then(|| unsafe { CStr::from_char_ptr(val) });
        // SAFETY: The kernel holds the lock around `set`.
        unsafe { while_locked(|lock| C::SET(text, lock)) }?;
        Ok(0)
    })
}

/// # Safety
///
/// As the kernel calls `kernel_param_ops.get` for a file.
unsafe extern "C" fn get_callback<C: Callback>(
    buffer: *mut c_char,
    _: *const kernel_param,
) -> c_int {
    let Some(get) = C::GET else {
        return EPERM.to_errno();
    };
    // SAFETY: The buffer is that of a file, and the kernel holds the lock around `get`.
    unsafe { show(buffer, |output| while_locked(|lock| get(output, lock))) }
}

/// Shows what `f` writes, and a newline: at most a page less one byte.
///
/// # Safety
///
/// `buffer` is what the kernel passes to `kernel_param_ops.get` for a file.
unsafe fn show(
    buffer: *mut c_char,
    f: impl FnOnce(&mut kernel::str::Formatter<'_>) -> Result,
) -> c_int {
    from_result(|| {
        // SAFETY: The buffer of a file in sysfs is a page, zeroed, and nobody else's during
        // this call.
        let page = unsafe { slice::from_raw_parts_mut(buffer.cast::<u8>(), PAGE_SIZE - 1) };
        // There is a byte for the newline, and behind the slice one for a NUL.
        let mut output = kernel::str::Formatter::new(page.get_mut(..PAGE_SIZE - 2).ok_or(EINVAL)?);
        f(&mut output)?;
        // More than there is room for, if `f` went on after an error.
        let length = output.bytes_written();
        *page.get_mut(length).ok_or(EINVAL)? = b'\n';
        Ok((length as c_int).saturating_add(1))
    })
}

// One of several words.

/// What a parameter of the kind `choice` can be, each with its word.
pub trait Choice: Copy + 'static {
    /// The words and what they stand for; the first is the default if there is no other.
    const WORDS: &'static [(&'static str, Self)];
}

/// A variable that is one of several, each of which has a word. Mirrors `module_param_cb()` with a
/// `set` that calls `sysfs_match_string()`.
#[repr(transparent)]
pub struct ChoiceParam<C: Choice>(Atomic<usize>, PhantomData<fn() -> C>);

impl<C: Choice> ChoiceParam<C> {
    const FIRST: C = C::WORDS[0].1;

    #[doc(hidden)]
    pub const fn new(default: &str) -> Self {
        let mut i = 0;
        while i < C::WORDS.len() && !is_same(C::WORDS[i].0.as_bytes(), default.as_bytes()) {
            i += 1;
        }
        assert!(i < C::WORDS.len(), "the default is none of the words");
        Self(Atomic::new(i), PhantomData)
    }

    #[doc(hidden)]
    pub const fn first() -> Self {
        Self::new(C::WORDS[0].0)
    }

    /// What the word stands for now. It is read as [`Scalar::value`] is, without the lock.
    #[inline]
    pub fn value(&self) -> C {
        // SAFETY: It is a static, of the type that `ulong` is, and only stored atomically.
        let index = unsafe { read::<kind::ulong>(self.0.as_ptr()) };
        // It is always that of a word.
        C::WORDS.get(index).map_or(Self::FIRST, |word| word.1)
    }

    #[doc(hidden)]
    pub const fn param<S: Stored>(&'static self, head: Head) -> KernelParam {
        let ops = const {
            &kernel_param_ops {
                flags: 0,
                set: Some(set_choice::<C, S>),
                get: Some(get_choice::<C>),
                free: None,
            }
        };
        head.param(ops, (&raw const *self).cast_mut().cast())
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut i = 0;
    while one.len() == other.len() && i < one.len() && one[i] == other[i] {
        i += 1;
    }
    i == one.len() && i == other.len()
}

/// # Safety
///
/// As the kernel calls `kernel_param_ops.set`, with `arg` pointing to a [`ChoiceParam<C>`].
unsafe extern "C" fn set_choice<C: Choice, S: Stored>(
    val: *const c_char,
    kp: *const kernel_param,
) -> c_int {
    // SAFETY: By the safety requirement.
    let variable = unsafe { &*(*kp).__bindgen_anon_1.arg.cast::<ChoiceParam<C>>() };
    // SAFETY: `val` is a string; null is not passed where the flag NOARG is not set.
    let text = unsafe { CStr::from_char_ptr(val) }.to_bytes();
    // As `sysfs_streq()` does.
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let index = C::WORDS.iter().position(|word| word.0.as_bytes() == text);
    let Some(index) = index else {
        return EINVAL.to_errno();
    };
    variable.0.store(index, Relaxed);
    // SAFETY: The kernel holds the lock around `set`.
    unsafe { stored::<S>(0) }
}

/// # Safety
///
/// As the kernel calls `kernel_param_ops.get` for a file, with `arg` pointing to a
/// [`ChoiceParam<C>`].
unsafe extern "C" fn get_choice<C: Choice>(buffer: *mut c_char, kp: *const kernel_param) -> c_int {
    // SAFETY: By the safety requirement.
    let variable = unsafe { &*(*kp).__bindgen_anon_1.arg.cast::<ChoiceParam<C>>() };
    let word = C::WORDS
        .get(variable.0.load(Relaxed))
        .map_or("", |word| word.0);
    // SAFETY: The buffer is that of a file.
    unsafe { show(buffer, |output| output.write_str(word).map_err(Error::from)) }
}

// What the kernel sees.

/// A `kernel_param`, which the linker puts among the module's parameters.
#[doc(hidden)]
#[repr(transparent)]
pub struct KernelParam(kernel_param);

// SAFETY: Nobody writes it.
unsafe impl Sync for KernelParam {}

/// The fields that all parameters have.
#[doc(hidden)]
pub struct Head {
    name: *const c_char,
    perm: u16,
    flags: u8,
}

impl Head {
    const UNNAMED: Self = Self {
        name: ptr::null(),
        perm: 0,
        flags: 0,
    };

    /// `name` ends with a NUL; `written` is how `perm` was written.
    pub const fn new(name: &'static str, written: &str, perm: u32, flags: u32) -> Self {
        let name = plain(name);
        check_name(name);
        Self {
            name: name.as_ptr().cast(),
            perm: verify_octal_permissions(written, perm),
            flags: flags as u8,
        }
    }

    const fn param(self, ops: *const kernel_param_ops, arg: *mut c_void) -> KernelParam {
        KernelParam(kernel_param {
            name: self.name,
            mod_: THIS_MODULE,
            ops,
            perm: self.perm,
            level: -1,
            flags: self.flags,
            __bindgen_anon_1: kernel_param__bindgen_ty_1 { arg },
        })
    }
}

/// The flags of `kernel_param`.
pub mod flags {
    use super::bindings;

    /// Setting it taints the kernel: `U`. Mirrors `module_param_unsafe()`.
    pub const UNSAFE: u32 = bindings::KERNEL_PARAM_FL_UNSAFE;
    /// It may not be set in lockdown: `EPERM`. Mirrors `module_param_hw()`.
    pub const HWPARAM: u32 = bindings::KERNEL_PARAM_FL_HWPARAM;
}

/// A name is a C identifier, as it has to be for `module_param()`, and a NUL.
const fn check_name(name: &[u8]) {
    let mut i = 0;
    assert!(
        name.len() > 1 && name[name.len() - 1] == 0 && !name[0].is_ascii_digit(),
        "a parameter's name begins with a letter or _"
    );
    while i < name.len() - 1 {
        assert!(
            name[i] == b'_' || name[i].is_ascii_alphanumeric(),
            "a parameter's name has letters, digits and _"
        );
        i += 1;
    }
}

/// Mirrors `VERIFY_OCTAL_PERMISSIONS` of `include/linux/sysfs.h`. Rust takes 0644 for decimal, so
/// how it is written counts too.
const fn verify_octal_permissions(written: &str, perm: u32) -> u16 {
    let written = written.as_bytes();
    // Of each, the last three bits count.
    let (user, group, other) = (perm >> 6, perm >> 3, perm);
    assert!(
        perm == 0 || matches!(written, [b'0', b'o', ..]),
        "a permission is octal: write 0o644 for C's 0644"
    );
    assert!(perm >> 9 == 0, "a permission is at most 0o777");
    assert!(
        (group & !user | other & !group) & 4 == 0,
        "who may read: the user, or the user and the group, or all"
    );
    assert!(
        group & !user & 2 == 0,
        "the group may write only if the user may"
    );
    assert!(
        other & 2 == 0,
        "a parameter that anyone may write is refused"
    );
    perm as u16
}

/// The parts of a string for `.modinfo`.
#[doc(hidden)]
pub const fn parts(
    tag: &'static str,
    name: &'static str,
    text: &'static str,
) -> [&'static [u8]; 5] {
    [tag.as_bytes(), b"=", plain(name), b":", text.as_bytes()]
}

/// Of what [`modinfo`] makes of them, in bytes.
#[doc(hidden)]
pub const fn length(parts: &[&[u8]]) -> usize {
    let mut length = 1;
    let mut i = 0;
    while i < parts.len() {
        length += parts[i].len();
        i += 1;
    }
    length
}

/// The parts in one, and a NUL.
#[doc(hidden)]
pub const fn modinfo<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    let mut bytes = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < parts.len() {
        let mut j = 0;
        while j < parts[i].len() {
            assert!(parts[i][j] != 0, "a description has no NUL inside");
            bytes[at] = parts[i][j];
            at += 1;
            j += 1;
        }
        i += 1;
    }
    bytes
}

/// The name of a parameter whose variable may have to be written `r#type`.
const fn plain(name: &'static str) -> &'static [u8] {
    match name.as_bytes() {
        [b'r', b'#', name @ ..] => name,
        name => name,
    }
}

/// Declares parameters, in a module `parameters`: `name: kind { field: value, … }`. See the
/// [module's documentation](self).
macro_rules! module_param {
    ($($parameters:tt)*) => {
        /// The module's parameters.
        #[allow(non_upper_case_globals, unsafe_code, unused_imports)]
        pub(crate) mod parameters {
            use super::*;
            $crate::moduleparam::declare! { $($parameters)* }
        }
    };
}
pub(crate) use module_param;

/// What is in the module `parameters`.
#[doc(hidden)]
macro_rules! declare {
    // One parameter after the other; its name is the variable's if it has no `name:`.
    () => {};
    (
        $(#[$attribute:meta])* $var:ident: $kind:tt $([$($of:tt)+])?
        { name: $name:literal, $($fields:tt)* } $(, $($rest:tt)*)?
    ) => {
        $crate::moduleparam::declare! {
            @fields [$(#[$attribute])* pub(crate) static $var] [$name] [$kind $([$($of)+])?]
            $($fields)*
        }
        $crate::moduleparam::declare! { $($($rest)*)? }
    };
    (
        $(#[$attribute:meta])* $var:ident: $kind:tt $([$($of:tt)+])?
        { $($fields:tt)* } $(, $($rest:tt)*)?
    ) => {
        $crate::moduleparam::declare! {
            @fields [$(#[$attribute])* pub(crate) static $var] [stringify!($var)]
            [$kind $([$($of)+])?]
            $($fields)*
        }
        $crate::moduleparam::declare! { $($($rest)*)? }
    };

    (
        @fields [$(#[$attribute:meta])* pub(crate) static $var:ident] [$name:expr] [callback]
        set: $set:path, $(get: $get:path,)? $(noarg: $noarg:literal,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $(#[$attribute])*
        const _: () = {
            struct __Functions;
            impl $crate::moduleparam::Callback for __Functions {
                const SET: fn(
                    Option<&::core::ffi::CStr>,
                    &$crate::moduleparam::Locked,
                ) -> ::kernel::error::Result = $set;
                $(const GET: Option<
                    fn(
                        &mut ::kernel::str::Formatter<'_>,
                        &$crate::moduleparam::Locked,
                    ) -> ::kernel::error::Result,
                > = Some($get);)?
                $(const NOARG: bool = $noarg;)?
            }
            $crate::moduleparam::declare! {
                @param [$name] $crate::moduleparam::callback::<__Functions>(
                    $crate::moduleparam::declare!(@head [$name] $perm $($($flag)+)?)
                )
            }
            $crate::moduleparam::declare! { @info "parm" [$name] [$description] }
        };
    };
    (
        @fields [$($static:tt)*] [$name:expr] [charp] $(default: $default:expr,)?
        $(check: $check:path,)? $(stored: $stored:path,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $crate::moduleparam::declare! {
            @variable [$name] [$($static)*] $crate::moduleparam::CharpParam:
            [$($crate::moduleparam::CharpParam::new($default))?]
            [$crate::moduleparam::CharpParam::null()]
        }
        $crate::moduleparam::declare! {
            @finish [$($static)*] [$name] [$perm $($($flag)+)?] [$description] ["charp"]
            [text $crate::moduleparam::kind::charp] [$($check)?] [$($stored)?]
        }
    };
    (
        @fields [$($static:tt)*] [$name:expr] [string [$len:expr]] $(default: $default:expr,)?
        $(check: $check:path,)? $(stored: $stored:path,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $crate::moduleparam::declare! {
            @variable [$name] [$($static)*] $crate::moduleparam::StringParam<{ $len }>:
            [$($crate::moduleparam::StringParam::new($default))?]
            [$crate::moduleparam::StringParam::new(c"")]
        }
        $crate::moduleparam::declare! {
            @finish [$($static)*] [$name] [$perm $($($flag)+)?] [$description] ["string"]
            [buffer $crate::moduleparam::Buffer] [$($check)?] [$($stored)?]
        }
    };
    (
        @fields [$($static:tt)*] [$name:expr] [choice [$type:ty]] $(default: $default:expr,)?
        $(stored: $stored:path,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $crate::moduleparam::declare! {
            @variable [$name] [$($static)*] $crate::moduleparam::ChoiceParam<$type>:
            [$($crate::moduleparam::ChoiceParam::new($default))?]
            [$crate::moduleparam::ChoiceParam::first()]
        }
        $crate::moduleparam::declare! {
            @finish [$($static)*] [$name] [$perm $($($flag)+)?] [$description] ["string"]
            [choice] [] [$($stored)?]
        }
    };
    (
        @fields [$($static:tt)*] [$name:expr] [[charp; $len:expr]] $(default: $default:expr,)?
        $(count: $count:tt,)? $(check: $check:path,)? $(stored: $stored:path,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $crate::moduleparam::declare! {
            @array [$name] [$($static)*] charp $len; [$($default)?] [$($count)?]
        }
        $crate::moduleparam::declare! {
            @finish [$($static)*] [$name] [$perm $($($flag)+)?] [$description] ["array of charp"]
            [texts $crate::moduleparam::kind::charp, [$($count)?]] [$($check)?] [$($stored)?]
        }
    };
    (
        @fields [$($static:tt)*] [$name:expr] [[$kind:ident; $len:expr]] $(default: $default:expr,)?
        $(count: $count:tt,)? $(range: $range:expr,)? $(check: $check:path,)?
        $(stored: $stored:path,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $crate::moduleparam::declare! {
            @array [$name] [$($static)*] $kind $len; [$($default)?] [$($count)?]
        }
        $crate::moduleparam::declare! {
            @finish [$($static)*] [$name] [$perm $($($flag)+)?] [$description]
            [concat!("array of ", stringify!($kind))]
            [numbers $kind, $len; [$($default)?] [$($count)?]]
            [$($range)? ; $($check)?] [$($stored)?]
        }
    };
    (@fields [$($static:tt)*] [$name:expr] [charp] $($fields:tt)*) => {
        $crate::moduleparam::declare! { @wrong $($fields)* }
    };
    (@fields [$($static:tt)*] [$name:expr] [callback] $($fields:tt)*) => {
        $crate::moduleparam::declare! { @wrong $($fields)* }
    };
    (
        @fields [$($static:tt)*] [$name:expr] [$kind:ident] $(default: $default:expr,)?
        $(range: $range:expr,)? $(check: $check:path,)? $(stored: $stored:path,)?
        $(flags: $($flag:ident)|+,)? perm: $perm:literal, description: $description:expr $(,)?
    ) => {
        $crate::moduleparam::declare! {
            @variable [$name] [$($static)*]
            $crate::moduleparam::Scalar<$crate::moduleparam::kind::$kind>:
            [$($crate::moduleparam::kind::$kind::scalar($default))?]
            [$crate::moduleparam::kind::$kind::scalar($crate::moduleparam::kind::$kind::ZERO)]
        }
        $crate::moduleparam::declare! {
            @finish [$($static)*] [$name] [$perm $($($flag)+)?] [$description] [stringify!($kind)]
            [number $kind, [$($default)?]] [$($range)? ; $($check)?] [$($stored)?]
        }
    };
    (@fields [$($static:tt)*] [$name:expr] [$($kind:tt)*] $($fields:tt)*) => {
        $crate::moduleparam::declare! { @wrong $($fields)* }
    };
    (@wrong $($fields:tt)*) => {
        compile_error!(concat!(
            "a field is missing, unknown, not for this kind, or in another order than: name, ",
            "default, count, range, check, stored (or set, get, noarg), flags, perm, ",
            "description; in: ",
            stringify!($($fields)*)
        ));
    };

    // The variable, with its default or without. Its symbol's name stays in memory (kallsyms), so
    // it is short.
    (@variable [$name:expr] [$($static:tt)*] $type:ty: [$value:expr] [$($without:tt)*]) => {
        #[export_name = concat!("__value_", $name)]
        $($static)*: $type = $value;
    };
    (@variable [$name:expr] [$($static:tt)*] $type:ty: [] [$value:expr]) => {
        #[export_name = concat!("__value_", $name)]
        $($static)*: $type = $value;
    };
    (
        @array [$name:expr] [$($static:tt)*] $kind:ident $len:expr;
        [$($default:expr)?] [$($count:tt)?]
    ) => {
        #[export_name = concat!("__value_", $name)]
        $($static)*: $crate::moduleparam::Array<$crate::moduleparam::kind::$kind, { $len }> =
            $crate::moduleparam::declare!(@elements $kind [$($default)?] [$($count)?]);
    };
    (@elements $kind:ident [$($default:expr)?] [true]) => {
        $crate::moduleparam::kind::$kind::array(
            $crate::moduleparam::declare!(@or [$($default)?] [])
        )
    };
    (@elements $kind:ident [$($default:expr)?] [$(false)?]) => {
        $crate::moduleparam::declare!(@elements $kind [$($default)?] [true]).all()
    };
    (@or [$value:expr] $without:expr) => {
        $value
    };
    (@or [] $without:expr) => {
        $without
    };

    // What the kernel and modinfo see of it.
    (
        @finish [$(#[$attribute:meta])* pub(crate) static $var:ident] [$name:expr]
        [$perm:literal $($flag:ident)*] [$description:expr] [$type:expr]
        [$form:ident $($kind:tt)*] [$($check:tt)*] [$($stored:path)?]
    ) => {
        $(#[$attribute])*
        const _: () = {
            struct __Whole;
            impl $crate::moduleparam::Stored for __Whole {
                $(const STORED: Option<fn(&$crate::moduleparam::Locked)> = Some($stored);)?
            }
            const __HEAD: $crate::moduleparam::Head =
                $crate::moduleparam::declare!(@head [$name] $perm $($flag)*);
            $crate::moduleparam::declare! {
                @$form [$name] $var $($kind)* [$($check)*] [$($stored)?]
            }
            $crate::moduleparam::declare! { @info "parmtype" [$name] [$type] }
            $crate::moduleparam::declare! { @info "parm" [$name] [$description] }
        };
    };
    (
        @number [$name:expr] $var:ident $kind:ident, [$($default:expr)?]
        [$($range:expr)? ; $($check:path)?] [$($stored:path)?]
    ) => {
        $crate::moduleparam::declare! { @within $kind [$($range)?] [$($default)?] }
        $crate::moduleparam::declare! {
            @check $crate::moduleparam::kind::$kind, __Whole [$($range)? ; $($check)?]
            [$($stored)?]
        }
        $crate::moduleparam::declare! { @param [$name] $var.param(__HEAD, __OPS) }
    };
    (@text [$name:expr] $var:ident $kind:path [$($check:path)?] [$($stored:path)?]) => {
        $crate::moduleparam::declare! { @check_text $kind, __Whole [$($check)?] [$($stored)?] }
        $crate::moduleparam::declare! { @param [$name] $var.param(__HEAD, __OPS) }
    };
    (@buffer [$name:expr] $var:ident $kind:path [$($check:path)?] [$($stored:path)?]) => {
        $crate::moduleparam::declare! { @check_text $kind, __Whole [$($check)?] [$($stored)?] }
        static __ARG: $crate::moduleparam::StringArg = $var.buffer();
        $crate::moduleparam::declare! { @param [$name] __ARG.param(__HEAD, __OPS) }
    };
    (@choice [$name:expr] $var:ident [] [$($stored:path)?]) => {
        $crate::moduleparam::declare! { @param [$name] $var.param::<__Whole>(__HEAD) }
    };
    (
        @numbers [$name:expr] $var:ident $kind:ident, $len:expr; [$($default:expr)?] [$($count:tt)?]
        [$($range:expr)? ; $($check:path)?] [$($stored:path)?]
    ) => {
        $crate::moduleparam::declare! {
            @all_within $kind $len; [$($range)?] [$($default)?] [$($count)?]
        }
        $crate::moduleparam::declare! {
            @check $crate::moduleparam::kind::$kind, __Element [$($range)? ; $($check)?] []
        }
        $crate::moduleparam::declare! {
            @elements_param [$name] $var $crate::moduleparam::kind::$kind, $($count)?
        }
    };
    (
        @texts [$name:expr] $var:ident $kind:path, [$($count:tt)?]
        [$($check:path)?] [$($stored:path)?]
    ) => {
        $crate::moduleparam::declare! { @check_text $kind, __Element [$($check)?] [] }
        $crate::moduleparam::declare! { @elements_param [$name] $var $kind, $($count)? }
    };
    (@elements_param [$name:expr] $var:ident $kind:path, $($count:tt)?) => {
        static __ARG: $crate::moduleparam::ArrayArg<$kind> = $var.arg(false $(|| $count)?, __OPS);
        $crate::moduleparam::declare! { @param [$name] __ARG.param::<__Whole>(__HEAD) }
    };

    // A default is in the range.
    (@within $kind:ident [] [$($default:expr)?]) => {};
    (@within $kind:ident [$range:expr] [$($default:expr)?]) => {
        const _: () = $crate::moduleparam::kind::$kind::within(
            &$range,
            $crate::moduleparam::declare!(
                @or [$($default)?] $crate::moduleparam::kind::$kind::ZERO
            ),
        );
    };
    (@all_within $kind:ident $len:expr; [] [$($default:expr)?] [$($count:tt)?]) => {};
    (@all_within $kind:ident $len:expr; [$range:expr] [$($default:expr)?] [$($count:tt)?]) => {
        const _: () = $crate::moduleparam::kind::$kind::all_within::<{ $len }>(
            &$range,
            $crate::moduleparam::declare!(@elements $kind [$($default)?] [$($count)?]),
        );
    };

    // The kernel's functions, or ours if there is something to check or to call.
    (@check_text $kind:path, $checked:ident [] []) => {
        const __OPS: $crate::moduleparam::Ops<$kind> = $crate::moduleparam::Ops::<$kind>::kernel();
    };
    (@check_text $kind:path, $checked:ident [$($check:path)?] [$($stored:path)?]) => {
        $crate::moduleparam::declare! { @element $checked }
        impl $crate::moduleparam::CheckText for $checked {
            $(const CHECK: Option<
                fn(
                    &::core::ffi::CStr,
                    &$crate::moduleparam::Locked,
                ) -> ::kernel::error::Result,
            > = Some($check);)?
        }
        const __OPS: $crate::moduleparam::Ops<$kind> =
            $crate::moduleparam::Ops::<$kind>::checked::<$checked>();
    };
    (@check $kind:path, $checked:ident [;] []) => {
        const __OPS: $crate::moduleparam::Ops<$kind> = $crate::moduleparam::Ops::<$kind>::kernel();
    };
    (
        @check $kind:path, $checked:ident [$($range:expr)? ; $($check:path)?] [$($stored:path)?]
    ) => {
        $crate::moduleparam::declare! { @element $checked }
        impl $crate::moduleparam::Check<$kind> for $checked {
            $(const RANGE: Option<
                ::core::ops::RangeInclusive<<$kind as $crate::moduleparam::Element>::Element>,
            > = Some($range);)?
            $(const CHECK: Option<
                $crate::moduleparam::CheckFn<<$kind as $crate::moduleparam::Element>::Element>,
            > = Some($check);)?
        }
        const __OPS: $crate::moduleparam::Ops<$kind> =
            $crate::moduleparam::Ops::<$kind>::checked::<$checked>();
    };
    // Of an array each element is checked, and what is called is called once.
    (@element __Whole) => {};
    (@element $checked:ident) => {
        struct $checked;
        impl $crate::moduleparam::Stored for $checked {}
    };
    (@head [$name:expr] $perm:literal $($flag:ident)*) => {
        $crate::moduleparam::Head::new(
            concat!($name, "\0"),
            stringify!($perm),
            $perm,
            0 $(| $crate::moduleparam::flags::$flag)*,
        )
    };
    (@param [$name:expr] $value:expr) => {
        // C's name for it, of which there may be one.
        #[export_name = concat!("__param_", $name)]
        #[link_section = "__param"]
        static __PARAM: $crate::moduleparam::KernelParam = $value;
    };
    (@info $tag:literal [$name:expr] [$text:expr]) => {
        const _: () = {
            const __PARTS: &[&[u8]] = &$crate::moduleparam::parts($tag, $name, $text);
            #[link_section = ".modinfo"]
            #[used(compiler)]
            static __INFO: [u8; $crate::moduleparam::length(__PARTS)] =
                $crate::moduleparam::modinfo(__PARTS);
        };
    };
    ($($wrong:tt)*) => {
        compile_error!(concat!(
            "a parameter is declared as `name: kind { field: value, … },`; this is not: ",
            stringify!($($wrong)*)
        ));
    };
}
pub(crate) use declare;
