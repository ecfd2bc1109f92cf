#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='a module directory that is not the collection: run, check and shell take it'
. "$(dirname "$0")/../toolchain.sh"

# plays NAME: builds it, and what `make run` shows goes to the file `shown`.
# shellcheck disable=SC2086 # one word a page
plays() {
	enter "$work/$1" vm/toolchain/build &&
		pages=$(MODULE_DIR=$work/$1 "$repo/scripts/pages") &&
		enter "$work/$1" vm/toolchain/run play $pages >shown &&
		sed 's/^/# /' shown
}

# rust NAME MODULE: a directory with that module in Rust.
rust() {
	mkdir -p "$work/$1" && echo "obj-m := $2.o" >"$work/$1/Kbuild" &&
		sed "s/hello/$2/; s/Hello/A/" "$repo/hello/hello.rs" >"$work/$1/$2.rs"
}

test_expect_success 'without a page, what is built is loaded and unloaded' '
	rust plain blink && plays plain && cat >expected <<-\EOF &&
	$ sudo modprobe blink
	  [kernel] blink: init
	$ sudo modprobe -r blink
	  [kernel] blink: exit
	EOF
	grep -E "^[$]|: (init|exit)$" shown >actual && test_cmp expected actual
'

test_expect_success 'and that is its test' '
	checks "$work/plain" && grep "Tests=2," said &&
	sed -i "s/Ok(A)/Err(ENODEV)/" "$work/plain/blink.rs" &&
	test_must_fail checks "$work/plain" && grep "Failed test:  1" said
'

test_expect_success 'its pages and tests, in a path with a blank' '
	rust "with pages" blink &&
	cat >"$work/with pages/README.md" <<-\EOF &&
	```console
	$ sudo insmod blink.ko
	$ cat /sys/module/blink/initstate
	live
	```
	EOF
	mkdir "$work/with pages/tests" &&
	printf "insmod blink.ko && echo ok 1 - it loads\necho 1..1\n" \
		>"$work/with pages/tests/loads.t" &&
	plays "with pages" && grep "^live" shown && ! grep modprobe shown &&
	checks "$work/with pages" && grep "tests/loads.t" said && grep "Tests=3," said &&
	sed -i "1i <!-- since: 99.0 -->" "$work/with pages/README.md" &&
	plays "with pages" && grep -x "README.md is only for Linux 99.0 and later" shown &&
	! grep "^live" shown
'

# page NAME FILE HEADER <<COMMANDS
page() {
	{
		echo "$3" && echo "\`\`\`console" && cat && echo "\`\`\`"
	} >"$work/$1/$2"
}

# The guest has more to print than a pipe holds.
test_expect_success 'it ends when nobody reads what is printed' '
	rust endless blink && page endless README.md "<!-- trouble: of this page -->" <<-\EOF &&
	$ seq 100000 && sleep 3000
	EOF
	cp "$work/endless/README.md" "$work/endless/more.md" &&
	enter "$work/endless" vm/toolchain/build &&
	{
		enter "$work/endless" timeout 300 vm/toolchain/run play README.md more.md 2>said
		echo $? >status
	} | head -n 3 >shown && cat said shown && grep -x 2 shown && grep -x 141 status &&
	test_must_be_empty said
'

test_expect_success 'a page that brings trouble has a machine of its own, behind the others' '
	rust trouble blink &&
	echo "[loud](loud.md) [quiet](quiet.md)" | page trouble README.md "" &&
	page trouble loud.md "<!-- trouble: WARNING: of a page -->" <<-\EOF &&
	$ echo "WARNING: of a page" | sudo tee /dev/kmsg; echo loud >/tmp/x
	EOF
	page trouble quiet.md "" <<-\EOF &&
	$ cat /tmp/x; echo loud >>/tmp/x; echo quiet
	EOF
	plays trouble && grep -xE "loud|quiet|WARNING: of a page" shown >actual &&
	printf "%s\n" quiet "WARNING: of a page" >expected && test_cmp expected actual
