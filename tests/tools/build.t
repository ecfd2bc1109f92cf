#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='building: plain kbuild, each way to call it'
. "$(dirname "$0")/lib.sh"

# It would ask for a stock kernel. The headers know their architecture.
unset ARCH
rsync -rlpt --exclude-from="$repo/.gitignore" --exclude=.git "$repo/" copy

test_expect_success 'without headers, make says what to do' '
	test_must_fail make -C copy KDIR=/absent 2>said &&
	grep "error: there are no kernel headers to build with" said &&
	grep "next:   make run" said
'

test_expect_success 'KVER chooses the headers' '
	test_must_fail make -C copy KVER=1.2.3 2>said &&
	grep "found:  no /lib/modules/1.2.3/build" said
'

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
	test -f "$work/make/hello/hello.ko" &&
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

test_expect_success 'the completed headers work wherever they are' '
	cp -R "$kdir" "$work/moved" &&
	cp -R copy "$work/elsewhere" &&
	make -C "$work/moved" M="$work/elsewhere" modules &&
	same "$work/elsewhere/hello/hello.ko" "$work/hand/hello/hello.ko"
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
