#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# since: 7.3
# without: CONFIG_KASAN
# append: slab_debug=FZPU,kmalloc-*
# trouble: OOB write or bad count 4116 at module_attr_show
# trouble: WARNING: fs/sysfs/file.c:
# trouble: [Right Redzone overwritten]
# trouble: BUG kmalloc-cg-4k
# trouble: WARNING: mm/slub.c:

test_description='params: an array in C is written beyond its page, and in Rust it is not'
. "$(dirname "$0")/lib.sh"

# (KASAN sees the same, and says it in other words.)
# 196 numbers of 20 digits, each with a comma or a newline: 20 bytes more than a page of 4 KiB.
numbers=$(yes 18446744073709551615 | head -n 196 | paste -s -d ,)
quiet_first_load

# shown MODULE: how many bytes of the file that shows the array.
shown() {
	insmod "$lessons/tests/modules/$1.ko" "many=$numbers" &&
		wc -c <"/sys/module/$1/parameters/many" && rmmod "$1"
}

# Of all that is logged: a report of redzones is so long that it would push a mark out.
test_expect_success 'in Rust it shows as many as a page has room for' '
	test "$(shown beyond_r)" -eq 4095 && dmesg >log && ! grep "Redzone\|bad count" log
'

# What this does to the kernel stands in the header, and is wanted there. The buffer of a file is a
# page of slab, and on this machine alone there are redzones about it.
test_expect_success 'in C the kernel writes into what is behind its buffer' '
	test "$(shown beyond_c)" -eq 4095
'

test_done
