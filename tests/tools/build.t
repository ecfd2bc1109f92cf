#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='building: plain kbuild, each way to call it'
. "$(dirname "$0")/lib.sh"

collection copy

# same ONE OTHER: the two modules are, but for debug information: it names the directory of the build.
same() {
	for ko in "$1" "$2"; do
		"$cross"objcopy --strip-debug --remove-section=.note.gnu.build-id "$ko" stripped.ko || return
		sha256sum <stripped.ko
	done | uniq | wc -l | grep -x 1
}

test_expect_success 'make builds the modules; make clean leaves nothing of it' '
	cp -R copy "$work/make" &&
	(cd "$work/make" && find . | sort) >before &&
	make -C "$work/make" KDIR="$kdir" &&
	test -f "$work/make/hello/hello.ko" && ! test -e "$work/make/tests/modules/bare.ko" &&
	make -C "$work/make" KDIR="$kdir" tests && test -f "$work/make/tests/modules/bare.ko" &&
	make -C "$work/make" KDIR="$kdir" clean &&
	(cd "$work/make" && find . | sort) >after &&
	test_cmp before after
'

test_expect_success 'kbuild called by hand builds the same' '
	cp -R copy "$work/hand" &&
	make -C "$work/make" KDIR="$kdir" &&
	make -C "$kdir" M="$work/hand" modules &&
	(cd "$work/make" && find . | sort) >before &&
	(cd "$work/hand" && find . | sort) >after &&
	test_cmp before after &&
	for ko in hello/hello.ko multifile/mixed.ko twomods/provider.ko; do
		same "$work/make/$ko" "$work/hand/$ko" || return 1
	done
'

# Which a kernel's own build directory, where a test may be run on one, does not.
[ ! -f "$kdir/.made-from" ] || test_set_prereq COMPLETED

test_expect_success COMPLETED 'the completed headers work wherever they are' '
	cp -R "$kdir" "$work/moved" &&
	cp -R copy "$work/elsewhere" &&
	make -C "$work/moved" M="$work/elsewhere" modules &&
	same "$work/elsewhere/hello/hello.ko" "$work/hand/hello/hello.ko"
'

test_expect_success 'in a path with a blank, once' '
	cp -R copy "$work/a blank" &&
	make -C "$work/a blank" KDIR="$kdir" >said 2>&1 || { cat said; false; } &&
	make -C "$work/a blank" KDIR="$kdir" >said 2>&1 && test_must_fail grep -E "^  (RUSTC|CC|LD) " said &&
	same "$work/a blank/hello/hello.ko" "$work/hand/hello/hello.ko"
'

test_expect_success 'RUSTC: make and make doc compile with that one' '
	printf "#!/bin/sh\necho run >>%s/runs\nexec rustc \"\$@\"\n" "$work" >"$work/my-rustc" &&
	printf "#!/bin/sh\nexec rustdoc \"\$@\"\n" >"$work/my-rustdoc" && chmod +x "$work/my-rustc" "$work/my-rustdoc" &&
	collection "$work/other" && RUSTC="$work/my-rustc" make -C "$work/other" KDIR="$kdir" &&
	test "$(wc -l <"$work/runs")" -gt 5 && RUSTC="$work/my-rustc" make -C "$work/other" KDIR="$kdir" doc &&
	test "$(wc -l <"$work/runs")" -gt 10
'

test_expect_success 'MO: built elsewhere, by several jobs, in another locale, the sources being read only' '
	cp -R copy "$work/source" && mkdir -p "$work/ro" && mount --bind -o ro "$work/source" "$work/ro" &&
	test_when_finished "umount $work/ro" &&
	LANG=C LC_ALL=C make -j4 -C "$work/ro" KDIR="$kdir" MO="$work/out" >said 2>&1 || { cat said && false; } &&
	test_must_fail grep "jobserver unavailable" said &&
	same "$work/out/hello/hello.ko" "$work/hand/hello/hello.ko" &&
	same "$work/out/multifile/mixed.ko" "$work/hand/multifile/mixed.ko" &&
	make -C "$work/ro" KDIR="$kdir" MO="$work/out" clean && ! test -e "$work/out/hello/hello.ko"
'

for room in "$repo"/*/Kbuild; do
	room=$(basename "$(dirname "$room")")
	test_expect_success "$room builds alone, copied elsewhere" '
		cp -R "copy/$room" "$work/alone" &&
		make -C "$work/alone" KDIR="$kdir" &&
		for ko in "$work/make/$room"/*.ko; do
			test -f "$work/alone/${ko##*/}" || return 1
		done &&
		rm -r "$work/alone"
	'
done

test_done
