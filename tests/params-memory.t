#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# same on: every kernel
# cpus: 4
# needs: CONFIG_KFENCE
# append: slab_debug=FZPU,kmalloc-* kfence.sample_interval=5

test_description='params: the same tests, where the kernel looks after its memory'
. "$(dirname "$0")/lib.sh"

slabs=/sys/kernel/slab
# guarded: how many objects KFENCE has allocated, each on a page between two that nobody may touch.
guarded() {
	mount -t debugfs none /sys/kernel/debug 2>/dev/null
	sed -n 's/^total allocations: *//p' /sys/kernel/debug/kfence/stats
}

test_expect_success 'every object of a slab has a red zone, and is poisoned once it is free' '
	for flag in red_zone poison sanity_checks store_user; do
		test "$(cat $slabs/kmalloc-64/$flag)" -eq 1 || return 1
	done
'

test_expect_success 'KFENCE guards others' '
	test "$(guarded)" -gt 0
'
before=$(guarded)

# Two of them end with the kernel locked down, which has no end: the last one may.
last=params
for file in params-edges params-locks params-twins "$last"; do
	test_expect_success "what $file.t tests" '
		[ "$file" = "$last" ] || unset VIRTUAL_MACHINE
		CASES=${CASES:-250} sh "$lessons/tests/$file.t" >said 2>&1
		bad=$?
		sed "s/^/# /" said
		return "$bad"
	'
done

test_expect_success 'KFENCE has guarded many meanwhile' '
	test "$(guarded)" -gt $((before + 1000))
'

# What is wrong in what is free or in use, and not looked at so far, is reported now. A report fails
# this file also without this test (vm/toolchain/run).
test_expect_success 'nobody has written where there is nothing of theirs' '
	for validate in $slabs/kmalloc-*/validate; do
		echo 1 >"$validate" || return 1
	done &&
	dmesg | grep -E "BUG|Redzone|Poison" >reports
	cat reports && test_must_be_empty reports
'

test_done
