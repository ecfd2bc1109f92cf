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
printk=$(cat /proc/sys/kernel/printk)
devkmsg=$(cat /proc/sys/kernel/printk_devkmsg)
ignore_loglevel=$(cat /sys/module/printk/parameters/ignore_loglevel)
echo 1 >/proc/sys/kernel/printk
echo on >/proc/sys/kernel/printk_devkmsg
echo N >/sys/module/printk/parameters/ignore_loglevel

test_expect_success "no difference in ${CASES:-20000} generated cases and those picked by hand" '
	perl "$lessons/tests/modules/compare-twins" ${CASES:-20000} ${SEED:-1}
'

echo "$printk" >/proc/sys/kernel/printk
echo "$devkmsg" >/proc/sys/kernel/printk_devkmsg
echo "$ignore_loglevel" >/sys/module/printk/parameters/ignore_loglevel

test_done
