#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='a 64-bit division, on any architecture'
. "$(dirname "$0")/lib.sh"

quiet_first_load
while read -r dividend divisor quotient; do
	test_expect_success "$dividend by $divisor" '
		mark &&
		insmod "$lessons/tests/modules/divide.ko" dividend=$dividend divisor=$divisor &&
		rmmod divide &&
		echo "divide: $quotient" | logged divide
	'
done <<'EOS'
0 1 0x0
1000 7 0x8e
4294967296 1 0x100000000
1000000000000 1000 0x3b9aca00
18446744073709551615 3 0x5555555555555555
18446744073709551615 4294967297 0xffffffff
18446744073709551615 18446744073709551615 0x1
EOS

test_expect_success 'by zero: EINVAL, and no trap' '
	mark && refused EINVAL insmod "$lessons/tests/modules/divide.ko" divisor=0 && absent divide
'

test_done
