#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='make shell: a terminal of the virtual machine'
. "$(dirname "$0")/../toolchain.sh"

# shell COMMANDS: types them in a terminal, once there is a prompt; what it shows goes to `shown`.
shell() {
	: >screen
	{
		shows "^/lessons # "
		printf '%s\n' "$1"
		shows "^end of shell"
	} | (cd "$repo" && exec tests/terminal sh -c \
		'stty rows 30 cols 77; vm/toolchain/run shell; echo end of shell: $?') >screen
	tr -d '\r' <screen >shown
	sed 's/^/# /' shown
}

test_expect_success 'opens where the lessons are, says what to try, and loads a module' '
	shell "cd hello; insmod hello.ko && dmesg -t | tail -n 1; rmmod hello; exit" &&
	grep "^Linux $release. These are here: .*hello " shown && grep "^hello: init" shown &&
	grep "^end of shell: 0" shown
'

test_expect_success 'has the size of the terminal' '
	shell "stty size; exit" && grep "^30 77" shown
'

test_expect_success 'takes lines that are typed while sudo runs' '
	shell "sudo sleep 2
	echo typed \$((40 + 2))
	sudo true
	exit" && grep "^typed 42" shown && grep "^end of shell: 0" shown
'

# The line of the log, with the time since power-on, by which one boot differs from another.
booted='dmesg | grep -m 1 Run./init'

test_expect_success 'the status of the last command is nobody else'\''s' '
	shell "$booted; false; exit" && grep "^end of shell: 0" shown
'

test_expect_success 'shows no log of the kernel; with BOOT=1 it boots, and does' '
	! grep "Linux version" shown && grep "Run /init" shown >first &&
	(BOOT=1 && export BOOT && shell "$booted; exit") && grep "Linux version $release" shown &&
	grep "Run /init" shown && ! grep -F -e "$(cat first)" shown
'

test_expect_success 'a kernel that panics is an error there, too' '
	shell "echo c >/proc/sysrq-trigger" && grep "^end of shell: 1" shown &&
	grep "run: error: shell: the kernel is not well" shown
'

test_expect_success 'needs a terminal' '
	(cd "$repo" && test_must_fail vm/toolchain/run shell) </dev/null 2>said &&
	four_lines said run "a shell needs a terminal" &&
	(cd "$repo" && test_must_fail make shell) </dev/null 2>said &&
	four_lines said make "a shell needs a terminal"
'

test_done
