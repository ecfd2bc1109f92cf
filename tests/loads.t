#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# same on: every kernel

test_description='every module, loaded and unloaded many times: nothing is left of it'
. "$(dirname "$0")/lib.sh"

quiet_console
quiet_first_load
listed >before

some_are_loadable

# Those that have strings are below.
for module in $(loadable | grep -vE '/(params|twin_[cr])$') \
	twomods/provider,twomods/user twomods/provider,twomods/cuser \
	solutions/tickets,solutions/visitor solutions/tickets,solutions/clerk \
	hello/failinit:errno=0; do
	test_expect_success "$module: $LOADS times" 'leaves_nothing "$module"'
done

test_expect_success "hello/failinit, refused by its init: $LOADS times" '
	leaves_nothing -r EIO hello/failinit:errno=5
'

strings='charp=one brief=two string=three'
test_expect_success "params/params, with strings: $LOADS times" '
	leaves_nothing "params/params:$strings names=four"
'

for twin in twin_c twin_r; do
	test_expect_success "$twin, with strings: $LOADS times" '
		leaves_nothing "tests/modules/$twin:$strings label=four"
	'

	test_expect_success "$twin, an argument after them is wrong: $LOADS times" '
		leaves_nothing -r EINVAL "tests/modules/$twin:$strings label=four int=x"
	'
done

test_expect_success 'the lists of modules, of their files and symbols are as before' '
	listed >after && test_cmp before after
'

loud_console
test_done
