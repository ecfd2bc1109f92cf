#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make -n: it changes nothing, whatever is asked for'
. "$(dirname "$0")/../toolchain.sh"

# A collection that has been built, and a cache with something in it that could be thrown away.
built_collection "$work/copy"
mkdir -p "$work/cache/linux-rust-modules/kdir/1.2.3" "$work/tmp"
: >"$work/cache/linux-rust-modules/lock"

# state DIRECTORY…: all that is in it, and when it was touched.
state() {
	find "$@" -mindepth 1 -printf '%p %y %m %s %T@ %C@\n' | LC_ALL=C sort
}

# changes_nothing DIRECTORY ARGUMENT…: make -n there does not, and says of nothing that it is wrong.
changes_nothing() {
	in=$1
	shift
	state "$in" "$work/cache" "$work/tmp" >before
	XDG_CACHE_HOME=$work/cache TMPDIR=$work/tmp make -n -C "$in" "$@" >said 2>complaints
	status=$?
	state "$in" "$work/cache" "$work/tmp" >after
	cat said complaints
	test "$status" -eq 0 && test_must_be_empty complaints && test_cmp before after
}

# Of its own: what another test does beside it, such as make rust-analyzer, may add a directory.
cp -a "$kdir" "$work/kdir"
kdir=$work/kdir
state "$kdir" >kdir-before
for target in $(targets); do
	test_expect_success "make -n $target" '
		changes_nothing "$work/copy" "$target" &&
		changes_nothing "$work/copy" "$target" KDIR="$kdir" $typed &&
		changes_nothing "$work/copy" "$target" ARCH=arm &&
		changes_nothing "$work/copy" "$target" ARCH=all SUITE=sid KVER=1.2.3 LLVM=1
	'
done

test_expect_success 'make -n run, check, sign, modules_install with what else they take' '
	changes_nothing "$work/copy" run LESSON=hello &&
	changes_nothing "$work/copy" run LESSON=absent &&
	changes_nothing "$work/copy" check T=tests/hello.t V=1 JOBS=2 &&
	changes_nothing "$work/copy" sign KDIR="$kdir" MODULE_SIG_KEY="$work/key.pem" &&
	changes_nothing "$work/copy" modules_install KDIR="$kdir" INSTALL_MOD_PATH="$work/root" &&
	test_must_fail test -e "$work/root"
'

test_expect_success 'make -n where nothing is built, in a path with a blank, with MO' '
	small "$work/a blank" && changes_nothing "$work/a blank" KDIR="$kdir" $typed &&
	changes_nothing "$work/a blank" MO="$work/out" KDIR="$kdir" $typed &&
	test_must_fail test -e "$work/out"
'

test_expect_success 'nor has any of these changed the headers' '
	state "$kdir" >kdir-after && test_cmp kdir-before kdir-after
'

test_done
