// SPDX-License-Identifier: GPL-2.0

//! The second object of copies_main.rs.

#[path = "../../params/moduleparam.rs"]
mod moduleparam;

use kernel::{
    ffi::c_int,
    prelude::*, //
};
use moduleparam::{
    kernel_param_lock,
    module_param, //
};

/// What `pr_info!` begins with.
const __LOG_PREFIX: &[u8] = b"copies\0";

module_param! {
    part: int { check: locked_by_all, perm: 0o644, description: "of the second object" },
}

/// The lock is held, whichever object asks.
fn locked_by_all(value: c_int, _: &moduleparam::Locked) -> Result<c_int> {
    kernel_param_lock().map(|_| value)
}

/// Takes the lock, and returns 0 or an error.
#[no_mangle]
pub extern "C" fn copies_part() -> c_int {
    match kernel_param_lock() {
        Ok(_) => {
            pr_info!("the part has it\n");
            0
        }
        Err(error) => error.to_errno(),
    }
}
