#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='a kernel with kmemleak: a test that loses memory fails'
. "$(dirname "$0")/../toolchain.sh"

[ "$(config "$kdir" DEBUG_KMEMLEAK)" != y ] || test_set_prereq KMEMLEAK

test_expect_success KMEMLEAK 'a module that loses memory, and is unloaded' '
	test_expect_code 1 check leak && grep "^Result: FAIL$" said &&
	grep "leak: the kernel is not well" said &&
	grep "found:  .*kmemleak: unreferenced object 0x[0-9a-f]* (size [0-9]*):" said &&
	log=$(sed -n "s/.*next:   less \(.*\), the kernel.*/\1/p" said) &&
	grep "comm \"insmod\"" "$log" && grep "do_one_initcall" "$log"
'

test_expect_success 'one that does not' '
	check good && grep "^Result: PASS$" said
'

test_done
