#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# virtual machine: a kernel in which something has panicked is not to be trusted
# trouble: kernel BUG at
# trouble: Oops
# perhaps: WARNING

test_description='wrong: each way to panic: insmod is killed, and the log says where and why'
. "$(dirname "$0")/lib.sh"

echo 0 >/proc/sys/kernel/panic_on_oops

! running_has CONFIG_RUST_OVERFLOW_CHECKS || test_set_prereq OVERFLOW_CHECKS

# A module whose init has panicked is there until the next boot, so each has a name of its own.
while IFS='|' read -r how why prereq; do
	test_expect_success ${prereq:+"$prereq"} "how=$how: $why" '
		mark && sed "s/panics/panic$how/g" "$lessons/wrong/panics.ko" >"panic$how.ko" &&
		test_expect_code 139 timeout 60 insmod "panic$how.ko" "how=$how" &&
		kernel_log_has "^rust_kernel: panicked at wrong/panic$how.rs:[0-9]*:[0-9]*:$" &&
		kernel_log >log && grep -xF "$why" log &&
		grep "^panic$how .* Loading " /proc/modules
	'
done <<'EOW'
1|called `Option::unwrap()` on a `None` value
2|index out of bounds: the len is 3 but the index is 7
3|attempt to multiply with overflow|OVERFLOW_CHECKS
EOW

test_done
