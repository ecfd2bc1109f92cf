#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='saved machines: what each belongs to, what is not saved, how a task goes on'
. "$(dirname "$0")/../toolchain.sh"

# fixtures/qemu stands for QEMU; tests/vm/saved.t has the real one.
collection "$work/copy"
mkdir -p "$work/guest" "$work/bin" "$work/modules/$release"
cp "$repo/tests/vm/fixtures/qemu" "$work/bin/qemu"
echo image >"$work/image"
for file in config modules.order modules.builtin; do
	echo "$file" >"$work/modules/$release/$file"
done
sed "s,^qemu=.*,qemu='$work/bin/qemu -M pc',; s,^cache=.*,cache='$work/cache',
	s,^image=.*,image='$work/image',; s,^guest=.*,guest='$work/guest',
	s,^begins=.*,begins=resumes," "$KERNEL" >"$work/kernel"
saved=$work/cache/saved
GUEST=$(printf '%s\n' 'log Linux version' 'status ready' monitor)
export KERNEL="$work/kernel" GUEST
# It cannot be asked whether there is a KVM.
mkdir "$work/cache" && echo no >"$work/cache/kvm-$(cat /proc/sys/kernel/random/boot_id)"

# runs COMMAND…: in the copy. The guest's modules are ours.
runs() {
	(cd "$work/copy" && unshare --mount sh -c \
		'mount --bind "$1" /guest/usr/lib/modules && shift && exec "$@"' \
		sh "$work/modules" "$@")
}

# saves [CPUS]: prints the machine.
saves() {
	runs vm/toolchain/save "$@"
}

test_expect_success 'one is saved, whole, with what it was made of; and is there the next time' '
	saves >one && machine=$(cat one) && test "$(cat "$machine/devices")" = devices &&
	test "$(cat "$machine/memory")" = memory && grep "Linux version" "$machine/log" &&
	for file in memory devices; do cksum <"$machine/$file"; done >expected &&
	test_cmp expected "$machine/checksums" &&
	(. "$KERNEL" && printf "%s\n" "$toolchain" "$guest") >expected &&
	test_cmp expected "$machine/roots" &&
	ls "$saved" >actual && printf "%s\n" "${machine##*/}" lock >expected &&
	test_cmp expected actual && saves >other && test_cmp one other
'

# another WHAT COMMAND: after COMMAND there is another machine, and that stays.
another() {
	what=$1 command=$2
	test_expect_success "another is made with $what" '
		saves >one && eval "$command" && saves >other 2>said && cat said &&
		! test_cmp one other && saves >again && test_cmp other again
	'
}

another 'another image' 'echo other >>"$work/image"'
another 'an image of another time' 'touch -d 2001-01-01 "$work/image"'
another 'an image of another size' 'touch -r "$work/image" "$work/time" &&
	echo other >>"$work/image" && touch -r "$work/time" "$work/image"'
another 'another QEMU' 'echo "# other" >>"$work/bin/qemu"'
another 'other options of QEMU' 'sed -i "/^qemu=/s/pc/q35/" "$KERNEL"'
another 'another guest root' 'touch -d 2001-01-01 "$work/guest"'
another 'another init' 'echo "# other" >>"$work/copy/vm/guest/init"'
another 'another machine' 'echo "# other" >>"$work/copy/vm/toolchain/machine.sh"'
for file in config modules.order modules.builtin; do
	another "another $file" 'echo other >>"$work/modules/$release/$file"'
done
another 'other memory' 'sed -i "/^memory=/s/[0-9]*M/300M/" "$KERNEL"'
another 'another command line' 'sed -i "/^append=/s/.$/ quiet&/" "$KERNEL"'
another 'what VM_QEMU adds' 'VM_QEMU=-S && export VM_QEMU'

test_expect_success 'with another number of processors, another is made, and both stay' '
	unset VM_QEMU && saves >one && saves 4 >four && ! test_cmp one four && saves >again &&
	test_cmp one again && saves 4 >again && test_cmp four again && saves 1 >again &&
	test_cmp one again
'

test_expect_success 'one that has lost a root goes when another is made' '
	mkdir "$work/gone" && echo "$work/gone" >>"$(cat four)/roots" && echo x >>"$work/image" &&
	saves >one && test -d "$(cat four)" && rmdir "$work/gone" && echo x >>"$work/image" &&
	saves >one && ! test -e "$(cat four)"
'

# task [STEP…]: a task goes on from it, and does that.
task() {
	(RESUMED=$(printf '%s\n' monitor task "status begun" task "$@" "status 0 0") &&
		TASKS=$PWD/tasks && export RESUMED TASKS &&
		runs vm/toolchain/run test tests/vm/fixtures/good.t) >output 2>said
	bad=$?
	sed 's,^,# ,' output said
	return "$bad"
}

