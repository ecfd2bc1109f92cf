#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='multifile: renamed, mixed and onecrate'
. "$(dirname "$0")/lib.sh"

lesson=$lessons/multifile
quiet_first_load

test_expect_success \
	'renamed.ko: lsmod, sysfs and modinfo have the name of the file, the log that of module!' '
	mark &&
	insmod "$lesson/renamed.ko" &&
	lsmod | sed -n 2p | grep "^renamed " &&
	test -d /sys/module/renamed && ! test -e /sys/module/original &&
	test "$(modinfo -F name "$lesson/renamed.ko")" = renamed &&
	rmmod renamed &&
	test_must_fail kernel_log_has "^renamed: " &&
	logged original <<-\EOF
	original: init, number=0
	original: exit
	EOF
'

test_expect_success 'in the configuration of modprobe, too, it goes by the name of the file' '
	install_modules "$lesson/renamed.ko" &&
	printf "options original number=3\noptions renamed number=4\n" >lesson.conf &&
	mark &&
	modprobe -d "$PWD" -C lesson.conf renamed &&
	rmmod renamed &&
	logged original <<-\EOF
	original: init, number=4
	original: exit
	EOF
'

test_expect_success 'mixed.ko: Rust calls Rust and C, C calls Rust' '
	mark &&
	insmod "$lesson/mixed.ko" &&
	rmmod mixed &&
	kernel_log >actual &&
	cat >expected <<-\EOF &&
	mixed_part: asked for the square of 7
	mixed: Rust calls Rust: 7 squared is 49
	mixed_c: asked for the squares of 1 to 3
	mixed_part: asked for the square of 1
	mixed_part: asked for the square of 2
	mixed_part: asked for the square of 3
	mixed: Rust calls C, which calls Rust: 1, 2 and 3 squared are 14 together
	mixed: exit
	EOF
	grep "^mixed" actual >lines && test_cmp expected lines
'

test_expect_success 'onecrate.ko: calls into its other file' '
	mark &&
	insmod "$lesson/onecrate.ko" &&
	rmmod onecrate &&
	logged onecrate <<-\EOF
	onecrate: there are 25 primes below 100
	onecrate: exit
	EOF
'

test_done
