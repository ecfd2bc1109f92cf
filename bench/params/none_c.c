// SPDX-License-Identifier: GPL-2.0

// No parameter, and the same init and exit.

#include <linux/module.h>

static int __init bench_init(void)
{
	return 0;
}
module_init(bench_init);

static void __exit bench_exit(void)
{
}
module_exit(bench_exit);

MODULE_DESCRIPTION("For bench/params/measure");
MODULE_LICENSE("GPL");
