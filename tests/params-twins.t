#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='params: the same texts for parameters in C and in Rust'
. "$(dirname "$0")/lib.sh"

for field in parm parmtype; do
	test_expect_success "modinfo shows the same $field lines" '
		for twin in twin_c twin_r; do
			modinfo -F $field "$lessons/tests/modules/$twin.ko" | sort >$twin ||
				return 1
		done &&
		test -s twin_c && test_cmp twin_c twin_r
	'
done

# There is a line for each text that is refused, and the console is slow. Marks must not be dropped.
devkmsg=$(cat /proc/sys/kernel/printk_devkmsg)
quiet_console
echo on >/proc/sys/kernel/printk_devkmsg

test_expect_success "no difference in ${CASES:-20000} generated cases and those picked by hand" '
	perl "$lessons/tests/modules/compare-twins" ${CASES:-20000} ${SEED:-1}
'

echo "$devkmsg" >/proc/sys/kernel/printk_devkmsg
loud_console

test_done
