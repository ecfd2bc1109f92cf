#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='vm/toolchain/run: its verdict on what a machine has done, by a table'
. "$(dirname "$0")/../toolchain.sh"

# fixtures/qemu stands for QEMU; tests/vm/verdict.t has the real one.
sed "s,^qemu=.*,qemu='$repo/tests/vm/fixtures/qemu',; s,^cache=.*,cache='$work/cache'," "$KERNEL" \
	>"$work/kernel"
export KERNEL="$work/kernel" BOOT=1
# It cannot be asked whether there is a KVM.
mkdir "$work/cache" && echo no >"$work/cache/kvm-$(cat /proc/sys/kernel/random/boot_id)"

# machine STEP…: runs a test, $fixture, on a machine that does that when it has its task.
fixture=good
machine() {
	GUEST=$(printf '%s\n' "log Linux version" "status ready" task "status begun" task "$@")
	export GUEST
	status=0
	(cd "$repo" && vm/toolchain/run test "tests/vm/fixtures/$fixture.t") >output 2>said ||
		status=$?
	sed 's,^,# ,' output said
}

# ends STATUS STEP…
ends() {
	wanted=$1
	shift
	machine "$@" && test "$status" -eq "$wanted"
}

# fails CAUSE FOUND STEP…: and the kernel's log is kept.
fails() {
	cause=$1 found=$2
	shift 2
	ends 1 "$@" && four_lines said run "tests-vm-fixtures-good: $cause" "$found\$" &&
		grep "^Linux version" "$work/cache/logs/$release-tests-vm-fixtures-good.log"
}

test_expect_success 'what the guest prints comes out, and the status is that of the task' '
	ends 0 "out ok 1 - one" "status 0 0" && grep -q "^ok 1 - one$" output &&
	test_must_be_empty said && ends 3 "status 3 0" && ends 1 "status 1 0" &&
	test_must_be_empty said
'

test_expect_success 'the kernel is told to end with an Oops, and QEMU, with the kernel' '
	WORDS=$work/words && export WORDS && ends 0 "status 0 0" && unset WORDS &&
	grep "^ignore_loglevel oops=panic panic=-1 .*root=rootfs " "$work/words" &&
	grep -x -e -no-reboot "$work/words"
'

# forced, out-of-tree, unsigned …: Documentation/admin-guide/tainted-kernels.rst
for bit in 0 1 3 6 12 13 18; do
	test_expect_success "taint by a module, or by a parameter, is none of trouble: bit $bit" '
		ends 0 "status 0 $((1 << bit))"
	'
done

test_expect_success 'nor are all of them at once' '
	ends 0 "status 0 $((1 | 2 | 8 | 64 | 4096 | 8192 | 262144))"
'

for bit in 2 4 5 7 8 9 10 11 14 15 16 17 19; do
	test_expect_success "taint that says trouble fails: bit $bit" '
		fails "the kernel is tainted" "$(((1 << bit) + 4096))" \
			"status 0 $(((1 << bit) + 4096))"
	'
done

for line in 'Kernel panic - not syncing' 'Oops: 0002 [#1]' 'BUG: scheduling while atomic' \
	'kernel BUG at mm/slub.c:1!' 'WARNING: CPU: 0' 'watchdog: BUG: soft LOCKUP' 'hard LOCKUP' \
	'rust_kernel: panicked at blink.rs:2:3:' 'suspicious RCU usage' \
	'UBSAN: shift-out-of-bounds in x.c' \
	'kmemleak: unreferenced object 0xff' 'INFO: trying to register non-static key.' \
	'BUG: KCSAN: data-race in one / two [module]'; do
	test_expect_success "a line in the log that says trouble fails: $line" '
		fails "the kernel is not well" "\[1.0\] $(printf %s "$line" | sed "s/[][]/./g")" \
			"log [0.5] fine" "log [1.0] $line" "log [2.0] Oops, too" "status 0 0"
	'
done

test_expect_success 'a word that only resembles one of these does not' '
	ends 0 "log DEBUGGING, WARNINGS, oops_in_words, a panic, bug" "status 0 0"
'

test_expect_success 'nor does a data race of the kernel with itself' '
	ends 0 "log BUG: KCSAN: data-race in one / two" "status 0 0"
'

test_expect_success 'trouble that a test expects must come, unless this kernel has it skipped' '
	fixture=expected && test_when_finished "fixture=good" &&
	ends 1 "status 0 0" && four_lines said run "tests-vm-fixtures-expected: .*expected" &&
	fixture=without && ends 0 "status 0 0"
'

test_expect_success 'QEMU fails' '
	fails "QEMU failed" "no memory" "complain no memory" "status 0 0" "exit 1"
'

test_expect_success 'the guest ends before the task has: without a status, or half of one' '
	fails "the guest ended before the task did" "the end" "log the end" &&
	fails "the guest ended before the task did" "the end" "log the end" "status 0" &&
	fails "the guest ended before the task did" "the end" "log the end" "status x 0"
'

test_expect_success 'the task takes too long' '
	TIME_LIMIT=8 && export TIME_LIMIT && test_when_finished "unset TIME_LIMIT" &&
	fails "no end within 8 s" "busy" "log busy" "sleep 60"
'

test_expect_success 'the machine does not boot in time' '
	TIME_LIMIT=8 GUEST=$(printf "log booting\nsleep 60") && export TIME_LIMIT GUEST &&
	test_when_finished "unset TIME_LIMIT" &&
	(cd "$repo" && test_expect_code 1 vm/toolchain/run test tests/vm/fixtures/good.t) 2>said &&
	four_lines said run "tests-vm-fixtures-good: the guest did not boot within 8 s" booting
'

# save STEP…: a machine whose log may be silent for three seconds.
save() {
	GUEST=$(printf '%s\n' "$@")
	sed "s,^time_limit=.*,time_limit=15,; s,^begins=.*,begins=resumes," "$work/kernel" \
		>"$work/hasty"
	(cd "$repo" && KERNEL=$work/hasty GUEST=$GUEST test_must_fail vm/toolchain/save) 2>said
	sed 's,^,# ,' said
}

test_expect_success 'a boot that stands still is begun once more, and then given up' '
	save "log Linux version" "sleep 60" &&
	grep "^save: the kernel stopped while it booted, at: Linux version; once more$" said &&
	four_lines said save "boot: the kernel stopped while it booted" "Linux version$"
'

test_expect_success 'a slow one may be silent as long as it had run before' '
	set -- && for second in 1 2 3 4 5 6; do set -- "$@" "log $second" "sleep 1"; done &&
	save "$@" "sleep 4" "status ready" "complain no room" "exit 1" &&
	four_lines said save "boot: QEMU could not save the machine" "no room"
'

test_done
