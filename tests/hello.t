#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='hello: loading, looking, unloading, and what is refused'
. "$(dirname "$0")/lib.sh"

ko=$lessons/hello/hello.ko
out_of_tree=4096
unsigned=8192
before=$(cat /proc/sys/kernel/tainted)
# The kernel says so once in a boot.
taint_lines() {
	if [ $((before & (out_of_tree | unsigned))) -eq 0 ]; then
		echo "hello: loading out-of-tree module taints kernel."
		echo "hello: module verification failed: signature and/or required key missing" \
			"- tainting kernel"
	fi
}

test_expect_success 'modinfo shows what module! was told' '
	for field in name license description author depends; do
		modinfo -F $field "$ko" || return 1
	done >actual &&
	cat >expected <<-\EOF &&
	hello
	GPL
	Logs a line on init and on exit
	Linux kernel modules in Rust

	EOF
	test_cmp expected actual
'

test_expect_success 'vermagic begins with the running release' '
	test "$(modinfo -F vermagic "$ko" | cut -d" " -f1)" = "$(uname -r)"
'

test_expect_success 'modinfo knows no intree, no signer' '
	modinfo "$ko" >fields &&
	test_must_fail grep -E "^(intree|signer):" fields
'

test_expect_success 'the first insmod logs two taint lines, and then init' '
	mark &&
	insmod "$ko" &&
	{ taint_lines && echo "hello: init"; } | logged hello
'

test_expect_success 'the taints added are O and E, and no other' '
	test "$(cat /proc/sys/kernel/tainted)" -eq $((before | out_of_tree | unsigned)) &&
	test "$(cat /sys/module/hello/taint)" = OE
'

test_expect_success 'lsmod lists it first, used by nobody' '
	lsmod | sed -n 2p | grep -E "^hello +[0-9]+ +0$"
'

test_expect_success '/proc/modules has it Live, tainted (OE)' '
	grep -E "^hello [0-9]+ 0 - Live 0x[0-9a-f]+ \(OE\)$" /proc/modules
'

test_expect_success '/sys/module/hello says live, and no reference' '
	printf "live\n0\n" >expected &&
	cat /sys/module/hello/initstate /sys/module/hello/refcnt >actual &&
	test_cmp expected actual
'

test_expect_success 'a second insmod is refused with EEXIST' '
	mark &&
	refused EEXIST insmod "$ko" &&
	said <<-EOF &&
	insmod: ERROR: could not insert module $ko: File exists
	EOF
	logged hello </dev/null
'

test_expect_success 'rmmod by another user is refused with EPERM' '
	refused EPERM setpriv --reuid=65534 --regid=65534 --clear-groups rmmod hello &&
	said <<-\EOF &&
	rmmod: ERROR: could not remove '\''hello'\'': Operation not permitted
	rmmod: ERROR: could not remove module hello: Operation not permitted
	EOF
	grep "^hello " /proc/modules
'

test_expect_success 'rmmod logs exit, and needs no .ko' '
	mark &&
	(cd / && rmmod hello) &&
	logged hello <<-\EOF &&
	hello: exit
	EOF
	absent hello
'

test_expect_success 'rmmod of what is not loaded does not ask the kernel' '
	test_expect_code 1 strace -o calls -e trace=delete_module rmmod hello >said 2>&1 &&
	test_must_fail grep delete_module calls &&
	said <<-\EOF
	rmmod: ERROR: Module hello is not currently loaded
	EOF
'

# The numbers of system calls that no program here makes (asm/unistd.h).
case $(uname -m) in
x86_64) delete_module=176 finit_module=313 ;;
armv*) delete_module=129 finit_module=379 ;;
*) delete_module=106 finit_module=273 ;;
esac
test_expect_success 'the kernel would say ENOENT' '
	strace -o calls -e trace=delete_module \
		perl -e "\$name = qq(hello); syscall($delete_module, \$name, 0)" &&
	grep "^delete_module(.*= -1 ENOENT" calls
'

test_expect_success 'insmod by another user is refused with EPERM' '
	cp "$ko" . &&
	mark &&
	refused EPERM setpriv --reuid=65534 --regid=65534 --clear-groups insmod hello.ko &&
	said <<-\EOF &&
	insmod: ERROR: could not insert module hello.ko: Operation not permitted
	EOF
	logged hello </dev/null &&
	absent hello
'

test_expect_success 'a truncated .ko is refused with ENOEXEC, and the log says why' '
	head -c 2000 "$ko" >truncated.ko &&
	mark &&
	refused ENOEXEC insmod truncated.ko &&
	said <<-\EOF &&
	insmod: ERROR: could not insert module truncated.ko: Invalid module format
	EOF
	echo "Invalid ELF section header overflow" >expected &&
	kernel_log >actual &&
	test_cmp expected actual &&
	absent hello
'

# kmod itself refuses this one, so the kernel is asked by hand.
test_expect_success 'an empty .ko is refused with EINVAL' '
	: >empty.ko &&
	test_expect_code 1 insmod empty.ko >said 2>&1 &&
	said <<-\EOF &&
	insmod: ERROR: could not insert module empty.ko: Invalid parameters
	EOF
	strace -o calls -e trace=finit_module \
		perl -e "\$none = qq(); syscall($finit_module, 0, \$none, 0)" <empty.ko &&
	grep "^finit_module(.*= -1 EINVAL" calls
'

test_expect_success 'a .ko for another release is refused with ENOEXEC, and the log says why' '
	LC_ALL=C sed "s/vermagic=[0-9]/vermagic=1/" "$ko" >other.ko &&
	other=$(modinfo -F vermagic other.ko) &&
	mark &&
	refused ENOEXEC insmod other.ko &&
	said <<-\EOF &&
	insmod: ERROR: could not insert module other.ko: Invalid module format
	EOF
	logged hello <<-EOF &&
	hello: version magic '\''$other'\'' should be '\''$(modinfo -F vermagic "$ko")'\''
	EOF
	absent hello
'

# e_machine, two bytes at 18 (elf.h), is 1 for a processor that no Linux was written for.
test_expect_success 'a .ko for another processor is refused with ENOEXEC, and the log says why' '
	cp "$ko" foreign.ko &&
	printf "\\001\\000" | dd of=foreign.ko bs=1 seek=18 conv=notrunc 2>/dev/null &&
	mark &&
	refused ENOEXEC insmod foreign.ko &&
	said <<-\EOF &&
	insmod: ERROR: could not insert module foreign.ko: Invalid module format
	EOF
	echo "Invalid architecture in ELF header: 1" >expected &&
	kernel_log >actual &&
	test_cmp expected actual &&
	absent hello
'

test_expect_success 'after all that, it loads and unloads' '
	mark &&
	insmod "$ko" &&
	rmmod hello &&
	logged hello <<-\EOF &&
	hello: init
	hello: exit
	EOF
	absent hello
'

test_done
