# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
#
# What the tests of the lessons share. Sourced by each of them, with `test_description` set; they
# run in the virtual machine (`make check`) or on a machine of your own (`sudo prove tests/`).

lessons=$(realpath "$0")
lessons=${lessons%/tests/*}

# bail_out REASON NEXT: nothing here can be tested.
bail_out() {
	printf 'Bail out! %s; %s\n' "$1" "$2"
	exit 1
}

[ "$(id -u)" -eq 0 ] || bail_out 'only root may load modules' 'sudo prove tests/'
[ -f "$lessons/hello/hello.ko" ] || bail_out 'the lessons are not built' 'make tests'
[ -f "$lessons/tests/modules/bare.ko" ] ||
	bail_out 'the modules of the tests are not built' 'make tests'
[ -f /usr/share/sharness/sharness.sh ] || bail_out 'sharness is missing' 'sudo apt install sharness'

# Each test file works in a directory of its own, which every user can look into.
SHARNESS_TEST_DIRECTORY=$(mktemp -d)
chmod 755 "$SHARNESS_TEST_DIRECTORY"
set -- ${V:+--verbose} ${FIRST:+--immediate} "$@"
. "$lessons/scripts/lib.sh"
skip_all=$(unfit "$0")
. /usr/share/sharness/sharness.sh
[ -z "$skip_all" ] || test_done

[ -z "${VIRTUAL_MACHINE-}" ] || test_set_prereq VIRTUAL_MACHINE

# mark: forget what the kernel has logged so far.
mark() {
	marks=$((${marks:-0} + 1))
	printf '<6>tests: mark %s of %s\n' "$marks" "$$" >/dev/kmsg
}

# kernel_log: what the kernel has logged since the last mark. Where that is lost, as more was logged
# than the kernel keeps, a test must not pass: 127 is none of the errors that one may expect.
kernel_log() {
	dmesg --notime >whole-log && grep -qx "tests: mark $marks of $$" whole-log || return 127
	sed "1,/^tests: mark $marks of $$\$/d" whole-log
}

# kernel_log_has REGEXP: since the last mark, the kernel has logged such a line.
kernel_log_has() {
	kernel_log >since-mark || return
	grep "$1" since-mark
}

# quiet_first_load: has the taint lines, which come with the first module of a boot, behind us.
quiet_first_load() {
	insmod "$lessons/hello/hello.ko" && rmmod hello
}

# quiet_console: the kernel logs, but not to its console, which is slow. loud_console: as before.
quiet_console() {
	printk=$(cat /proc/sys/kernel/printk)
	ignore_loglevel=$(cat /sys/module/printk/parameters/ignore_loglevel)
	echo 1 >/proc/sys/kernel/printk
	echo N >/sys/module/printk/parameters/ignore_loglevel
}
loud_console() {
	echo "$printk" >/proc/sys/kernel/printk
	echo "$ignore_loglevel" >/sys/module/printk/parameters/ignore_loglevel
}

# install_modules [FILE…]: installs modules below this directory, where `modprobe -d "$PWD"`
# looks; a machine's own /lib/modules is not touched. $modules is the place.
install_modules() {
	modules=$PWD/lib/modules/$(uname -r)
	mkdir -p "$modules/updates"
	: >"$modules/modules.order"
	: >"$modules/modules.builtin"
	[ $# -eq 0 ] || cp "$@" "$modules/updates/" || return
	depmod -a -b "$PWD"
}

# logged MODULE <<EXPECTED: since the last mark, MODULE has logged these lines and no other.
logged() {
	cat >expected
	kernel_log >since-mark || return
	grep "^$1: " since-mark >actual
	test_cmp expected actual
}

# absent MODULE: nothing of it is left.
absent() {
	! grep "^$1 " /proc/modules && ! test -e "/sys/module/$1"
}

# loadable: the modules that are built, without .ko, that can be loaded and unloaded by themselves,
# and without arguments. What is in debug/ and wrong/ is wrong on purpose.
loadable() {
	built "$lessons" | grep -vE '^(debug|wrong)/|/(noexit|user|cuser|visitor|clerk|failinit)$' |
		# hello/cross.md: there, this one would be an Oops.
		if [ "$(uname -m)" = armv7l ]; then grep -v '/decimal$'; else cat; fi
}

# some_are_loadable: a test of that, before a loop over them.
some_are_loadable() {
	test_expect_success 'there are modules' 'test "$(loadable | wc -l)" -gt 15'
}

# listed: what lists modules, their files and their symbols.
listed() {
	find /sys/module | sort && cut -d' ' -f1 /proc/modules && wc -l </proc/kallsyms
}

# leaves_nothing [-r ERRNO] MODULES…: LOADS loads of these leave nothing (tests/modules/load-many).
: "${LOADS:=20}"
leaves_nothing() {
	refused=
	[ "$1" != -r ] || { refused="-r $2" && shift 2; }
	# shellcheck disable=SC2086 # two words
	(cd "$lessons" && perl tests/modules/load-many $refused "$LOADS" "$@")
}

# system_calls COLUMN: a test for each line of the table in tests/modules/system-calls.
system_calls() {
	test_expect_success 'all system calls of the table are made' '
		perl "$lessons/tests/modules/system-calls" '"$1"' >calls && test -s calls
	'
	while IFS='	' read -r call wanted result; do
		test_expect_success "$call: $wanted" "test $result = $wanted"
	done <calls
}

# refused ERRNO COMMAND…: COMMAND fails because its system call for modules fails with ERRNO. What
# it says goes to the file `said`.
refused() {
	wanted=$1
	shift
	test_expect_code 1 strace -f -o calls -e trace=finit_module,init_module,delete_module \
		"$@" >said 2>&1 &&
		sed -n 's/.*_module(.*= -1 \([A-Z0-9]*\) .*/\1/p' calls >errnos &&
		printf '%s\n' "$wanted" >expected &&
		test_cmp expected errnos
}

# said <<EXPECTED: what a refused command said.
said() {
	cat >expected
	test_cmp expected said
}
