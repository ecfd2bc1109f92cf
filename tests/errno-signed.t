#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# append: module.sig_enforce=1

test_description='the same, where only signed modules are loaded'
. "$(dirname "$0")/lib.sh"

grep -qw module.sig_enforce=1 /proc/cmdline || {
	skip_all='this kernel was not started with module.sig_enforce=1'
	test_done
}
system_calls signed

test_done
