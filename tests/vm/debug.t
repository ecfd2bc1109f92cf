#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='make debug: gdb stops in a module, shows variables, and goes on'
. "$(dirname "$0")/../toolchain.sh"

# debugs DIRECTORY COMMANDS OPTION…: types COMMANDS in the machine, when gdb, with these OPTIONs,
# has been attached to it. What gdb shows goes to the file `shown`; the terminal, to `screen`.
debugs() {
	directory=$1 commands=$2 session=$work/session
	shift 2
	rm -rf "$session" && mkdir "$session" && : | tee screen >shown
	{
		# What is typed while gdb has stopped the machine waits.
		shows "^0x.* in " shown
		shows "^/lessons # "
		printf '%s\nexit\n' "$commands"
		shows "^end of shell"
	} | (enter "$directory" tests/terminal sh -c \
		'flock "$1/lock" vm/toolchain/debug "$1"; echo end of shell: $?' sh "$session") \
		>screen 2>&1 &
	shows . "$session/kallsyms" 2>/dev/null
	"$repo/vm/toolchain/gdb" "$session" --batch "$@" >shown 2>&1
	wait
	sed 's/^/# /' shown
	tr -d '\r' <screen | sed 's/^/# /'
	grep "^end of shell: 0" screen
}

test_expect_success 'stops in the init of hello, reads a variable, steps, and goes on; twice' '
	lesson hello hello && echo "obj-m := hello.o" >"$work/hello/Kbuild" &&
	answer="let answer = 6 * core::hint::black_box(7);" &&
	sed -i "s/pr_info!(\"init.n\");/$answer\n        pr_info!(\"{answer}\\\\n\");/" \
		"$work/hello/hello.rs" && cat "$work/hello/hello.rs" &&
	line=$(sed -n "/{answer}/=" "$work/hello/hello.rs") &&
	debugs "$work/hello" "insmod hello.ko; dmesg -t | tail -n 1; rmmod hello; insmod hello.ko" \
		-ex "break hello.rs:$line" -ex continue -ex continue -ex "print answer" \
		-ex next -ex "clear hello.rs:$line" -ex continue -ex next \
		-ex "print answer + 1" -ex detach &&
	grep "breakpoint .*, hello::{impl#0}::init .* at hello.rs:$((line - 1))" shown &&
	grep -x "\$1 = 42" shown && grep -x "\$2 = 43" shown && grep "^hello: 42" screen
'

test_expect_success 'stops in a read of countdown, and where the kernel begins an init' '
	lesson device device && line=$(sed -n "/\*next = rest/=" "$work/device/countdown.rs") &&
	debugs "$work/device" "insmod countdown.ko; head -n 1 /dev/countdown; rmmod countdown" \
		-ex "break countdown.rs:$line" -ex continue -ex "backtrace 1" -ex continue \
		-ex "print rest" -ex "print line" -ex "backtrace 2" -ex detach &&
	grep "^#0 .*init_module () at countdown.rs" shown && grep -x "\$1 = 2" shown &&
	grep "#1 .*MiscdeviceVTable.* at .*rust/kernel/miscdevice.rs:" shown && grep "^3" screen
'

# A copy whose vm/host/enter says what it is asked to do.
collection=$work/copy
# in_terminal COMMAND…: what it shows there goes to the file `said`.
in_terminal() {
	"$repo/tests/terminal" "$@" </dev/null | tr -d "\r" >said && cat said
}

test_expect_success 'in tmux it opens a pane for gdb; elsewhere it says what to type' '
	collection "$collection" &&
	printf "#!/bin/sh\necho enter \$*\n" >"$collection/vm/host/enter" &&
	mkdir bin && printf "#!/bin/sh\necho tmux \$*\n" >bin/tmux && chmod +x bin/tmux &&
	XDG_CACHE_HOME=$work/cache && export XDG_CACHE_HOME &&
	test_expect_code 1 "$collection/vm/host/debug" --attach 2>said &&
	four_lines said gdb "there is no machine to attach gdb to" &&
	in_terminal env PATH="$PWD/bin:$PATH" TMUX=1 "$collection/vm/host/debug" -m DIR KERNEL &&
	grep "^tmux split-window -d XDG_CACHE_HOME=.$work/cache. make .* gdb$" said &&
	grep "^enter -m DIR KERNEL vm/toolchain/debug $work/cache" said &&
	! grep another said && printf "#!/bin/sh\nexit 1\n" >bin/tmux &&
	in_terminal env PATH="$PWD/bin:$PATH" TMUX=1 "$collection/vm/host/debug" -m DIR KERNEL &&
	grep "^debug: attach gdb, in another terminal: XDG_CACHE_HOME=.* make .* gdb$" said &&
	in_terminal "$collection/vm/host/debug" -m DIR KERNEL &&
	grep "^debug: attach gdb, in another terminal: XDG_CACHE_HOME=.* make .* gdb$" said &&
	grep "^enter -m DIR KERNEL vm/toolchain/debug $work/cache" said
'

test_expect_success 'errors: no terminal, two machines, none' '
	session=$work/cache/linux-rust-modules/debug &&
	test_expect_code 1 "$collection/vm/host/debug" -m DIR KERNEL </dev/null 2>said &&
	four_lines said debug "a shell needs a terminal" &&
	test_expect_code 1 "$collection/vm/host/debug" --attach 2>said &&
	four_lines said gdb "there is no machine to attach gdb to" &&
	flock "$session/lock" "$collection/vm/host/debug" --attach >said 2>&1 && cat said &&
	grep "^enter KERNEL vm/toolchain/gdb $session" said &&
	in_terminal flock "$session/lock" "$collection/vm/host/debug" -m DIR KERNEL &&
	four_lines said debug "such a machine is running already"
'

test_done
