# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# What the tests of the tools share. Sourced by each of them, with `test_description` set; they run in
# the toolchain root (`make check`).

repo=$(cd "$(dirname "$0")/../.." && pwd)
kdir=${KDIR:-$XDG_CACHE_HOME/linux-rust-modules/kdir/$KVER}
release=$(cat "$kdir/include/config/kernel.release")
# The prefix of the binutils for that kernel.
cross=${CROSS_COMPILE-$(sed -n 's/^override CROSS_COMPILE = //p' "$kdir/.kernelvariables")}
SHARNESS_TEST_DIRECTORY=$(mktemp -d)
set -- ${V:+--verbose} "$@"
. /usr/share/sharness/sharness.sh

# The kernel that the outputs in the lessons are of.
[ "$release" != 7.3.4+deb13-amd64 ] || test_set_prereq KERNEL_OF_THE_TEXT
! grep -q '^CONFIG_OBJTOOL=y' "$kdir/.config" || test_set_prereq OBJTOOL

# kbuild cannot work in a path with a blank, and the directory of a test has one.
work=$(mktemp -d)

# collection DIRECTORY: a copy of it all, without what was built, in a new DIRECTORY.
collection() {
	rsync -rlpt --exclude-from="$repo/.gitignore" --exclude=.git "$repo/" "$1"
}

# room NAME LESSON: a copy of the lesson's directory to spoil, in $work/NAME.
room() {
	rsync -rlpt --exclude-from="$repo/.gitignore" "$repo/$2/" "$work/$1"
}

# builds NAME: what is in $work/NAME, its messages going to the file `said`.
builds() {
	make -C "$work/$1" KDIR="$kdir" >said 2>&1
}

# refuses NAME REGEXP: kbuild fails with such a message.
refuses() {
	test_expect_code 2 builds "$1" && cat said && grep -e "$2" said
}
