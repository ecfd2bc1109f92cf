#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# same on: every kernel
# cpus: 4

test_description='four processors load and unload at the same time: nothing is left'
. "$(dirname "$0")/lib.sh"

quiet_console
quiet_first_load
listed >before

test_expect_success 'there are four' '
	test "$(nproc)" -ge 4
'

test_expect_success "different modules, $LOADS times" '
	leaves_nothing hello/hello params/params:charp=one device/countdown \
		tests/modules/twin_r:label=two
'

for module in hello/hello device/countdown tests/modules/twin_r:charp=one; do
	test_expect_success "${module%%:*}, by all of them, $LOADS times" '
		leaves_nothing "$module" "$module" "$module" "$module"
	'
done

test_expect_success "two modules and the one that both need, $LOADS times" '
	leaves_nothing twomods/provider,twomods/user twomods/provider,twomods/cuser
'

test_expect_success 'the lists of modules, of their files and symbols are as before' '
	listed >after && test_cmp before after
'

loud_console
test_done
