#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='a kernel that we build for debugging: what sees errors is there, and is on'
. "$(dirname "$0")/../lib.sh"

case $(uname -r) in
*-kcsan) test_set_prereq KCSAN ;;
*) test_set_prereq KASAN ;;
esac
debug=/sys/kernel/debug

# has OPTION…: the kernel was built with each.
has() {
	for option; do
		grep -x "CONFIG_$option=y" "/lib/modules/$(uname -r)/config" || return
	done
}

test_expect_success KASAN 'memory: KASAN, of the stack and of vmalloc, too; kmemleak' '
	has KASAN_GENERIC KASAN_STACK KASAN_VMALLOC DEBUG_KMEMLEAK &&
	dmesg | grep "KernelAddressSanitizer initialized" && echo scan >$debug/kmemleak
'

test_expect_success KCSAN 'data races: KCSAN' '
	has KCSAN && grep "^enabled: *1$" $debug/kcsan
'

test_expect_success 'locks, and who may sleep' '
	has PROVE_LOCKING DEBUG_ATOMIC_SLEEP && grep "debug_locks: *1$" /proc/lockdep_stats
'

test_expect_success 'objects in use; what C and Rust leave undefined, or check' '
	has DEBUG_OBJECTS DEBUG_OBJECTS_FREE DEBUG_OBJECTS_TIMERS DEBUG_OBJECTS_WORK UBSAN \
		UBSAN_BOUNDS UBSAN_SHIFT RUST_DEBUG_ASSERTIONS RUST_OVERFLOW_CHECKS &&
	test -f $debug/debug_objects/stats
'

# In the shell, the next allocation of memory fails: that of a name of a file.
test_expect_success 'allocations that fail when they are told to' '
	has FAILSLAB FAULT_INJECTION_DEBUG_FS && test -w /proc/self/make-it-fail &&
	echo N >$debug/failslab/ignore-gfp-wait && mark &&
	test_might_fail sh -c "echo 1 >/proc/thread-self/fail-nth; read -r line </proc/modules" \
		2>said &&
	grep "Cannot allocate memory" said &&
	kernel_log_has "FAULT_INJECTION: forcing a failure" && kernel_log_has "name failslab"
'

test_done
