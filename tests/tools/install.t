#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='make sign, modules_install and uninstall'
. "$(dirname "$0")/lib.sh"

export KDIR="$kdir"
collection "$work/copy"
modules=$work/root/lib/modules/$release

test_expect_success 'without a build, there is nothing to install, to remove, to sign' '
	: >"$work/key.pem" && for target in modules_install uninstall "sign MODULE_SIG_KEY=$work/key.pem"; do
		test_must_fail make -C "$work/copy" INSTALL_MOD_PATH="$work/root" $target 2>said &&
		grep "^make: error: nothing is built here$" said && grep "^  next:   make$" said || return 1
	done
'

test_expect_success "what make tests has built is not installed" '
	make -C "$work/copy" tests && test_must_fail make -C "$work/copy" modules_install INSTALL_MOD_PATH="$work/root" 2>said &&
	grep "^make: error: the tests. modules would be installed, too$" said && test_must_fail test -e "$work/root"
'

test_expect_success 'without a key, sign says how to make one' '
	make -C "$work/copy" && test_must_fail make -C "$work/copy" sign 2>said &&
	grep "^make: error: there is no key to sign with$" said && grep "^  next:   openssl req " said
'

test_expect_success 'what is built for another machine is installed only where that has its files' '
	test_must_fail make -C "$work/copy" modules_install ARCH="${ARCH:-x86_64}" 2>said &&
	grep "^make: error: these modules are for another machine$" said && grep "^  next:   make .* INSTALL_MOD_PATH=" said
'

test_expect_success 'sign signs with it' '
	openssl req -new -x509 -newkey rsa:2048 -nodes -days 1 -subj "/CN=a test/" -keyout "$work/key.pem" -out "$work/key.pem" &&
	make -C "$work/copy" sign MODULE_SIG_KEY="$work/key.pem" &&
	for ko in hello/hello.ko twomods/user.ko; do
		tail -c 28 "$work/copy/$ko" | grep "Module signature appended" || return 1
	done && grep -a "a test" "$work/copy/hello/hello.ko" >signer
'

test_expect_success 'modules_install installs every lesson below updates, and depmod knows them' '
	make -C "$work/copy" modules_install INSTALL_MOD_PATH="$work/root" >said 2>&1 || { cat said && false; } &&
	test_must_fail grep -i error said &&
	(cd "$modules/updates" && find . -name "*.ko*" | sed "s/^..//; s/\.ko.*//" | sort) >actual &&
	sed "s/\.k*o$//" "$work/copy/modules.order" | sort >expected && test_cmp expected actual &&
	grep "^updates/twomods/user.ko[^:]*: updates/twomods/provider.ko" "$modules/modules.dep" &&
	test_must_fail grep tests/modules "$modules/modules.dep"
'

test_expect_success 'dkms.conf names every lesson, where it is' '
	bash -c "cd \"$work/copy\" && . ./dkms.conf && for n in \${!BUILT_MODULE_NAME[@]}; do
		echo \${BUILT_MODULE_LOCATION[n]}/\${BUILT_MODULE_NAME[n]}; done" | sort >actual && test_cmp expected actual
'

test_expect_success 'uninstall removes them, and nothing else' '
	: >"$modules/updates/other.ko" && make -C "$work/copy" uninstall INSTALL_MOD_PATH="$work/root" &&
	(cd "$modules/updates" && find . -type f) >actual && echo ./other.ko >expected && test_cmp expected actual &&
	test_must_fail grep twomods "$modules/modules.dep"
'

test_expect_success 'nor into a path with a blank' '
	test_must_fail make -C "$work/copy" modules_install INSTALL_MOD_PATH="$PWD/root" 2>said &&
	grep "^make: error: kbuild installs into no path with a blank$" said
'

test_expect_success 'where one may not write, it says so' '
	mkdir "$work/ro" && mount -t tmpfs -o ro tmpfs "$work/ro" && test_when_finished "umount $work/ro" &&
	test_must_fail make -C "$work/copy" modules_install INSTALL_MOD_PATH="$work/ro" 2>said &&
	grep "^make: error: modules cannot be installed there$" said && grep "next:   sudo make modules_install" said
'

test_done
