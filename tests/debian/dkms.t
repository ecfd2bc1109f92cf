#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian
# needs: the packages of the metadata

test_description='dkms.conf: add, skip, build, install, modprobe, a second kernel, remove'
. "$(dirname "$0")/lib.sh"

release=$(uname -r)
second=$(grep -vxF "$release" /opt/kernels/with-rust | grep -v -e -cloud-)
machine=$(uname -m)
old=$(basename -a /opt/kernels/linux-headers-6.*.deb | sed 's/linux-headers-//; s/_.*//')
modules=$(bash -c '. "$1" && echo "${#BUILT_MODULE_NAME[@]}"' sh "$lessons/dkms.conf")

# installed RELEASE: how many of our modules DKMS has installed for it.
installed() {
	find "/lib/modules/$1/updates/dkms" -name '*.ko*' 2>/dev/null | wc -l
}

# skipped CAUSE: that is what is said, in the file `said`, once.
skipped() {
	cat said && echo "linux-rust-modules: skipped: $1" >expected &&
		grep "^linux-rust-modules: skipped: " said >actual && test_cmp expected actual &&
		grep "^  found:  " said && grep "^  needed: " said && grep "^  next:   " said
}

# apt_installs FILE…: it succeeds, and leaves nothing half done.
apt_installs() {
	quietly='-o Acquire::Retries=0 -o Dpkg::Use-Pty=0'
	as_learner "sudo apt-get $quietly install -y --reinstall $*" >said 2>&1 ||
		{ cat said && false; } &&
		dpkg --audit >unfinished && test_must_be_empty unfinished
}

test_expect_success 'there are two kernels with Rust and one without, and the metadata of none' '
	test "$second" && test "$old" && test_must_fail as_learner "kdir/find $release" &&
	test_must_fail as_learner "kdir/find $second"
'

test_expect_success 'dkms add' '
	as_learner "sudo dkms add ." && dkms status | grep "^linux-rust-modules/1.0: added$"
'

for kernel in "$release" "$second"; do
	test_expect_success "dkms autoinstall skips $kernel, and says why, and what to type next" '
		as_learner "sudo dkms autoinstall -k $kernel" >said 2>&1 ||
			{ cat said && false; } &&
		skipped "the headers of $kernel lack the Rust metadata" &&
		grep "^  next:   make deb KVER=$kernel; sudo apt install " said &&
		grep "/linux-lib-rust-${kernel}_[*].deb; sudo dkms autoinstall -k $kernel$" said
	'

	test_expect_success "so does what the packages of $kernel run" '
		/etc/kernel/postinst.d/dkms "$kernel" >said 2>&1 || { cat said && false; } &&
		skipped "the headers of $kernel lack the Rust metadata"
	'
done

test_expect_success 'apt installs the headers of a kernel, and then the kernel' '
	for what in headers image; do
		apt_installs /opt/kernels/linux-$what-"$second"_*.deb &&
		skipped "the headers of $second lack the Rust metadata" || return 1
	done
'

test_expect_success 'apt installs the headers of a kernel without Rust' '
	apt_installs /opt/kernels/linux-headers-"$old"_*.deb &&
	skipped "the kernel $old was built without Rust"
'

test_expect_success 'what is to be built for such a kernel by hand fails, with the reason' '
	test_expect_code 77 as_learner "sudo dkms install linux-rust-modules/1.0" >said 2>&1 &&
	skipped "the headers of $release lack the Rust metadata"
'

test_expect_success 'dkms status says nothing of it' '
	dkms status >said 2>&1 && echo "linux-rust-modules/1.0: added" >expected &&
	test_cmp expected said
'

test_expect_success 'there is the metadata of both' '
	apt-get install -y /srv/deb/*.deb
'

test_expect_success 'dkms build and install, for the kernel that is running' '
	as_learner "sudo dkms build linux-rust-modules/1.0" ||
		{ cat /var/lib/dkms/*/*/build/make.log && false; } &&
	as_learner "sudo dkms install linux-rust-modules/1.0" &&
	dkms status | grep "^linux-rust-modules/1.0, $release, $machine: installed" &&
	test "$(installed "$release")" -eq "$modules"
