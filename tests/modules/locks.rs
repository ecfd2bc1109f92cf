// SPDX-License-Identifier: GPL-2.0

//! What happens to parameters while they are read, for tests/params-locks.t.
//!
//! With `run=1` init reads them until `run` is 0, for half a minute at most, and logs how many of
//! the values were torn: all digits or letters of a value are the same.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use core::{
    ffi::CStr,
    fmt::Write, //
};
use kernel::{
    ffi::c_ulonglong,
    prelude::*,
    time::{
        delay::fsleep,
        Delta,
        Instant,
        Monotonic, //
    }, //
};
use moduleparam::{
    kernel_param_lock,
    module_param,
    Locked, //
};

module! {
    type: Locks,
    name: "locks",
    authors: ["Linux kernel modules in Rust"],
    description: "Reads its parameters while they are written",
    license: "GPL",
}

module_param! {
    run: bool { perm: 0o644, description: "whether init goes on" },
    wide: ullong { perm: 0o644, description: "a number" },
    checked: ullong { check: same, perm: 0o644, description: "a number that is checked" },
    string: string[64] { perm: 0o644, description: "a string in a buffer" },
    charp: charp { perm: 0o644, description: "a string that is allocated" },
    numbers: [ullong; 8] { perm: 0o644, description: "numbers" },
    counted: [charp; 4] { count: true, perm: 0o644, description: "strings" },
    many: [ullong; 1024] { perm: 0o644, description: "more than a page shows" },
    long_texts: [charp; 32] { count: true, perm: 0o644, description: "more than a page shows" },
    locks: callback {
        set: lock_again, get: show_lock_again, perm: 0o644,
        description: "takes the lock in a callback",
    },
    length: int { perm: 0o644, description: "how many bytes page shows" },
    page: callback {
        set: lock_again, get: show_page, perm: 0o644, description: "as many as length",
    },
    answer: int { perm: 0o644, description: "a number that init stores" },
    element: [int; 2] {
        check: lock_for_element, perm: 0o644, description: "takes it for an element",
    },
}

fn same(value: c_ulonglong, _: &Locked) -> Result<c_ulonglong> {
    Ok(value)
}

fn lock_again(_: Option<&CStr>, _: &Locked) -> Result {
    kernel_param_lock().map(drop)
}

fn show_lock_again(_: &mut kernel::str::Formatter<'_>, _: &Locked) -> Result {
    kernel_param_lock().map(drop)
}

fn show_page(output: &mut kernel::str::Formatter<'_>, _: &Locked) -> Result {
    for _ in 0..parameters::length.value() {
        // It is for moduleparam.rs to find out.
        let _ = output.write_char('x');
    }
    Ok(())
}

fn lock_for_element(_: i32, _: &Locked) -> Result<i32> {
    kernel_param_lock().map(|_| 0)
}

/// Whether all hexadecimal digits are the same.
fn whole(value: u64) -> bool {
    value == value.rotate_left(4)
}

fn all_same(text: &[u8]) -> bool {
    text.first()
        .is_none_or(|first| text.iter().all(|byte| byte == first))
}

/// Whether those that are read with the lock held are each of one digit or letter.
fn untorn(lock: &Locked) -> bool {
    let (all_numbers, texts) = (
        parameters::numbers.value(lock),
        parameters::counted.value(lock),
    );
    all_same(parameters::string.value(lock).to_bytes())
        && parameters::charp
            .value(lock)
            .is_none_or(|text| all_same(text.to_bytes()))
        && all_numbers
            .iter()
            .all(|number| Some(number) == all_numbers.first())
        && texts.iter().all(|text| {
            text.as_cstr().map(CStr::to_bytes)
                == texts
                    .first()
                    .and_then(|first| first.as_cstr())
                    .map(CStr::to_bytes)
        })
}

struct Locks;

impl kernel::Module for Locks {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let start = Instant::<Monotonic>::now();
        let (mut reads, mut changes, mut torn, mut last) = (0u32, 0u32, 0u32, 0);
        if parameters::run.value() {
            pr_info!("started\n");
        }
        while parameters::run.value() && start.elapsed() < Delta::from_secs(30) {
            let now = parameters::wide.value();
            let mut good = whole(now) && whole(parameters::checked.value());
            changes = changes.saturating_add(u32::from(now != last));
            last = now;
            good &= untorn(&*kernel_param_lock()?);
            torn = torn.saturating_add(u32::from(!good));
            reads = reads.saturating_add(1);
            if reads % 64 == 0 {
                fsleep(Delta::from_micros(100));
            }
        }
        if reads > 0 {
            pr_info!("torn={torn}, enough={}\n", reads > 1000 && changes > 100);
        }
        let lock = kernel_param_lock()?;
        parameters::answer.set(42, &lock);
        pr_info!("a second lock: {:?}\n", kernel_param_lock().map(drop));
        drop(lock);
        pr_info!("and then: {:?}\n", kernel_param_lock().map(drop));
        Ok(Locks)
    }
}
