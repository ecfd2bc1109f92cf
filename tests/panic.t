#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# virtual machine: a kernel in which something has panicked is not to be trusted
# trouble: kernel BUG at
# trouble: rust_kernel: panicked at
# trouble: Oops
# perhaps: WARNING
# perhaps: kmemleak: unreferenced object

test_description='wrong: each way to panic: whoever loads it is killed; the log says why'
. "$(dirname "$0")/lib.sh"

echo 0 >/proc/sys/kernel/panic_on_oops

! running_has CONFIG_RUST_OVERFLOW_CHECKS || test_set_prereq OVERFLOW_CHECKS

# A module whose init has panicked is there until the next boot, so each has a name of its own. And
# finit_module would leave a file on a list, for the next one to stumble over.
while IFS='|' read -r how why prereq; do
	test_expect_success ${prereq:+"$prereq"} "how=$how: $why" '
		mark && sed "s/panics/panic$how/g" "$lessons/wrong/panics.ko" >"panic$how.ko" &&
		test_expect_code 139 timeout 60 perl -I "$lessons/tests/modules" \
			-MCalls=slurp,load -e "load(slurp(shift), shift)" \
			"panic$how.ko" "how=$how" &&
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
