#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"

# blocks LANGUAGE FILE: the contents of its blocks in LANGUAGE.
blocks() {
	sed -n '/^```'"$1"'$/,/^```$/{/^```/!p;}' "$2"
}

test_expect_success 'make run begins as shown' '
	blocks text "$repo/README.md" >expected &&
	test -s expected &&
	(cd "$repo" && vm/boot play hello) >output &&
	sed 1d output | head -n "$(wc -l <expected)" >actual &&
	test_cmp expected actual
'

test_expect_success 'the symbols counted are those of that kernel' '
	count=$(grep -cE "	(_R|rust_)[^	]*	vmlinux	" \
		"$XDG_CACHE_HOME/linux-rust-modules/kdir/7.3.4+deb13-amd64/Module.symvers") &&
	grep "$count of $count match" "$repo/README.md"
'

test_expect_success 'every command in it and in make help has a target' '
	blocks sh "$repo/README.md" >commands &&
	make -C "$repo" help | sed -n "s/^  \(make[^ ]*\)/\1/p" >>commands &&
	sed -n "s/^make \([a-z]*\).*/\1/p" commands | sort -u >targets &&
	test -s targets &&
	headers=$(mktemp -d) && printf "modules clean:\n" >"$headers/Makefile" &&
	while read -r target; do
		make -n -C "$repo" KDIR="$headers" $target >/dev/null || return 1
	done <targets
'

test_expect_success 'every file that a README links to exists' '
	for readme in "$repo"/README.md "$repo"/*/README.md; do
		sed -n "s/.*](\([^)h]*[^)]*\)).*/\1/p" "$readme" | while read -r link; do
			test -e "$(dirname "$readme")/$link" || { echo "$readme: $link" && exit 1; }
		done || return 1
	done
'

test_done
