#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian
# needs: the packages of the metadata

test_description='sudo prove tests/: the suite, without a virtual machine of its own'
. "$(dirname "$0")/lib.sh"

# What prove says of tests that cannot begin.
stopped='^Bailout called.  Further testing stopped:  '

# What a run of it must leave as it was.
state() {
	cut -d" " -f1 /proc/modules | sort && find /etc /lib/modules | sort
}

test_expect_success 'before make, it says what is missing' '
	test_must_fail as_learner "sudo prove tests/" >said 2>&1 && cat said &&
	grep "${stopped}the lessons are not built; make tests$" said
'

test_expect_success 'an ordinary user is told to be root' '
	test_must_fail as_learner "prove tests/" >said 2>&1 &&
	grep "${stopped}only root may load modules; sudo prove tests/$" said
'

test_expect_success 'make tests builds what it needs' '
	apt-get install -y /srv/deb/linux-lib-rust-"$(uname -r)"_*.deb && as_learner "make tests"
'

test_expect_success 'then it passes, and leaves what it found' '
	state >before && as_learner "sudo prove --timer tests/" >said 2>&1 ||
		{ cat said && false; } &&
	cat said && grep "^Result: PASS$" said && state >after && test_cmp before after
'

test_expect_success 'it has not loaded what only a reboot may remove, and says how to allow that' '
	grep "^# the tests of noexit.ko are skipped: .*; ALLOW_PERMANENT=1$" said &&
	test_must_fail grep noexit /proc/modules
'

test_expect_success 'the pages pass, too; those that would change the machine are skipped' '
	as_learner "sudo prove --exec tests/page \$(scripts/pages)" >said 2>&1 ||
		{ cat said && false; } &&
	cat said && grep "^Result: PASS$" said &&
	grep "^hello/README.md .* skipped: only in a virtual machine: " said &&
	grep "^multifile/README.md .* ok" said
'

test_expect_success 'allowed, it does' '
	as_learner "sudo ALLOW_PERMANENT=1 prove --verbose tests/noexit.t" >said 2>&1 ||
		{ cat said && false; } &&
	test_must_fail grep "# skip" said && grep -q "^ok .* - rmmod -f removes it" said
'

test_done