test_expect_success 'a task goes on from a copy, and is told the time, and a word of its own' '
	saves >one && before=$(date +%s) && task "out ok" "memory more" && after=$(date +%s) &&
	grep -qx ok output && test_must_be_empty said && task && test_must_be_empty said &&
	saves >again && test_cmp one again &&
	sed -n 2p tasks >first && sed -n 4p tasks >second && read -r now word doing <first &&
	test "$before" -le "${now%.*}" && test "${now%.*}" -le "$after" &&
	test "$doing" = "test tests/vm/fixtures/good.t" &&
	read -r now other doing <second && test "$word" != "$other"
'

test_expect_success 'its log goes on, too' '
	! task "log WARNING: more" && log=$work/cache/logs/$release-tests-vm-fixtures-good.log &&
	printf "%s\n" "Linux version" "WARNING: more" >expected && test_cmp expected "$log"
'

for file in memory devices; do
	test_expect_success "one whose $file was altered is made anew, with a word" '
		saves >one && echo more >>"$(cat one)/$file" && task &&
		test "$(wc -l <said)" -eq 1 &&
		grep "and is made anew: a file of it has changed$" said && ! test -e "$(cat one)" &&
		task && test_must_be_empty said
	'
done

test_expect_success 'so is one that does not go on' '
	saves >one && (RESUMED=$(printf "%s\n" "complain no such device" "exit 1") &&
		export RESUMED &&
		test_expect_code 1 runs vm/toolchain/run test tests/vm/fixtures/good.t) 2>said &&
	cat said &&
	grep "and is made anew: no such device$" said && ! test -e "$(cat one)" &&
	four_lines said run "tests-vm-fixtures-good: QEMU failed" "no such device"
'

test_expect_success 'a task that needs words of its own on the command line boots' '
	sed "1i # append: quiet" "$repo/tests/vm/fixtures/good.t" >"$work/copy/quiet.t" &&
	(GUEST=$(printf "%s\n" task "status begun" task "out booted" "status 0 0") &&
		RESUMED="exit 1" && export GUEST RESUMED && runs sh -c \
		"mount --bind . /shared/lessons && vm/toolchain/run test quiet.t") >output &&
	grep -x booted output
'

test_expect_success 'a task that needs more processors has them' '
	sed "1i # cpus: 4" "$repo/tests/vm/fixtures/good.t" >"$work/copy/four.t" &&
	(RESUMED=$(printf "%s\n" monitor task "status begun" task "status 0 0") &&
		WORDS=$PWD/words && export RESUMED WORDS && runs sh -c \
		"mount --bind . /shared/lessons && vm/toolchain/run test four.t") &&
	grep -x -A 1 -e -smp words && test "$(sed -n "/^-smp$/{n; p;}" words)" = 4
'

test_expect_success 'whoever runs a machine takes it along when told to end' '
	(RESUMED=$(printf "%s\n" monitor task "status begun" task "sleep 60") &&
		export RESUMED && test_expect_code 124 runs timeout --foreground 3 \
		vm/toolchain/run test tests/vm/fixtures/good.t) &&
	for tries in $(seq 50); do
		pgrep -f "^/usr/bin/perl $work/bin/qemu" || break
		sleep 0.1
	done && test "$tries" -lt 50
'

# not_saved CAUSE FOUND [STEP…]
not_saved() {
	cause=$1 found=$2
	shift 2
	echo x >>"$work/image"
	(GUEST=$(printf '%s\n' "$@") && test_expect_code 1 saves >stdout 2>said) &&
		test_must_be_empty stdout && four_lines said save "boot: $cause" "$found" &&
		test -z "$(find "$saved" -name "new.*")"
}

test_expect_success 'one that is not well is not saved' '
	for line in "Kernel panic - not syncing" Oops BUG: WARNING: "soft LOCKUP" \
		"suspicious RCU"; do
		not_saved "the kernel is not well" ".*$line" "log $line" "status ready" monitor ||
			return 1
	done
'

test_expect_success 'nor one that ends before it is ready, or fails' '
	not_saved "the guest ended before it was ready" "the end" "log the end" &&
	not_saved "QEMU failed" "no memory" "complain no memory" "exit 1"
'

test_expect_success 'nor one that does not boot in time' '
	TIME_LIMIT=8 && export TIME_LIMIT && test_when_finished "unset TIME_LIMIT" &&
	not_saved "the guest did not boot within 8 s" "slow" "log slow" "sleep 60"
'

test_expect_success 'nor one that QEMU does not save' '
	NOT_SAVED=yes && export NOT_SAVED && test_when_finished "unset NOT_SAVED" &&
	echo x >>"$work/image" && (GUEST=$(printf "log fine\nstatus ready\nmonitor") &&
		test_expect_code 1 saves) >stdout 2>said && test_must_be_empty stdout &&
	grep -x "save: error: boot: QEMU could not save the machine" said &&
	test -z "$(find "$saved" -name "new.*")" && unset NOT_SAVED &&
	not_saved "QEMU could not save the machine" "no disk" "log fine" "status ready" monitor \
		"complain no disk" "exit 1"
'

test_done