'

test_expect_success 'what it excuses is excused nowhere else' '
	page trouble quiet.md "" <<-\EOF &&
	$ echo "WARNING: of a page" | sudo tee /dev/kmsg
	EOF
	test_must_fail plays trouble
'

mii=$(echo "/guest/usr/lib/modules/$release/kernel/drivers/net/mii.ko"*)
[ ! -f "$mii" ] || test_set_prereq MODULE_MII

# A directory as many are: a Makefile for both kbuild and make, which wants a KDIR of its own. The
# module calls one of the kernel, which its page does not load.
test_expect_success MODULE_MII 'a module in C that needs one of the kernel; all are at hand' '
	mkdir "$work/needs" && cat >"$work/needs/Makefile" <<-\EOF &&
	ifneq ($(KERNELRELEASE),)
	  obj-m := needs.o
	else
	KDIR ?= /no/such/directory
	all:
		test -d $(KDIR) && $(MAKE) -C $(KDIR) M=$(CURDIR)
	endif
	EOF
	cat >"$work/needs/needs.c" <<-\EOF &&
	#include <linux/mii.h>
	#include <linux/module.h>
	static int __init needs_init(void)
	{
		pr_info("needs: %ps\n", mii_link_ok);
		return 0;
	}
	static void __exit needs_exit(void) {}
	module_init(needs_init);
	module_exit(needs_exit);
	MODULE_LICENSE("GPL");
	EOF
	cat >"$work/needs/README.md" <<-\EOF &&
	```console
	$ sudo modprobe needs
	$ grep -c -E "^(needs|mii) " /proc/modules
	2
	$ sudo modprobe macvlan; grep -c "^macvlan " /proc/modules
	1
	```
	EOF
	checks "$work/needs" && grep "Tests=3," said &&
	plays needs && grep "needs: mii_link_ok \[mii\]" shown
'

test_expect_success 'make M= is plain kbuild, in a path with a blank too' '
	rust "a blank" led && set -- -C "$repo" M="$work/a blank" KDIR="$kdir" $typed &&
	make "$@" && test -f "$work/a blank/led.ko" &&
	make "$@" clean && test ! -e "$work/a blank/led.ko" &&
	test_must_fail make -C "$repo" M="$work/absent" KDIR="$kdir" 2>said &&
	four_lines said make "there is no directory M=$work/absent"
'

test_expect_success 'make fmt formats it; where there is no rustfmt, it says what to type' '
	rust "to format" led && cp "$work/to format/led.rs" "$work/formatted" &&
	sed -i "s/^    fn/ fn/" "$work/to format/led.rs" &&
	make -C "$repo" fmt M="$work/to format" &&
	test_cmp "$work/formatted" "$work/to format/led.rs" &&
	mkdir without && ln -s /usr/bin/* without && rm without/rustfmt &&
	(PATH=$PWD/without && test_must_fail make -C "$repo" fmt M="$work/to format" 2>said) &&
	four_lines said make "there is no rustfmt" none "sudo apt install rustfmt; or"
'

test_expect_success COMPLETED 'so are clippy, doc and rust-analyzer' '
	set -- -C "$repo" M="$work/a blank" KDIR="$kdir" && make "$@" clippy &&
	make "$@" doc && test -f "$work/a blank/doc/index.html" &&
	make "$@" rust-analyzer && grep "\"led\"" "$work/a blank/rust-project.json"
'

test_expect_success 'a directory that is none, or that has no modules, is an error' '
	(MODULE_DIR=$work/absent && export MODULE_DIR &&
		test_must_fail "$repo/scripts/pages") 2>said &&
	four_lines said pages "there is no directory M=$work/absent" &&
	mkdir "$work/empty" && (MODULE_DIR=$work/empty && export MODULE_DIR && cd "$repo" &&
		test_must_fail tests/check -n) 2>said &&
	four_lines said check "M=$work/empty is not a module directory"
'

test_done
