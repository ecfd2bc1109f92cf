#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make watch: each save is built, loaded, and its log shown'
. "$(dirname "$0")/../toolchain.sh"

"$repo/scripts/new" NAME=blink DIR="$work/blink" >/dev/null
: >shown
# In the background an interrupt is ignored, unless it is wanted.
enter "$work/blink" sh -c 'echo $$ >"$1"; exec env --default-signal=INT setsid vm/toolchain/watch' \
	sh "$work/group" >>shown 2>&1 &
watch=$!
cleanup 'kill -- "-$(cat "$work/group")" 2>/dev/null'

# shows REGEXP: waits until that is there, and then clears what was shown, which goes to `was`.
shows() {
	for tries in $(seq 600); do
		! grep "$1" shown || { cp shown was && : >shown && return; }
		sleep 0.1
	done
	cat shown
	return 1
}

# save SED-EXPRESSION: as an editor does.
save() {
	sed -i "$1" "$work/blink/blink.rs"
}

test_expect_success 'it begins with what is there' '
	shows "\[kernel\] blink: exit"
'

test_expect_success 'a save is built and loaded' '
	save "s/\"init/\"changed/" && shows "\[kernel\] blink: changed"
'

test_expect_success 'what does not compile is said as rustc says it, and the next save goes on' '
	sleep 3 && : >shown && save "s/Ok(/Okay(/" &&
	shows "^error.*: cannot find function.*Okay" &&
	save "s/Okay(/Ok(/; s/changed/mended/" && shows "\[kernel\] blink: mended"
'

test_expect_success 'a new file counts, too' '
	sleep 3 && : >shown && echo "// more" >"$work/blink/more.rs" &&
	shows "\[kernel\] blink: mended"
'

test_expect_success 'of several modules, those are loaded that have changed' '
	sleep 3 && : >shown &&
	sed "s/blink/other/g; s/Blink/Other/g" "$work/blink/blink.rs" >"$work/blink/other.rs" &&
	shows "\[kernel\] blink: exit" && sleep 3 &&
	echo "obj-m += other.o" >>"$work/blink/Kbuild" && shows "\[kernel\] other: exit" &&
	sleep 3 && : >shown && save "s/\"exit/\"end/" && shows "\[kernel\] blink: end" &&
	sleep 3 && test_must_fail grep other was shown
'

test_expect_success 'Ctrl-C ends it, and all others see all modules' '
	kill -s INT -- "-$(cat "$work/group")" && wait "$watch" &&
	enter "$work/blink" vm/toolchain/build &&
	enter "$work/blink" sh -c "cat \$BUILD/.loads.md" >loads &&
	grep blink loads && grep other loads
'

test_done
