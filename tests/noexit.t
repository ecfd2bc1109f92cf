#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='noexit: modules without init, without exit, without either'
. "$(dirname "$0")/lib.sh"

lesson=$lessons/noexit
quiet_first_load

test_expect_success 'noinit.ko loads in silence, and its exit logs' '
	mark &&
	insmod "$lesson/noinit.ko" &&
	grep -E "^noinit [0-9]+ 0 - Live " /proc/modules &&
	logged noinit </dev/null &&
	rmmod noinit &&
	logged noinit <<-\EOF &&
	noinit: exit
	EOF
	absent noinit
'

test_expect_success 'minimal.ko has neither, and loads and unloads' '
	mark &&
	insmod "$lesson/minimal.ko" &&
	grep -E "^minimal [0-9]+ 0 - Live " /proc/modules &&
	rmmod minimal &&
	logged minimal </dev/null &&
	absent minimal
'

test_expect_success 'nodrop.ko, made by module! without Drop, can be unloaded' '
	mark &&
	insmod "$lesson/nodrop.ko" &&
	rmmod nodrop &&
	logged nodrop <<-\EOF &&
	nodrop: init
	EOF
	absent nodrop
'

# On a machine of your own this leaves a module that only a reboot removes.
if [ -n "${ALLOW_PERMANENT-}" ] || grep -q "^rootfs / virtiofs" /proc/mounts; then
	test_set_prereq PERMANENT
else
	echo "# the tests of noexit.ko are skipped: on this machine it might stay until a reboot;" \
		"ALLOW_PERMANENT=1" >&2
fi

test_expect_success PERMANENT 'noexit.ko is [permanent] in /proc/modules, and not in lsmod' '
	mark &&
	insmod "$lesson/noexit.ko" &&
	logged noexit <<-\EOF &&
	noexit: init
	EOF
	grep -E "^noexit [0-9]+ 0 \[permanent\], Live " /proc/modules &&
	lsmod | grep -E "^noexit +[0-9]+ +0$"
'

test_expect_success PERMANENT 'rmmod of it is refused with EBUSY, again and again' '
	for n in 1 2; do
		refused EBUSY rmmod noexit &&
		said <<-\EOF || return 1
	rmmod: ERROR: could not remove '\''noexit'\'': Device or resource busy
	rmmod: ERROR: could not remove module noexit: Device or resource busy
	EOF
	done &&
	grep "^noexit " /proc/modules
'

test_expect_success PERMANENT 'rmmod -f removes it, and taints the kernel (R)' '
	rmmod -f noexit &&
	absent noexit &&
	test $(($(cat /proc/sys/kernel/tainted) & 8)) -eq 8
'

test_done
