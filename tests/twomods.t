#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='twomods: exported symbols, their users, and modprobe'
. "$(dirname "$0")/lib.sh"

lesson=$lessons/twomods
quiet_first_load

# used_by NAME: what NAME logs when it has called everything that provider exports.
used_by() {
	cat <<-EOF
		$1: provider_version is 3
		$1: provider_add(1, 2) is 3
		$1: provider_negate(3) is -3
		$1: provider_double(4) is 8
	EOF
}

test_expect_success \
	'a user before its provider is refused with ENOENT, and the log names each symbol' '
	mark &&
	refused ENOENT insmod "$lesson/user.ko" &&
	said <<-EOF &&
	insmod: ERROR: could not insert module $lesson/user.ko: Unknown symbol in module
	EOF
	kernel_log >since && sort since >actual &&
	cat >expected <<-\EOF &&
	user: Unknown symbol provider_add (err -2)
	user: Unknown symbol provider_double (err -2)
	user: Unknown symbol provider_negate (err -2)
	user: Unknown symbol provider_version (err -2)
	EOF
	test_cmp expected actual &&
	absent user
'

test_expect_success 'a library has neither init nor exit, and is Live' '
	mark &&
	insmod "$lesson/provider.ko" &&
	grep -E "^provider [0-9]+ 0 - Live " /proc/modules &&
	logged provider </dev/null
'

test_expect_success 'a Rust module uses its functions and its data' '
	mark &&
	insmod "$lesson/user.ko" &&
	used_by user | logged user
'

test_expect_success 'so does a module in C' '
	mark &&
	insmod "$lesson/cuser.ko" &&
	used_by cuser | logged cuser
'

test_expect_success 'Used by, holders and refcnt name and count them' '
	lsmod | grep -E "^provider +[0-9]+ +2 (cuser,user|user,cuser)$" &&
	printf "cuser\nuser\n" >expected &&
	ls /sys/module/provider/holders >actual &&
	test_cmp expected actual &&
	test "$(cat /sys/module/provider/refcnt)" = 2
'

test_expect_success 'rmmod of a used module: kmod refuses, and the kernel would say EAGAIN' '
	test_expect_code 1 rmmod provider >said 2>&1 &&
	grep -E "^rmmod: ERROR: Module provider is in use by: (cuser user|user cuser)$" said &&
	case $(uname -m) in x86_64) call=176 ;; armv*) call=129 ;; *) call=106 ;; esac &&
	strace -o calls -e trace=delete_module \
		perl -e "\$name = qq(provider); syscall($call, \$name, 2048)" &&
	grep "^delete_module(.*= -1 E[A-Z]*" calls &&
	grep -E "= -1 (EAGAIN|EWOULDBLOCK) " calls &&
	grep "^provider " /proc/modules
'

test_expect_success 'rmmod goes from left to right: the provider first is refused, its user goes' '
	rmmod cuser &&
	test_expect_code 1 rmmod provider user 2>said &&
	said <<-\EOF &&
	rmmod: ERROR: Module provider is in use by: user
	EOF
	absent user && grep "^provider " /proc/modules
'

test_expect_success 'rmmod of both at once, the user first' '
	insmod "$lesson/user.ko" &&
	rmmod user provider &&
	absent user && absent provider
'

test_expect_success \
	'a namespace that is not imported is refused with EINVAL, and the log says which' '
	LC_ALL=C sed "s/import_ns=TWOMODS/import_ns=TWOMODX/" "$lesson/user.ko" >user.ko &&
	insmod "$lesson/provider.ko" && mark &&
	refused EINVAL insmod user.ko &&
	complaint="module uses symbol (provider_double) from namespace TWOMODS" &&
	kernel_log_has "^user: $complaint, but does not import it.$" &&
	absent user
'

test_expect_success 'a GPL-only symbol is refused to another license, and the log says so' '
	LC_ALL=C sed "s/license=GPL/license=XXX/" "$lesson/cuser.ko" >cuser.ko &&
	mark &&
	test_expect_code 1 insmod cuser.ko &&
	kernel_log_has "^cuser: Unknown symbol provider_negate (err -[0-9]*)$" &&
	test_must_fail kernel_log_has "^cuser: Unknown symbol provider_add " &&
	absent cuser && rmmod provider
'

test_expect_success 'depmod writes what needs what' '
	install_modules "$lesson/provider.ko" "$lesson/user.ko" &&
	sort "$modules/modules.dep" >actual &&
	cat >expected <<-\EOF &&
	updates/provider.ko:
	updates/user.ko: updates/provider.ko
	EOF
	test_cmp expected actual
'

test_expect_success 'modprobe loads the provider first, modprobe -r unloads it last' '
	modprobe -d "$PWD" -v user | sed "s,/.*/,," >actual &&
	printf "insmod provider.ko \ninsmod user.ko \n" >expected && test_cmp expected actual &&
	modprobe -d "$PWD" -r -v user >actual &&
	printf "rmmod user\nrmmod provider\n" >expected && test_cmp expected actual
'

test_expect_success 'modprobe knows a new module after depmod -a, not before' '
	cp "$lesson/cuser.ko" "$modules/updates/" &&
	test_expect_code 1 modprobe -d "$PWD" cuser 2>said &&
	said <<-EOF &&
	modprobe: FATAL: Module cuser not found in directory $modules
	EOF
	install_modules && modprobe -d "$PWD" cuser && modprobe -d "$PWD" -r cuser &&
	absent provider
'

test_expect_success 'an alias is another name, and a softdep is loaded with it' '
	printf "alias lesson user\nsoftdep user pre: cuser\n" >lesson.conf &&
	modprobe -d "$PWD" -C lesson.conf lesson &&
	grep "^user " /proc/modules && grep "^cuser " /proc/modules &&
	rmmod user cuser provider
'

# A kernel's build directory may need its source, which is elsewhere.
make -s -C "/lib/modules/$(uname -r)/build" kernelrelease >/dev/null 2>&1 &&
	test_set_prereq HEADERS_ARE_WHOLE

# The build tree was built from its top; `make` in the lesson would leave modules.order so.
test_expect_success VIRTUAL_MACHINE,HEADERS_ARE_WHOLE \
	'make modules_install installs into the running system, for modprobe' '
	cp -R "$lesson" /tmp/twomods &&
	sed "s,.*/,," "$lesson/modules.order" >/tmp/twomods/modules.order &&
	make -C /tmp/twomods modules_install && depmod -a &&
	grep "^updates/user.ko.xz: updates/provider.ko.xz$" \
		"/lib/modules/$(uname -r)/modules.dep" &&
	modprobe user && grep "^provider " /proc/modules && modprobe -r user && absent provider
'

test_done
