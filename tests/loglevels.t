#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='loglevels: levels, lines in parts, a line without its newline'
. "$(dirname "$0")/lib.sh"

ko=$lessons/hello/loglevels.ko

# Level 7 is compiled in where Rust code has debug assertions.
debug='^kern  :debug :' lines=8
if running_has CONFIG_RUST_DEBUG_ASSERTIONS; then
	debug='^$' lines=9
fi

# decoded: what loglevels has logged since the last mark, with its levels.
decoded() {
	dmesg --notime --decode | sed "1,/tests: mark $marks of $$\$/d" | grep ": loglevels: "
}

test_expect_success 'every level has its line, but debug where it is not compiled in' '
	mark &&
	insmod "$ko" &&
	decoded >actual &&
	grep -v "$debug" <<-\EOF >expected &&
	kern  :emerg : loglevels: level 0, emerg: the system is unusable
	kern  :alert : loglevels: level 1, alert: act at once
	kern  :crit  : loglevels: level 2, crit: critical conditions
	kern  :err   : loglevels: level 3, err: something failed
	kern  :warn  : loglevels: level 4, warn: something is odd
	kern  :notice: loglevels: level 5, notice: normal, but worth a look
	kern  :info  : loglevels: level 6, info: for the record
	kern  :debug : loglevels: level 7, debug: for the developer
	kern  :info  : loglevels: one line, in three parts
	EOF
	tail -n $lines actual >lines &&
	test_cmp expected lines
'

test_expect_success 'dmesg -l shows the levels it is told' '
	dmesg --notime --level err,info | grep "^loglevels: " | head -n 3 >actual &&
	cat >expected <<-\EOF &&
	loglevels: level 3, err: something failed
	loglevels: level 6, info: for the record
	loglevels: one line, in three parts
	EOF
	test_cmp expected actual
'

test_expect_success 'a line without its newline is out of sight until the next one' '
	test_must_fail grep "without its newline" lines &&
	kernel_log >until_now && test_must_fail grep "without its newline" until_now &&
	mark &&
	dmesg --notime | grep "^loglevels: a line without its newline$"
'

test_expect_success 'rmmod logs exit' '
	mark &&
	rmmod loglevels &&
	logged loglevels <<-\EOF &&
	loglevels: exit
	EOF
	absent loglevels
'

test_done
