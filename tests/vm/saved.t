#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

# Where a machine finds what is built, this one has a module more, which nobody else must see.
[ "${inside-}" ] || exec env inside=yes unshare --mount sh "$0" "$@"
unset inside

test_description='saved machines: each task has a fresh one, that goes on where another was saved'
. "$(dirname "$0")/../toolchain.sh"

# A cache of its own for saved machines, so that nobody else's are spoiled.
sed "s,^cache=.*,cache='$work/cache'," "$KERNEL" >"$work/kernel"
KERNEL=$work/kernel
export KERNEL
saved=$work/cache/saved
mkdir "$work/cache"
# shellcheck disable=SC2154 # of the answer
cp "$cache"/kvm-* "$work/cache/" 2>/dev/null

cp -a "$BUILD" "$work/lessons"
mount --bind "$work/lessons" /shared/lessons

# machine [FIXTURE [NAME=VALUE]…]: runs it; its TAP goes to the file `output`, what is said besides
# to `said`.
machine() {
	bad=0
	fixture=tests/vm/fixtures/${1:-machine}.t
	[ $# -eq 0 ] || shift
	(cd "$repo" && vm/toolchain/run test "$fixture" "$@") >output 2>said || bad=$?
	sed "s,^,# ," output said
	return "$bad"
}

# fact NAME [FILE]: what the machine has said.
fact() {
	sed -n "s/^# $1: *//p" "${2:-output}"
}

# count N: so many machines are saved, each whole, and nothing is left of making one.
count() {
	find "$saved" -mindepth 1 -maxdepth 1 -type d >directories && cat directories &&
		test "$(wc -l <directories)" -eq "$1" && ! grep /new directories &&
		test "$(find "$saved" -name devices | wc -l)" -eq "$1"
}

# shellcheck disable=SC2154 # of the answer
if [ "$begins" = boots ]; then
	test_expect_success 'where QEMU cannot save a machine, each task boots' '
		(cd "$repo" && test_must_fail vm/toolchain/save) 2>said &&
		four_lines said save "QEMU cannot save a machine of ARCH=$arch" &&
		machine && cp output first && machine && test ! -e "$saved" &&
		test "$(fact booted)" && test "$(fact booted)" != "$(fact booted first)"
	'
	test_done
fi

test_expect_success 'it is made once, even when two ask together' '
	(cd "$repo" && vm/toolchain/save) >one &
	(cd "$repo" && vm/toolchain/save) >other && wait &&
	test_cmp one other && test -s one && count 1
'

test_expect_success 'two tasks go on from the same boot' '
	machine && cp output first && test_must_be_empty said &&
	machine && test "$(fact booted)" && count 1 &&
	test "$(fact booted)" = "$(fact booted first)"
'

test_expect_success 'what one leaves behind, the next does not see' '
	test "$(fact left first)" = 0 && test "$(fact left)" = 0
'

test_expect_success 'nor has it the same random numbers' '
	test "$(fact random)" && test "$(fact random)" != "$(fact random first)"
'

test_expect_success 'the clock is right' '
	before=$(date +%s) && machine && after=$(date +%s) && now=$(fact now) &&
	test "$before" -le "$now" && test "$now" -le "$after"
'

# reload TEXT: builds a module that logs TEXT, and puts it where the guest looks.
reload() {
	mkdir -p "$work/reload" "$work/lessons/reload" &&
		echo "obj-m := reload.o" >"$work/reload/Kbuild" &&
		sed "s/\"exit/\"$1/" "$repo/hello/hello.rs" >"$work/reload/reload.rs" &&
		kbuild "$work/reload" modules &&
		cp "$work/reload/reload.ko" "$work/lessons/reload/new" &&
		mv "$work/lessons/reload/new" "$work/lessons/reload/reload.ko"
}

test_expect_success 'the module that was just built is the one that loads' '
	reload one && machine reload && grep "^# hello: one" output &&
	reload two && machine reload && grep "^# hello: two" output
'

test_expect_success 'what is built while a machine runs is what it loads next' '
	: >output && { machine reload AGAIN=1 & } && runs=$! &&
	for tries in $(seq 100); do
		! grep -q "^ok 1" output || break
		sleep 0.2
	done &&
	reload three && wait "$runs" && grep "^# hello: two" output && grep "^# hello: three" output
'

anew='^run: the saved machine cannot be used, and is made anew'

test_expect_success 'one that was shortened is made anew, with a word' '
	truncate -s 100000000 "$saved"/*/memory && machine &&
	grep "$anew: a file of it has changed$" said && test "$(wc -l <said)" -eq 1 &&
	machine && test_must_be_empty said && count 1
'

# with_other_qemu: the same, with a QEMU that has another name.
with_other_qemu() {
	(PATH=$work/bin:$PATH && export PATH && machine machine)
}

test_expect_success 'with another QEMU, another is made, and the one before is there still' '
	cp output first && mkdir "$work/bin" "$saved/9.9.9.1.2.three" &&
	echo "$work/no-root" >"$saved/9.9.9.1.2.three/roots" &&
	printf "#!/bin/sh\nexec /usr/bin/%s \"\$@\"\n" "${qemu%% *}" >"$work/bin/${qemu%% *}" &&
	chmod +x "$work/bin/"* && with_other_qemu && count 2 &&
	test "$(fact booted)" != "$(fact booted first)" && test ! -e "$saved/9.9.9.1.2.three" &&
	machine && test "$(fact booted)" = "$(fact booted first)" && count 2
'

test_expect_success 'four are kept: those that were used last' '
	for old in 1 2 3; do
		new=$saved/$release.1.$old.old &&
		cp -r "$(dirname "$(ls -t "$saved"/*/devices | head -n 1)")" "$new" &&
		touch -d "2001-01-0$old" "$new" || return 1
	done &&
	echo "# another" >>"$work/bin/${qemu%% *}" && with_other_qemu && count 4 &&
	test -d "$saved/$release.1.3.old" && test ! -d "$saved/$release.1.2.old" &&
	machine && test "$(fact booted)" = "$(fact booted first)" && count 4 &&
	rm -rf "$saved"/*/ && with_other_qemu && count 1
'

test_expect_success 'so is one that was altered; nothing is left of that if it is interrupted' '
	printf altered | dd of="$(echo "$saved"/*/memory)" bs=1 seek=20000000 conv=notrunc &&
	{ (cd "$repo" && PATH=$work/bin:$PATH exec setsid vm/toolchain/run test \
		tests/vm/fixtures/machine.t) >output 2>said & } &&
	for tries in $(seq 300); do
		! grep "$anew" said || break
		sleep 0.1
	done &&
	for tries in $(seq 300); do
		! grep -q . "$saved"/new.*/log 2>/dev/null || break
		sleep 0.1
	done &&
	grep -q . "$saved"/new.*/log && kill -- -$! && test_expect_code 143 wait $! &&
	test_must_be_empty output && count 0
'

test_expect_success 'a kernel that is not well is not saved' '
	sed -i "/^append=/s/.$/ WARNING=1&/" "$KERNEL" && test_must_fail machine &&
	four_lines said save "boot: the kernel is not well" ".*WARNING=1" "less .*boot.log" &&
	count 0
'

test_done
