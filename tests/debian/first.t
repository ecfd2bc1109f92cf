#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian
# network: user

test_description='README.md: its first commands, on a machine that has git, make and sudo'
. "$(dirname "$0")/lib.sh"

# The names of QEMU's user network are fixed.
cat >/etc/systemd/network/user.network <<EOF
[Match]
Type=ether

[Network]
DHCP=yes
EOF
systemctl start systemd-networkd
echo 'nameserver 10.0.2.3' >/etc/resolv.conf
architecture=$(dpkg --print-architecture)

# types COMMAND: what it says goes to `said`. The virtual machine in this one is emulated twice, and
# may need more than ten minutes.
types() {
	start=$(date +%s)
	as_learner "$1 TIME_LIMIT=7200" >said 2>&1 && status=0 || status=$?
	cat said
	printf '# %s: %s s\n' "$1" "$(($(date +%s) - start))"
	return "$status"
}

test_expect_success 'there is none of what the set-up brings' '
	! command -v mmdebstrap && ! command -v bwrap &&
	test ! -e /home/learner/.cache
'

test_expect_success 'make run LESSON=hello sets up what is missing, and plays the lesson' '
	types "make run LESSON=hello" &&
	grep "^prerequisites: installing mmdebstrap bubblewrap" said &&
	grep -x "  \[kernel\] hello: init" said
'

test_expect_success 'the kernel in it is of this architecture' '
	grep "the Rust metadata of .*-$architecture ..." said
'

test_expect_success 'make check T=tests/hello.t passes' '
	types "make check T=tests/hello.t" && grep -x "Result: PASS" said
'

test_done
