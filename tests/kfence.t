#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# same on: every kernel
# needs: CONFIG_KFENCE
# without: CONFIG_KASAN
# virtual machine: it writes beyond a buffer
# append: kfence.sample_interval=1
# trouble: BUG: KFENCE:

test_description='KFENCE, which params-memory.t relies on, reports a write beyond a buffer'
. "$(dirname "$0")/lib.sh"

# What is allocated first after each millisecond is guarded, so the module takes some tries.
test_expect_success 'a module that writes beyond its buffer is caught' '
	tries=0 &&
	until dmesg | grep -F "BUG: KFENCE: " >reports; do
		tries=$((tries + 1)) && test "$tries" -le 2000 &&
			insmod "$lessons/tests/modules/beyond.ko" && rmmod beyond || break
	done
	echo "# tries: $tries" && cat reports && test -s reports
'

test_expect_success 'and the report names it' '
	dmesg | grep -A 12 -F "BUG: KFENCE: " >report && cat report &&
	grep -E "\[beyond\]|Beyond" report
'

test_done
