// SPDX-License-Identifier: GPL-2.0

// A number that exit reads a thousand times.

#include <linux/module.h>
#include <linux/moduleparam.h>

static int number;
module_param(number, int, 0644);
MODULE_PARM_DESC(number, "a value");

static int __init bench_init(void)
{
	return 0;
}
module_init(bench_init);

static void __exit bench_exit(void)
{
	int i;

	for (i = 0; i < 1000; i++)
		READ_ONCE(number);
}
module_exit(bench_exit);

MODULE_DESCRIPTION("For bench/params/measure");
MODULE_LICENSE("GPL");
