#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='64-bit numbers, which 32-bit ARM neither prints in decimal nor divides'
. "$(dirname "$0")/../toolchain.sh"

[ "$arch" != arm ] || test_set_prereq ARM

# prints MODULE: it asks the kernel to format an i64 (x) or a u64 (y) in decimal.
prints() {
	"$cross"nm -u "$1" | grep "[xy]NtB[0-9A-Za-z]*_7Display3fmt$"
}

test_expect_success 'decimal.ko has it' '
	prints "$BUILD/tests/modules/decimal.ko"
'

test_expect_success 'no lesson has it' '
	sed "/^tests/d; s/o\$/ko/" "$BUILD/modules.order" >lessons && test -s lessons &&
	while read -r module; do
		test -f "$BUILD/$module" && test_must_fail prints "$BUILD/$module" ||
			{ echo "$module" && return 1; }
	done <lessons
'

# decimal_loads: in a virtual machine, whose own test is not to be taken for one of these.
decimal_loads() {
	(cd "$repo" && vm/toolchain/run test tests/vm/fixtures/decimal.t) >said 2>&1
	status=$?
	sed 's/^/# /' said
	return "$status"
}

test_expect_success !ARM 'elsewhere it is a line in the log' '
	decimal_loads && grep "^decimal: 1000$" said
'

# When this fails, the kernel has been mended.
test_expect_success ARM 'on ARM it is an Oops still' '
	test_expect_code 1 decimal_loads && grep "Oops - undefined instruction" said
'

# divides NAME EXPRESSION: the module NAME is divide.rs with that instead of its call.
divides() {
	sed "s:unsafe { kernel.*}:$2:; s/target_pointer_width = .32./all()/; s/not(all())/any()/" \
		"$repo/tests/modules/divide.rs" >"$work/tests/modules/$1.rs" &&
		grep -F "$2" "$work/tests/modules/$1.rs" &&
		echo "obj-m += $1.o" >>"$work/tests/modules/Kbuild"
}

test_expect_success 'there are three modules that divide' '
	lesson params params && mkdir -p "$work/tests/modules" &&
	divides variable "x / by" && divides constant "x / 1000" && divides rest "x % by"
'

test_expect_success !ARM 'elsewhere, they are built' '
	builds tests/modules || { cat said; false; }
'

# When this fails, the kernel has been mended.
test_expect_success ARM 'on ARM, each is refused by modpost' '
	test_expect_code 2 builds tests/modules && cat said &&
	for module in variable constant rest; do
		grep "modpost: .__aeabi_uldivmod. .*$module.ko. undefined!" said || return 1
	done
'

test_done
