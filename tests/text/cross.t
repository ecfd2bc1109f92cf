#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='hello/cross.md: what ARCH and CROSS_COMPILE give'
. "$(dirname "$0")/../toolchain.sh"

# row: what the page says of this architecture.
row() {
	sed -n "s/^| .$arch. | .\(.*\). | .\(ELF.*\). |\$/\\$1/p" "$repo/hello/cross.md"
}

test_expect_success \
	'with both variables, the lesson builds a module, and file says what the page does' '
	lesson hello hello && prefix=$(row 1) && test "$prefix" &&
	make -C "$work/hello" KDIR="$kdir" ARCH="$arch" CROSS_COMPILE="$prefix" &&
	row 2 >expected && test -s expected &&
	file --brief "$work/hello/hello.ko" | sed "s/, BuildID.*//" >actual &&
	test_cmp expected actual
'

test_expect_success 'the prefix is that of the kernel' '
	test "$(row 1)" = "$cross"
'

test_expect_success 'the example of the page is a row of it' '
	grep -A 1 "^\`\`\`text" "$repo/hello/cross.md" | tail -n 1 >shown &&
	row=$(sed -n "s/^| .arm. .*\(ELF.*\). |\$/\1/p" "$repo/hello/cross.md") &&
	test "$row" && grep -xF -e "$row" shown
'

test_done
