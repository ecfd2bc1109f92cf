// SPDX-License-Identifier: GPL-2.0

//! The other file of `thermometer.ko`.

/// Degrees Fahrenheit, rounded towards zero. Temperatures too high or too low to tell give the
/// highest or the lowest number.
pub(crate) fn from_celsius(celsius: i32) -> i32 {
    (celsius.saturating_mul(9) / 5).saturating_add(32)
}
