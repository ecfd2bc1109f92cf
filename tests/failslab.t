#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# needs: CONFIG_FAILSLAB CONFIG_FAULT_INJECTION_STACKTRACE_FILTER CONFIG_FAULT_INJECTION_DEBUG_FS

test_description='each allocation fails in turn: ENOMEM, nothing is left, and it works afterwards'
. "$(dirname "$0")/lib.sh"

# each_fails ARGUMENT…: what tests/modules/fail-each prints is in the file `failures`.
each_fails() {
	perl "$lessons/tests/modules/fail-each" "$@" >failures
	bad=$?
	cat failures
	return "$bad"
}

# errors NUMBER: at least so many of those were an ENOMEM.
errors() {
	awk -v wanted="$1" '/ENOMEM$/ { sum += $(NF - 2) } END { exit sum < wanted }' failures
}

quiet_first_load
some_are_loadable

# That of countdown is below.
for module in $(loadable | grep -v '/countdown$'); do
	test_expect_success "$module: its init" 'each_fails load "$lessons/$module"'
done

for module in user cuser; do
	test_expect_success "$module: its init" '
		insmod "$lessons/twomods/provider.ko" &&
		each_fails load "$lessons/twomods/$module" && rmmod provider
	'
done

# Where one kind of memory fails, it takes another.
test_expect_success 'hello/failinit: its buffer, and its argument' '
	each_fails load "$lessons/hello/failinit" errno=0 &&
	grep ": [1-9][0-9]* allocations failed" failures
'

test_expect_success 'device/countdown: what init allocates, it does' '
	each_fails load "$lessons/device/countdown" && errors 3
'

strings='charp=one brief=two string=three'
test_expect_success 'params/params: strings as arguments' '
	each_fails load "$lessons/params/params" "$strings names=four,five counted=1,2" && errors 4
'

for twin in twin_c twin_r; do
	test_expect_success "$twin: strings as arguments" '
		each_fails load "$lessons/tests/modules/$twin" \
			"$strings some_charp=four,five label=six some_int=1,2" && errors 4
	'
done

test_expect_success 'params/params: what is written to its files' '
	each_fails write "$lessons/params/params" "int=5 bool=Y charp=one string=two brief=abc \
		array=5,6,7,8 counted=1,2 names=three,four even=6" && errors 3
'

for twin in twin_c twin_r; do
	test_expect_success "$twin: what is written to its files" '
		each_fails write "$lessons/tests/modules/$twin" "byte=1 int=2 bool=Y bint=1 \
			hexint=0x000003 charp=one string=two brief=abc even=4 all_int=1,2,3 \
			some_ullong=5,6 all_charp=a,b,c some_charp=d,e" && errors 6
	'
done

test_done
