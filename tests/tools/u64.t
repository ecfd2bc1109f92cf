#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='64-bit numbers, which 32-bit ARM neither prints in decimal nor divides'
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

# divides EXPRESSION: builds divide.ko, with that instead of the call.
divides() {
	mkdir -p "$work/tests/modules" && room params params &&
		sed "s:unsafe { kernel.*}:$1:" "$repo/tests/modules/divide.rs" >"$work/tests/modules/divide.rs" &&
		grep -F "$1" "$work/tests/modules/divide.rs" &&
		sed -i "s/target_pointer_width = \"32\"/all()/; s/not(all())/any()/" "$work/tests/modules/divide.rs" &&
		echo obj-m := divide.o >"$work/tests/modules/Kbuild" &&
		make -C "$kdir" M="$work/tests/modules" modules >said 2>&1
}

for expression in 'x / by' 'x / 1000' 'x % by'; do
	test_expect_success NOT_ARM "elsewhere, $expression is built" '
		divides "$expression" || { cat said && false; }
	'
done

# When these fail, the kernel has been mended.
for expression in 'x / by' 'x / 1000' 'x % by'; do
	test_expect_success ARM "on ARM, $expression is refused by modpost" '
		test_expect_code 2 divides "$expression" && grep "modpost: .__aeabi_uldivmod. .* undefined!" said
	'
done

test_done
