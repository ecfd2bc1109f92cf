#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='building: plain kbuild, each way to call it'
. "$(dirname "$0")/../toolchain.sh"

# like_by_hand DIRECTORY: the modules of a small collection are those of $BUILD, where kbuild was
# called by hand.
like_by_hand() {
	same "$1/hello/hello.ko" "$BUILD/hello/hello.ko" &&
		same "$1/multifile/mixed.ko" "$BUILD/multifile/mixed.ko"
}

# nothing_compiled FILE: kbuild, whose messages are in FILE, found each command as it had been.
nothing_compiled() {
	cat "$1" && test_must_fail grep -E "^  (RUSTC|CC|LD|AR) " "$1"
}

# files DIRECTORY
files() {
	(cd "$1" && find . -type f | LC_ALL=C sort)
}

test_expect_success 'make builds the modules that Kbuild names, like kbuild called by hand' '
	small "$work/make" && files "$work/make" >before && make_in "$work/make" &&
	like_by_hand "$work/make" &&
	(cd "$work/make" && find . -name "*.ko" | sort) >actual &&
	printf "./%s\n" hello/hello.ko multifile/mixed.ko >expected && test_cmp expected actual
'

test_expect_success 'of every module it has kbuild run the same commands' '
	built_collection "$work/hand" &&
	make_in "$work/hand" tests >said 2>&1 || { cat said; false; } &&
	nothing_compiled said && grep "^tests/modules/bare.o$" "$work/hand/modules.order" &&
	make_in "$work/hand" >said 2>&1 && nothing_compiled said &&
	test_must_fail grep "^tests/" "$work/hand/modules.order" &&
	grep "^noexit/minimal.o$" "$work/hand/modules.order" &&
	files "$BUILD" >expected && files "$work/hand" >actual && test_cmp expected actual
'

test_expect_success 'make clean leaves nothing of it' '
	make_in "$work/make" clean && files "$work/make" >actual && test_cmp before actual &&
	make_in "$work/hand" clean &&
	rsync -r --exclude-from=$repo/.gitignore "$BUILD/" "$work/clean" &&
	files "$work/clean" >expected && files "$work/hand" >actual && test_cmp expected actual
'

# moved DIRECTORY COMMAND…: while the headers are there, and there is nothing where they were.
moved() {
	mkdir "$1" && unshare --mount sh -ec 'mount --bind "$1" "$2"
		mount -t tmpfs tmpfs "$1"
		shift 2
		exec "$@"' sh "$kdir" "$@"
}

test_expect_success COMPLETED 'the completed headers work wherever they are' '
	small "$work/elsewhere" &&
	moved "$work/moved" make -C "$work/moved" M="$work/elsewhere" modules &&
	like_by_hand "$work/elsewhere" &&
	test_must_fail moved "$work/again" test -e "$kdir/Makefile"
'

test_expect_success 'in a path with a blank, once' '
	small "$work/a blank" &&
	make_in "$work/a blank" >said 2>&1 || { cat said; false; } &&
	make_in "$work/a blank" >said 2>&1 && nothing_compiled said &&
	like_by_hand "$work/a blank"
'

# As rustc, make, rsync or a shell would read more into it.
odd="it's \"a:b\" & <c> \$d; #é=(f)*?[g]\\h"
test_expect_success "in a path such as $odd" '
	cp -a "$work/a blank" "$work/$odd" &&
	make_in "$work/$odd" >said 2>&1 || { cat said; false; } &&
	nothing_compiled said && touch "$work/$odd/hello/hello.rs" &&
	make_in "$work/$odd" >said 2>&1 && cat said && grep -E "^  RUSTC .*hello" said &&
	like_by_hand "$work/$odd" &&
	make_in "$work/$odd" clean && test_must_fail test -e "$work/$odd/hello/hello.ko"
'

# says_what COMMAND: my-COMMAND, which writes down the sources that it is run on.
says_what() {
	cat >"$work/my-$1" <<-EOS && chmod +x "$work/my-$1"
		#!/bin/sh
		for word; do
			case \$word in *.rs) echo $1 "\${word##*/}" >>$work/runs ;; esac
		done
		exec $1 "\$@"
	EOS
}

test_expect_success 'RUSTC: make and make doc compile with that one' '
	says_what rustc && says_what rustdoc && small "$work/other" &&
	make_in "$work/other" RUSTC="$work/my-rustc" &&
	printf "rustc %s\n" hello.rs mixed_main.rs mixed_part.rs >expected &&
	grep -v rust_is_available "$work/runs" | sort -u >actual && test_cmp expected actual &&
	rm "$work/runs" && make_in "$work/other" RUSTC="$work/my-rustc" doc &&
	sed p expected | sed "n; s/rustc/rustdoc/" | sort >expected-doc &&
	grep -v rust_is_available "$work/runs" | sort -u >actual && test_cmp expected-doc actual
'

test_expect_success 'MO: elsewhere, by several jobs, in another locale, from read-only sources' '
	small "$work/source" && mkdir -p "$work/ro" &&
	mount --bind -o ro "$work/source" "$work/ro" &&
	test_when_finished "umount $work/ro" &&
	LANG=C LC_ALL=C make_in "$work/ro" -j4 MO=../out >said 2>&1 || { cat said &&
	false; } &&
	test_must_fail grep "jobserver unavailable" said && like_by_hand "$work/out" &&
	make_in "$work/ro" MO=../out clean && ! test -e "$work/out/hello/hello.ko"
'

test_expect_success 'make distclean removes what was built, and the cache, wherever that is' '
	small "$work/clean" && cd "$work/clean" && mkdir -p .git/refs/heads/fix "$work/disk" &&
	mkdir "$work/cache" && ln -s "$work/disk" "$work/cache/linux-rust-modules" &&
	: >.git/refs/heads/fix/hello.ko && : >hello/hello.ko && : >"$work/disk/lock" &&
	XDG_CACHE_HOME=$work/cache make distclean &&
	test -e .git/refs/heads/fix/hello.ko && test -e hello/hello.rs &&
	! test -e hello/hello.ko && ! test -e "$work/disk"
'

test_done
