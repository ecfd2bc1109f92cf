#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='the pages outside the lessons: what they show is what happens'
. "$(dirname "$0")/../toolchain.sh"

blocks=$repo/tests/text/blocks

test_expect_success KERNEL_OF_THE_TEXT 'make run begins as shown' '
	"$blocks" show text "$repo/README.md" >expected &&
	test -s expected &&
	(cd "$repo" && vm/toolchain/run play hello/README.md) >output &&
	sed 1d output | head -n "$(wc -l <expected)" >actual &&
	test_cmp expected actual
'

test_expect_success KERNEL_OF_THE_TEXT 'the symbols counted are those of that kernel' '
	count=$(grep -cE "	(_R|rust_)[^	]*	vmlinux	" "$kdir/Module.symvers") &&
	grep "$count of $count match" "$repo/kdir/README.md" &&
	names=$(grep -cE "	_R[^	]*	vmlinux	" "$kdir/Module.symvers") &&
	grep "$names such names in" "$repo/kdir/README.md"
'

test_expect_success 'the README has at most 120 lines' '
	test "$(wc -l <"$repo/README.md")" -le 120
'

test_expect_success 'every command in these pages and in make help has a target' '
	(cd "$repo" && "$blocks" show sh README.md hello/own.md kdir/README.md kdir/shipping.md \
		vm/README.md vm/hosts.md tests/README.md debug/README.md) >commands &&
	{ make -C "$repo" help && make -C "$repo" help V=1; } |
		sed -n "s/^  \(make[^ ]*\)/\1/p" >>commands &&
	sed -n "/^make -/d; s/^make \([a-z-]*\(, [a-z-]*\)*\).*/\1/p" commands | tr -s ", " "\n" |
		sort -u >targets &&
	test -s targets && grep -x doc targets &&
	for arch in "" arm; do
		# One that is phony is in the data base without a recipe, too.
		make -C "$repo" ${arch:+ARCH=$arch} --print-data-base --dry-run help 2>/dev/null |
			awk -v RS= "/recipe to execute/ { sub(/:.*/, \"\"); print }" \
				>targets_made &&
		while read -r target; do
			grep -qx "${target:-modules}" targets_made ||
				{ echo "$target $arch" && return 1; }
		done <targets || return 1
	done
'

test_expect_success 'make help is a screen; with V=1 it has each command that has a name' '
	make -s -C "$repo" help >short && test "$(wc -l <short)" -le 24 &&
	make -s -C "$repo" help V=1 >all &&
	for target in $(targets | grep -vxE "modules|gdb|help"); do
		grep -E "^  make (.*, )?$target([ ,]|\$)" all || { echo $target && return 1; }
	done
'

# The headings of the notes, in their order.
cat >sections <<'EOF'
Introduction
Basic commands
HelloWorld kernel module
Building the module
Loading the module
printf vs printk
Simplified Makefile
insmod callstack
What happen if we return -1 from module_init()
Change module name
Compiling module with multiple files
Compiling 2 modules with one makefile
dmesg in deep
What happens when exit function is not present
What happens when init function is not present
Are init and exit are mandatory?
Cross compilation
.c to .ko using kbuild
modprobe vs insmod
Typechecking of module_init() and module_exit() functions
Passing args to module
From where modprobe uses param values?
EOF
test_expect_success 'each section of the notes has a row, with a lesson and a test' '
	page="\[[^|]*(\.\./[a-z/A-Z]*\.md)" && proof="\[[^|]*([.a-z].*\.\(t\|md\))" &&
	sed -n "/^| in the notes/,/^\$/s,^| \([^|]*[^| ]\) *| $page | $proof |\$,\1,p" \
		"$repo/tests/README.md" >actual &&
	test_cmp sections actual
'

test_expect_success \
	'every lesson in Kbuild has a row, and so has every page of it, where readers find it' '
	(cd "$repo" && scripts/pages) >pages && test -s pages &&
	(cd "$repo" && grep -l "^\`\`\`console$" */*.md | grep -v ^kdir/) >with_commands &&
	LC_ALL=C sort pages >actual && LC_ALL=C sort -o with_commands with_commands &&
	test_cmp with_commands actual &&
	while read -r page; do
		grep -F "]($page)" "$repo/README.md" || { echo "$page" && return 1; }
	done <pages
'

test_expect_success 'dkms.conf in kdir/shipping.md is what make new writes' '
	"$blocks" show bash "$repo/kdir/shipping.md" >expected && test -s expected &&
	"$repo/scripts/new" NAME=blink DIR="$work/blink" &&
	sed /^#/d "$work/blink/dkms.conf" >actual &&
	test_cmp expected actual
'

test_expect_success 'every file that a README links to exists' '
	for readme in "$repo"/README.md "$repo"/*/*.md; do
		grep -o "](\([^)]*\))" "$readme" | sed "s/^](//; s/)\$//; s/#.*//; /^https:/d" |
			while read -r link; do
				test -e "$(dirname "$readme")/$link" ||
					{ echo "$readme: $link" && exit 1; }
			done || return 1
	done
'

test_done
