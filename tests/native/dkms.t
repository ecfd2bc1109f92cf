#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='dkms.conf: add, build, install, modprobe, a second kernel, remove'
. "$(dirname "$0")/lib.sh"

release=$(uname -r)
second=$(basename -a /usr/src/linux-headers-*-amd64 | sed s/linux-headers-// | grep -vxF "$release")
modules=$(bash -c '. "$1" && echo "${#BUILT_MODULE_NAME[@]}"' sh "$lessons/dkms.conf")

# installed RELEASE: how many of our modules DKMS has installed for it.
installed() {
	find "/lib/modules/$1/updates/dkms" -name '*.ko*' 2>/dev/null | wc -l
}

test_expect_success 'there are two kernels, and the metadata of both' '
	test "$second" && apt-get install -y /srv/deb/*.deb
'

test_expect_success 'dkms add' '
	as_learner "sudo dkms add ." && dkms status | grep "^linux-rust-modules/1.0: added$"
'

test_expect_success 'dkms build and install, for the kernel that is running' '
	as_learner "sudo dkms build linux-rust-modules/1.0" || { cat /var/lib/dkms/*/*/build/make.log && false; } &&
	as_learner "sudo dkms install linux-rust-modules/1.0" &&
	dkms status | grep "^linux-rust-modules/1.0, $release, x86_64: installed" && test "$(installed "$release")" -eq "$modules"
'

test_expect_success 'modprobe loads them, and what they need' '
	modprobe hello && modprobe user && grep "^provider " /proc/modules && modinfo -F filename hello | grep updates/dkms &&
	modprobe -r user hello
'

test_expect_success 'a kernel update: dkms autoinstall builds for the other kernel' '
	test "$(installed "$second")" -eq 0 && dkms autoinstall -k "$second" &&
	dkms status | grep "^linux-rust-modules/1.0, $second, x86_64: installed" && test "$(installed "$second")" -eq "$modules"
'

test_expect_success 'dkms remove leaves nothing' '
	as_learner "sudo dkms remove linux-rust-modules/1.0 --all" && test "$(installed "$release")" -eq 0 &&
	test "$(installed "$second")" -eq 0 && test_must_fail modprobe hello &&
	! dkms status | grep linux-rust-modules
'

test_done
