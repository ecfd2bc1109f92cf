// SPDX-License-Identifier: GPL-2.0
/*
 * The object of mixed.ko that is C. It is called by Rust, and calls Rust.
 */
#include <linux/printk.h>

int mixed_part_square(int number);			/* in mixed_part.rs */
int mixed_c_sum_of_squares(int from, int to);		/* called in mixed_main.rs */

int mixed_c_sum_of_squares(int from, int to)
{
	int sum = 0;

	pr_info("mixed_c: asked for the squares of %d to %d\n", from, to);
	for (int number = from; number <= to; number++)
		sum += mixed_part_square(number);
	return sum;
}
