#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='failinit: an init that refuses leaves nothing behind'
. "$(dirname "$0")/lib.sh"

ko=$lessons/hello/failinit.ko

quiet_first_load

# refuses NUMBER ERRNO WORDS: init returns -NUMBER, the system call fails with ERRNO,
# insmod says WORDS.
refuses() {
	mark &&
		refused "$2" insmod "$ko" errno="$1" &&
		said <<-EOF &&
			insmod: ERROR: could not insert module $ko: $3
		EOF
		logged failinit <<-EOF &&
			failinit: 1048576 bytes allocated
			failinit: init refuses with errno $1
			failinit: 1048576 bytes freed
		EOF
		absent failinit
}

test_expect_success 'without a parameter, EPERM: the "return -1" of C' '
	mark &&
	refused EPERM insmod "$ko" &&
	said <<-EOF &&
	insmod: ERROR: could not insert module $ko: Operation not permitted
	EOF
	kernel_log_has "^failinit: init refuses with errno 1$" &&
	absent failinit
'
test_expect_success 'EPERM' 'refuses 1 EPERM "Operation not permitted"'
test_expect_success 'ENOENT, which insmod words in its own way' \
	'refuses 2 ENOENT "Unknown symbol in module"'
test_expect_success 'ESRCH, likewise' 'refuses 3 ESRCH "Module has wrong symbol version"'
test_expect_success 'EIO' 'refuses 5 EIO "Input/output error"'
test_expect_success 'ENOEXEC, likewise' 'refuses 8 ENOEXEC "Invalid module format"'
test_expect_success 'ENOMEM' 'refuses 12 ENOMEM "Cannot allocate memory"'
test_expect_success 'EBUSY' 'refuses 16 EBUSY "Device or resource busy"'
test_expect_success 'EEXIST, which the kernel makes EBUSY' \
	'refuses 17 EBUSY "Device or resource busy"'
test_expect_success 'ENODEV' 'refuses 19 ENODEV "No such device"'
test_expect_success 'EINVAL, likewise' 'refuses 22 EINVAL "Invalid parameters"'

test_expect_success '4095, the last that is an errno for the kernel' '
	test_expect_code 1 insmod "$ko" errno=4095 >said 2>&1 &&
	said <<-EOF &&
	insmod: ERROR: could not insert module $ko: Unknown error 4095
	EOF
	absent failinit
'

for errno in 4096 -1; do
	test_expect_success "$errno is no errno: EINVAL, and a line that says so" '
		mark &&
		refused EINVAL insmod "$ko" errno=$errno &&
		logged failinit <<-EOF &&
		failinit: 1048576 bytes allocated
		failinit: $errno is no errno: 0 to 4095
		failinit: 1048576 bytes freed
		EOF
		absent failinit
	'
done

test_expect_success 'errno=0 loads, and unloads' '
	mark &&
	insmod "$ko" errno=0 &&
	grep "^failinit .* Live " /proc/modules &&
	rmmod failinit &&
	logged failinit <<-\EOF &&
	failinit: 1048576 bytes allocated
	failinit: 1048576 bytes freed
	EOF
	absent failinit
'

available() {
	sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo
}
test_expect_success 'a hundred refusals, a megabyte each, keep less than twenty' '
	before=$(available) &&
	for n in $(seq 100); do
		test_expect_code 1 insmod "$ko" 2>/dev/null || return 1
	done &&
	after=$(available) &&
	echo "$before kB available before, $after kB after" &&
	test $((before - after)) -lt 20480
'

test_done
