// SPDX-License-Identifier: GPL-2.0

//! As much Rust as the lessons need: basics.md goes through it.

use kernel::prelude::*;

module! {
    type: Basics,
    name: "basics",
    authors: ["Linux kernel modules in Rust"],
    description: "Shows as much Rust as the lessons need",
    license: "GPL",
}

/// A lamp, and how bright it is, in percent.
struct Lamp {
    name: &'static str,
    percent: u32,
}

impl Lamp {
    fn new(name: &'static str) -> Lamp {
        Lamp { name, percent: 50 }
    }

    fn is_bright(&self) -> bool {
        self.percent > 80
    }

    fn set(&mut self, percent: u32) -> Result {
        if percent > 100 {
            return Err(EINVAL);
        }
        self.percent = percent;
        Ok(())
    }
}

impl Drop for Lamp {
    fn drop(&mut self) {
        pr_info!("{} is gone\n", self.name);
    }
}

fn brightest(lamps: &[Lamp]) -> Option<&Lamp> {
    lamps.iter().max_by_key(|lamp| lamp.percent)
}

fn throw_away(lamp: Lamp) {
    pr_info!("throwing away {}\n", lamp.name);
}

fn variables() {
    let width = 3;
    let mut sum = 0;
    for number in 0..width {
        sum += number;
    }
    pr_info!("0 to {} is {sum} in all\n", width - 1);
}

fn choices(number: i32) {
    let what = match number {
        0 => "nothing",
        1..=9 => "a digit",
        _ => "more",
    };
    pr_info!("{number} is {what}\n");
}

fn lamps() -> Result {
    let mut desk = Lamp::new("desk");
    let hall = Lamp::new("hall");
    desk.set(90)?;
    pr_info!("is desk bright? {}\n", desk.is_bright());

    throw_away(hall);

    let lamps = [desk, Lamp::new("door")];
    if let Some(lamp) = brightest(&lamps) {
        pr_info!("{} is the brightest\n", lamp.name);
    }
    Ok(())
}

struct Basics;

impl kernel::Module for Basics {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        variables();
        choices(7);
        lamps()?;
        Ok(Basics)
    }
}
