#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Loads the module and unloads it. Run this by `make check`; or, as root, on a machine that the
# module was built for, by `sudo prove tests/`.
cd "$(dirname "$0")/.." || exit

number=0
# test_that WORDS COMMAND…: it succeeds.
test_that() {
	words=$1
	number=$((number + 1))
	shift
	if "$@"; then echo "ok $number - $words"; else echo "not ok $number - $words"; fi
}

# shellcheck disable=SC2043 # there may be several modules
load() {
	for module in @MODULES@; do
		insmod "$module.ko" || return
	done
}

# shellcheck disable=SC2043
unload() {
	for module in @UNLOADED@; do
		rmmod "$module" || return
	done
}

test_that 'it loads' load
test_that 'it is there' test -d /sys/module/@NAME@
test_that 'it unloads' unload
echo "1..$number"
