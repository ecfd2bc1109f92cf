#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian
# needs: the packages of the metadata
# firmware: Secure Boot

test_description='"Sign them" of kdir/README.md, on a PC with Secure Boot that knows a key'
. "$(dirname "$0")/lib.sh"

if [ "$(uname -m)" != x86_64 ]; then
	skip_all='only a PC is made to start with Secure Boot'
	test_done
fi

# knows KEY WORDS: whether the firmware does, as mokutil says it.
knows() {
	as_learner "mokutil --test-key $1" >said 2>&1 || :
	cat said && grep -x "$1 is $2" said
}

# refused LOGGED: insmod fails as the page says, and the kernel has logged these words.
refused() {
	dmesg --clear && test_must_fail as_learner "sudo insmod hello/hello.ko" >said 2>&1 &&
		cat said && dmesg | grep "$1" &&
		grep "^insmod: ERROR: " said | sed s,hello/hello,hello, >error && test -s error &&
		grep -xFf error "$lessons/kdir/README.md"
}

test_expect_success 'the machine has started with Secure Boot, and has locked its kernel down' '
	mokutil --sb-state >said && cat said && grep -x "SecureBoot enabled" said &&
	grep "\[integrity\]" /sys/kernel/security/lockdown
'

test_expect_success 'a module that nobody has signed is refused' '
	apt-get install -y /srv/deb/linux-lib-rust-"$(uname -r)"_*.deb && as_learner make &&
	refused "Loading of unsigned module is rejected"
'

test_expect_success 'so is one that is signed with a key that the firmware does not know' '
	as_learner "openssl req -new -x509 -newkey rsa:2048 -nodes -days 3650 \
		-subj \"/CN=my own modules/\" -keyout key.pem -out key.pem" &&
	as_learner "make sign MODULE_SIG_KEY=key.pem" &&
	refused "Loading of module with unavailable key is rejected"
'

test_expect_success 'mokutil takes that key, for the next boot' '
	as_learner "openssl x509 -in key.pem -outform DER -out key.der" &&
	knows key.der "not enrolled" &&
	yes secret | as_learner "sudo mokutil --import key.der" &&
	as_learner "sudo mokutil --list-new" >said && cat said && grep "CN *= *my own modules" said
'

test_expect_success 'one that is signed with the key that it knows is loaded' '
	knows /opt/owner/MOK.der "already enrolled" &&
	as_learner "make sign MODULE_SIG_KEY=/opt/owner/MOK.priv" &&
	as_learner "sudo insmod hello/hello.ko" && as_learner "sudo rmmod hello" &&
	test $(($(cat /proc/sys/kernel/tainted) & 8192)) -eq 0
'

test_expect_success 'installed, it is as good for modprobe' '
	as_learner "sudo make modules_install" && as_learner "sudo modprobe user" &&
	as_learner "sudo modprobe -r user"
'

test_done
