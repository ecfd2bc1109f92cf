#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# cpus: 4

test_description='countdown: a character device'
. "$(dirname "$0")/lib.sh"

quiet_first_load

# Since then, the kernel's miscdevice holds the module while a device is open.
newer 7.3 "$(uname -r)" || test_set_prereq OPEN_HOLDS

calls() {
	perl "$lessons/tests/modules/device-calls" "/dev/$1"
}

test_expect_success 'its device is there while it is loaded, for root' '
	! test -e /dev/countdown &&
	insmod "$lessons/device/countdown.ko" start=12 &&
	insmod "$lessons/tests/modules/countdown_c.ko" start=12 &&
	stat -c "%A %U" /dev/countdown | grep -x "crw------- root"
'

test_expect_success 'each call gives what the same module in C gives' '
	calls countdown | tee rust && calls countdown_c >c && test_cmp c rust &&
	for line in "read 2: EINVAL" "read to 8: EFAULT" "ioctl 0: ENOTTY" "mmap: ENODEV"; do
		grep -x "$line" rust || return 1
	done
'

test_expect_success 'a first number out of its range is EINVAL to both' '
	for module in countdown countdown_c; do
		rmmod $module || return 1
	done &&
	refused EINVAL insmod "$lessons/device/countdown.ko" start=1001 &&
	refused EINVAL insmod "$lessons/tests/modules/countdown_c.ko" start=1001 &&
	insmod "$lessons/device/countdown.ko" start=1000
'

test_expect_success 'processes that share an open file get each number once' '
	exec 7<>/dev/countdown && echo 50000 >&7 &&
	for reader in 1 2 3 4; do cat <&7 >read.$reader & done &&
	exec 7<&- && wait && cat read.* | sort -n >actual && seq 50000 >expected &&
	test_cmp expected actual >difference
'

refcnt() {
	cat /sys/module/countdown/refcnt
}

test_expect_success OPEN_HOLDS 'rmmod is refused while it is open, and works after that' '
	exec 7</dev/countdown && test "$(refcnt)" -eq 1 &&
	test_expect_code 1 rmmod countdown 2>said &&
	grep -x "rmmod: ERROR: Module countdown is in use" said &&
	echo 5 >/sys/module/countdown/parameters/start && grep -x 1000 <&7 &&
	exec 7<&- && test "$(refcnt)" -eq 0 && rmmod countdown && ! test -e /dev/countdown
'

# What device/unload.md says of it.
test_expect_success !OPEN_HOLDS 'on 7.2, nothing counts who has it open' '
	exec 7</dev/countdown && test "$(refcnt)" -eq 0 && exec 7<&- && rmmod countdown &&
	! test -e /dev/countdown
'

test_done
