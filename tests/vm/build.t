#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='vm/toolchain/build: what has changed is built, and nothing else'
. "$(dirname "$0")/../toolchain.sh"

small "$work/one" hello/hello
BUILD=$work/built
export BUILD
mkdir "$BUILD"

# brings_up_to_date: what kbuild says goes to the file `said`.
brings_up_to_date() {
	MODULE_DIR="$work/one" "$repo/vm/toolchain/build" >said 2>&1 || { cat said && false; }
}

test_expect_success 'what is built cannot change the compiler' '
	test_must_fail sh -c ": >/usr/bin/another" && test_must_fail sh -c ": >/another" &&
	: >"/var/tmp/image.$$" && rm "/var/tmp/image.$$"
'

test_expect_success 'builds a copy of a module directory' '
	brings_up_to_date && grep "LD \[M\].*hello/hello.ko" said &&
	test -f "$BUILD/hello/hello.ko" && test ! -e "$work/one/hello/hello.ko"
'

test_expect_success COMPLETED 'does not start kbuild when nothing has changed' '
	brings_up_to_date && test_must_be_empty said
'

test_expect_success 'builds what was edited' '
	sed -i "s/\"init/\"begin/" "$work/one/hello/hello.rs" &&
	brings_up_to_date && grep "RUSTC \[M\].*hello/hello.o" said &&
	grep -q begin "$BUILD/hello/hello.ko"
'

test_expect_success 'an edit that does not compile is an error, each time' '
	cp "$work/one/hello/hello.rs" good && echo "fn (" >>"$work/one/hello/hello.rs" &&
	test_must_fail brings_up_to_date && test_must_fail brings_up_to_date &&
	cp good "$work/one/hello/hello.rs" && brings_up_to_date
'

test_expect_success 'what is gone is gone from the copy' '
	rm "$work/one/hello/dmesg.md" && brings_up_to_date && test ! -e "$BUILD/hello/dmesg.md"
'

test_expect_success COMPLETED 'another build directory, and all is built for that' '
	cp -a "$kdir" "$work/kdir" && sed "s,^kdir=.*,kdir=$work/kdir," "$KERNEL" >kernel &&
	KERNEL=$PWD/kernel && brings_up_to_date && grep "make: Entering directory .$work/kdir" said
'

test_done
