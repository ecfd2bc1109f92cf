// SPDX-License-Identifier: GPL-2.0

//! The other file of `onecrate.ko`.

/// Returns how many primes are less than `limit`.
pub(crate) fn count_below(limit: u32) -> usize {
    (2..limit).filter(|n| (2..*n).all(|d| n % d != 0)).count()
}