'

test_expect_success 'they are signed with the key of DKMS' '
	modinfo -F sig_key hello | tr -d : >actual && cat actual &&
	openssl x509 -inform DER -in /var/lib/dkms/mok.pub -noout -serial >serial &&
	sed "s/.*=//" serial >expected && test_cmp expected actual
'

test_expect_success 'modprobe loads them, and what they need' '
	modprobe hello && modprobe user && grep "^provider " /proc/modules &&
	modinfo -F filename hello | grep updates/dkms &&
	modprobe -r user hello
'

test_expect_success 'a kernel update: dkms autoinstall builds for the other kernel' '
	test "$(installed "$second")" -eq 0 && dkms autoinstall -k "$second" &&
	dkms status | grep "^linux-rust-modules/1.0, $second, $machine: installed" &&
	test "$(installed "$second")" -eq "$modules"
'

test_expect_success 'once it is installed, dkms says nothing, although the metadata has gone' '
	apt-get purge -y "linux-lib-rust-$second" && dkms status -k "$second" >said 2>&1 &&
	echo "linux-rust-modules/1.0, $second, $machine: installed" >expected &&
	test_cmp expected said &&
	/etc/kernel/postinst.d/dkms "$second" >said 2>&1 && test_must_be_empty said
'

# fake RELEASE LINE…: no such kernel is at hand; a directory is made of what kdir/find looks at.
fake() {
	build=/lib/modules/$1/build config=$build/include/config
	test_when_finished "rm -r /lib/modules/$1"
	mkdir -p "$build/rust" "$config" && echo "$1" >"$config/kernel.release" &&
		: >"$build/rust/libkernel.rmeta" && : >"$build/Makefile" && shift &&
		printf '%s\n' CONFIG_RUST=y "$@" >"$build/.config"
}

test_expect_success 'for a kernel that clang has built, it is asked as DKMS builds: with LLVM=1' '
	fake 7.3.0-clang CONFIG_CC_IS_CLANG=y \
		"CONFIG_RUSTC_VERSION_TEXT=\"$(rustc --version)\"" &&
	test_must_fail as_learner "kdir/find 7.3.0-clang" &&
	as_learner "kdir/find LLVM=1 7.3.0-clang" && action=build kernelver=7.3.0-clang \
		bash -c ". $lessons/dkms.conf && echo \$AUTOINSTALL \${MAKE[0]}" >said &&
	echo "yes make KVER=7.3.0-clang LLVM=1" >expected && test_cmp expected said
'

test_expect_success 'dkms autoinstall skips a kernel that another rustc has built' '
	fake 7.3.0-other "CONFIG_RUSTC_VERSION_TEXT=\"rustc 9.9.9\"" &&
	as_learner "sudo dkms autoinstall -k 7.3.0-other" >said 2>&1 || { cat said && false; } &&
	skipped "rustc is not the one that built 7.3.0-other" &&
	grep "^  needed: rustc 9.9.9$" said
'

test_expect_success 'dkms remove leaves nothing' '
	as_learner "sudo dkms remove linux-rust-modules/1.0 --all" &&
	test "$(installed "$release")" -eq 0 &&
	test "$(installed "$second")" -eq 0 && test_must_fail modprobe hello &&
	! dkms status | grep linux-rust-modules
'

test_expect_success 'a new module has a dkms.conf that does the same' '
	as_learner "scripts/new NAME=blink && cd ../blink && sudo dkms add ." &&
	as_learner "sudo dkms autoinstall -k $second" &&
	dkms status >said && cat said && grep -x "blink/0.1: added" said &&
	as_learner "sudo dkms autoinstall -k $release" &&
	dkms status | grep "^blink/0.1, $release, $machine: installed" &&
	modprobe blink && modinfo -F filename blink | grep updates/dkms && rmmod blink &&
	as_learner "sudo dkms remove blink/0.1 --all" && test "$(installed "$release")" -eq 0
'

test_done
