# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC1090,SC2034,SC2154
#
# What the tests in the toolchain root share. Sourced by each of them, with `test_description` set.

me='test'
repo=$(realpath "$(dirname "$0")/../..")
. "$repo/scripts/lib.sh"
# The kernel: release, arch, cross, kdir and so on.
. "$KERNEL"
# What is built and tested; the tests have their own.
unset MODULE_DIR
SHARNESS_TEST_DIRECTORY=$(mktemp -d)
set -- ${V:+--verbose} ${FIRST:+--immediate} "$@"
# From here on, `say` and `die` are sharness's own.
. /usr/share/sharness/sharness.sh

# The kernel that the outputs in the lessons are of.
[ "$release" != "$(text_kernel)" ] || test_set_prereq KERNEL_OF_THE_TEXT
# Headers that kdir/complete has completed. A kernel's own build directory is none.
[ ! -f "$kdir/.made-from" ] || test_set_prereq COMPLETED
! grep -q '^CONFIG_OBJTOOL=y' "$kdir/.config" || test_set_prereq OBJTOOL

# kbuild cannot work in a path with a blank, and the directory of a test has one.
work=$(mktemp -d)
cleanup 'rm -rf "$work"'

# What has to be typed for a kernel of one's own; Debian's headers know it. No value has a blank.
typed=
[ "$version" ] || typed="ARCH=$arch CROSS_COMPILE=$cross${llvm:+ LLVM=1}"

# kbuild DIRECTORY [ARGUMENT…]: called by hand, on the modules in DIRECTORY.
kbuild() {
	of=$1
	shift
	# shellcheck disable=SC2086 # several words
	make -C "$kdir" M="$of" $typed "$@"
}

# make_in DIRECTORY [ARGUMENT…]: with the Makefile that is there.
make_in() {
	in=$1
	shift
	# shellcheck disable=SC2086 # several words
	make -C "$in" KDIR="$kdir" $typed "$@"
}

# collection DIRECTORY: a copy of it all, without what was built, in a new DIRECTORY.
collection() {
	rsync -rlpt --exclude-from="$repo/.gitignore" --exclude=.git "$repo/" "$1"
}

# built_collection DIRECTORY: the same, with what kbuild, called by hand, has built of it in $BUILD.
built_collection() {
	cp -a "$BUILD" "$1" && collection "$1"
}

# small DIRECTORY [MODULE…]: a copy of it all, but what is built of it is these MODULEs, such as
# hello/hello; by default that, and one of Rust and of C.
small() {
	collection "$1" || return
	small=$1
	shift
	[ $# -gt 0 ] || set -- hello/hello multifile/mixed
	printf '%s\n' "$@" | sed 's,\(.*\)/.*,obj-m += \1/,' | sort -u >"$small/Kbuild"
	for module; do
		sed -i '/^obj-m/d' "$small/${module%/*}/Kbuild" || return
	done
	for module; do
		printf 'obj-m += %s.o\n' "${module#*/}" >>"$small/${module%/*}/Kbuild"
	done
}

# targets: of the Makefile, a line each.
targets() {
	sed -n '/^\.PHONY:/,/[^\\]$/{s/^\.PHONY://; s/\\$//; p;}' "$repo/Makefile" | xargs -n 1
}

# lesson NAME LESSON: a copy of the lesson's directory to spoil, in $work/NAME. A link is followed.
lesson() {
	rsync -rLpt --exclude-from="$repo/.gitignore" "$repo/$2/" "$work/$1"
}

# builds NAME [ARGUMENT…]: kbuild does what is in $work/NAME, its messages going to the file `said`.
builds() {
	name=$1
	shift
	kbuild "$work/$name" "$@" modules >said 2>&1
}

# builds_each NAME: all of it, going on where something fails. What rustc says of x.rs goes to
# $work/NAME/x.said.
builds_each() {
	cat >"$work/rustc" <<-'EOS'
		#!/bin/sh
		for word; do
			case $word in *.rs) said=${word%.rs}.said ;; esac
		done
		exec rustc "$@" 2>"${said:-/dev/stderr}"
	EOS
	chmod +x "$work/rustc" && builds "$1" -k -j"$(nproc)" RUSTC="$work/rustc"
}

# refuses NAME REGEXP: kbuild fails with such a message.
refuses() {
	test_expect_code 2 builds "$1" && cat said && grep -e "$2" said
}

# enter DIRECTORY COMMAND…: in the collection, as `vm/host/enter -m DIRECTORY` would run it; what is
# built of it is in $work/built.
enter() {
	MODULE_DIR=$1 BUILD=$work/built/$(printf %s "$1" | digest)
	shift
	mkdir -p "$BUILD"
	(export MODULE_DIR BUILD && cd "$repo" && unshare --mount sh -c \
		'mount --bind "$BUILD" /shared/lessons && exec "$@"' sh "$@")
}

# checks DIRECTORY: as `make check M=DIRECTORY` does; the verdict goes to the file `said`.
checks() {
	enter "$1" vm/toolchain/build && enter "$1" tests/check >said 2>&1
	bad=$?
	sed 's/^/# /' said
	return "$bad"
}

# check FIXTURE [NAME=VALUE…]: what `make check T=…` runs, its verdict in the file `said`.
check() {
	fixture=$1
	shift
	(cd "$repo" && tests/check "$@" "tests/vm/fixtures/$fixture.t") >said 2>&1
	status=$?
	sed "s/^/# /" said
	return "$status"
}

# same ONE OTHER: the two modules are, but for debug information, which names the directory.
same() {
	for ko in "$1" "$2"; do
		"$cross"objcopy --strip-debug -R .note.gnu.build-id "$ko" stripped.ko &&
			sha256sum <stripped.ko || return
	done >sums && uniq sums | wc -l | grep -x 1
}

# shows REGEXP [FILE]: waits until FILE (`screen`) has that, for two minutes.
shows() {
	for tries in $(seq 1200); do
		! grep -q "$1" "${2-screen}" || return 0
		sleep 0.1
	done
	return 1
}

# four_lines FILE NAME CAUSE [FOUND [NEXT]]: what FILE ends with, make's own words aside, is NAME's
# error: four lines, that begin with what these regular expressions match.
four_lines() {
	grep -vE '^make(\[[0-9]+\])?: ([A-Z]|\*\*\* )' "$1" | sed -n '/: error: /,$p' >error
	cat "$1" && test "$(wc -l <error)" -eq 4 &&
		sed -n 1p error | grep -x "$2: error: $3" &&
		sed -n 2p error | grep "^  found:  ${4:-.}" &&
		sed -n 3p error | grep '^  needed: .' &&
		sed -n 4p error | grep "^  next:   ${5:-.}"
}
