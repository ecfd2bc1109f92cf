#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='a 64-bit number in decimal: an Oops on 32-bit ARM, and so in no lesson'
. "$(dirname "$0")/lib.sh"

modules=/guest/lessons
[ "${ARCH-}" != arm ] || test_set_prereq ARM
[ "${ARCH-}" = arm ] || test_set_prereq NOT_ARM

# prints MODULE: it asks the kernel to format an i64 (x) or a u64 (y) in decimal.
prints() {
	"$cross"nm -u "$1" | grep "[xy]NtB[0-9A-Za-z]*_7Display3fmt$"
}

test_expect_success 'decimal.ko has it' '
	prints $modules/tests/modules/decimal.ko
'

test_expect_success 'no lesson has it' '
	for module in $modules/*/*.ko; do
		test_must_fail prints "$module" || { echo "$module" && return 1; }
	done
'

test_expect_success NOT_ARM 'elsewhere it is a line in the log' '
	(cd "$repo" && vm/boot test tests/tools/fixtures/decimal.t) >said && grep "^decimal: 1000$" said
'

# When this fails, the kernel has been mended.
test_expect_success ARM 'on ARM it is an Oops still' '
	test_expect_code 1 sh -c "cd \"$repo\" && vm/boot test tests/tools/fixtures/decimal.t" >said 2>&1 &&
	grep "Oops - undefined instruction" said
'

test_done
