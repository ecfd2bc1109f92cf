#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='a lesson that was copied elsewhere, and called with its own Makefile'
. "$(dirname "$0")/../toolchain.sh"

here=$(uname -r)
headers=$work/modules/$here/build
copy=$work/cache/linux-rust-modules/kdir/$here

test_expect_success 'the Makefiles of all lessons are one, of at most 30 lines' '
	for lesson in "$repo"/*/Kbuild; do
		cmp "$repo/hello/Makefile" "${lesson%Kbuild}Makefile" || return 1
	done &&
	test "$(wc -l <"$repo/hello/Makefile")" -le 30
'

for lesson in "$repo"/*/Kbuild; do
	lesson=$(basename "$(dirname "$lesson")")
	test_expect_success "$lesson builds, with KDIR typed, and make clean leaves nothing of it" '
		lesson "$lesson" "$lesson" && find "$work/$lesson" | sort >before &&
		make_in "$work/$lesson" -j"$(nproc)" &&
		(cd "$BUILD/$lesson" && find . -name "*.ko" | sort) >expected &&
		(cd "$work/$lesson" && find . -name "*.ko" | sort) >actual &&
		test_cmp expected actual &&
		make_in "$work/$lesson" clean && find "$work/$lesson" | sort >after &&
		test_cmp before after
	'
done

test_expect_success 'modules_install installs' '
	lesson one hello && echo "obj-m := hello.o" >"$work/one/Kbuild" && make_in "$work/one" &&
	make_in "$work/one" modules_install INSTALL_MOD_PATH="$work/root" INSTALL_MOD_STRIP=1 &&
	ls "$work/root/lib/modules/$release/updates" >actual && grep "^hello.ko" actual
'

# From here on, a lesson is called on a machine that has only what is in $work: headers, which say
# what they are asked to build, and the copies in a cache.
lesson lesson hello

# builder DIRECTORY SYMBOL: a directory to build with, for a kernel that exports SYMBOL.
builder() {
	mkdir -p "$1" && printf '%s\n' "$2" >"$1/Module.symvers" &&
		printf '%s\n' 'modules clean:' "	@echo builder $1 does \$@ in \$(M)" \
			"	@env >$work/told" >"$1/Makefile"
}

# completed_by DIRECTORY: its metadata is there.
completed_by() {
	mkdir -p "$1/rust" && : >"$1/rust/libkernel.rmeta"
}

# on_that_machine [NAME=VALUE…] make [ARGUMENT…]: in the lesson's directory.
on_that_machine() {
	mkdir -p "$work/modules" &&
		unshare --mount sh -c 'mount --bind "$1/modules" /lib/modules && cd "$1/lesson" &&
		shift &&
			exec "$@"' sh "$work" env XDG_CACHE_HOME="$work/cache" "$@" >said 2>&1
}

# built_with DIRECTORY [WORD…]: the lesson was, by make with these words.
built_with() {
	with=$1
	shift
	on_that_machine "$@" make
	cat said && grep -x "builder $with does modules in $work/lesson" said
}

# refused FOUND [ARGUMENT…]: for want of metadata, and nothing is begun.
refused() {
	found=$1
	shift
	test_expect_code 2 on_that_machine make "$@" &&
		four_lines said make "the headers of .* lack the Rust metadata" "$found\$" \
			".*make kdir" &&
		test_must_fail grep "^builder" said
}

test_expect_success 'headers that have their Rust metadata' '
	builder "$headers" one && completed_by "$headers" && built_with "$headers"
'

test_expect_success 'the copy that make kdir has completed, where they have none' '
	rm -r "$headers/rust" && builder "$copy" one && completed_by "$copy" && built_with "$copy"
'

test_expect_success 'which is in the home, unless XDG_CACHE_HOME says otherwise' '
	mkdir "$work/home" && mv "$work/cache" "$work/home/.cache" &&
	test_when_finished "mv $work/home/.cache $work/cache" &&
	built_with "$copy" XDG_CACHE_HOME= HOME="$work/home"
'

test_expect_success 'KDIR of the environment does not count, nor what kbuild would listen to' '
	on_that_machine make && LC_ALL=C sort "$work/told" >expected &&
	built_with "$copy" KDIR=/absent ARCH=64 CROSS_COMPILE=x- LLVM=1 CC=clang \
		KBUILD_OUTPUT=/absent KCFLAGS=-Dx= KRUSTFLAGS=-Dx INSTALL_MOD_PATH=/absent &&
	LC_ALL=C sort "$work/told" | grep -v ^KDIR= >actual && test_cmp expected actual
'

test_expect_success 'KDIR that is typed does' '
	builder "$work/typed" two && completed_by "$work/typed" &&
	on_that_machine make KDIR="$work/typed" && cat said && grep "^builder .*/typed does" said
'

test_expect_success 'make clean needs no metadata' '
	on_that_machine make clean && cat said &&
	grep "^builder .* does clean in $work/lesson$" said
'

test_expect_success 'the copy is not taken once the headers are of another build' '
	echo two >"$headers/Module.symvers" &&
	refused "\(no .*/libkernel.rmeta\|that of the headers as they were .*, in .*\)" &&
	completed_by "$headers" && built_with "$headers" && rm -r "$headers/rust"
'

test_expect_success 'headers without metadata, and no copy' '
	rm -r "$work/cache" && refused "no /lib/modules/$here/build/rust/libkernel.rmeta"
'

test_expect_success 'make clean does not need it even so' '
	on_that_machine make clean && cat said &&
	grep "^builder .* does clean in $work/lesson$" said
'

test_expect_success 'no headers' '
	rm -r "$work/modules" && refused "no /lib/modules/$here/build/rust/libkernel.rmeta"
'

test_expect_success 'a copy of the headers in a path that kbuild does not work with' '
	builder "$work/modules/$here/build" one && odd="$work/a home" &&
	builder "$odd/.cache/linux-rust-modules/kdir/$here" one &&
	test_expect_code 2 env HOME="$odd" XDG_CACHE_HOME= \
		unshare --mount sh -c "mount --bind \"\$1/modules\" /lib/modules &&
			make -C \"\$1/lesson\"" sh "$work" >said 2>&1 &&
	four_lines said make "kbuild .*" "$work/lesson,$odd/.cache/.*/$here" "where .* make M=" &&
	rm -r "$work/modules"
'

test_expect_success 'what takes a virtual machine is done where the other lessons are' '
	for word in run check shell watch debug; do
		test_expect_code 2 on_that_machine make $word &&
			four_lines said make "the virtual machine is not made from here" \
				"$work/lesson$" "there, make $word M=\"$work/lesson\"$" || return 1
	done
'

test_expect_success 'KDIR without metadata' '
	rm -r "$work/typed/rust" &&
	refused "no $work/typed/rust/libkernel.rmeta" KDIR="$work/typed" &&
	refused "no /absent/rust/libkernel.rmeta" KDIR=/absent
'

for name in 'a blank' "a'quote" 'a:colon' 'a$dollar' 'a#hash'; do
	test_expect_success "in a path such as $name, it says that kbuild does not work there" '
		cp -R "$work/lesson" "$work/$name" && for target in modules clean; do
			test_expect_code 2 make_in "$work/$name" $target >said 2>&1 &&
				four_lines said make "kbuild .*" "$work/$name,.*" || return 1
		done && test_must_fail grep "Entering.*$release" said
	'
done

test_done
