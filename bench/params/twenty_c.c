// SPDX-License-Identifier: GPL-2.0

// Twenty parameters, all read by exit.

#include <linux/module.h>

static int int0;
module_param(int0, int, 0644);
MODULE_PARM_DESC(int0, "a value");
static int int1;
module_param(int1, int, 0644);
MODULE_PARM_DESC(int1, "a value");
static int int2;
module_param(int2, int, 0644);
MODULE_PARM_DESC(int2, "a value");
static int int3;
module_param(int3, int, 0644);
MODULE_PARM_DESC(int3, "a value");
static int int4;
module_param(int4, int, 0644);
MODULE_PARM_DESC(int4, "a value");
static unsigned int uint0;
module_param(uint0, uint, 0644);
MODULE_PARM_DESC(uint0, "a value");
static unsigned int uint1;
module_param(uint1, uint, 0644);
MODULE_PARM_DESC(uint1, "a value");
static unsigned int uint2;
module_param(uint2, uint, 0644);
MODULE_PARM_DESC(uint2, "a value");
static unsigned int uint3;
module_param(uint3, uint, 0644);
MODULE_PARM_DESC(uint3, "a value");
static unsigned int uint4;
module_param(uint4, uint, 0644);
MODULE_PARM_DESC(uint4, "a value");
static bool bool0;
module_param(bool0, bool, 0644);
MODULE_PARM_DESC(bool0, "a value");
static bool bool1;
module_param(bool1, bool, 0644);
MODULE_PARM_DESC(bool1, "a value");
static bool bool2;
module_param(bool2, bool, 0644);
MODULE_PARM_DESC(bool2, "a value");
static bool bool3;
module_param(bool3, bool, 0644);
MODULE_PARM_DESC(bool3, "a value");
static bool bool4;
module_param(bool4, bool, 0644);
MODULE_PARM_DESC(bool4, "a value");
static unsigned long ulong0;
module_param(ulong0, ulong, 0644);
MODULE_PARM_DESC(ulong0, "a value");
static unsigned long ulong1;
module_param(ulong1, ulong, 0644);
MODULE_PARM_DESC(ulong1, "a value");
static unsigned long ulong2;
module_param(ulong2, ulong, 0644);
MODULE_PARM_DESC(ulong2, "a value");
static unsigned long ulong3;
module_param(ulong3, ulong, 0644);
MODULE_PARM_DESC(ulong3, "a value");
static unsigned long ulong4;
module_param(ulong4, ulong, 0644);
MODULE_PARM_DESC(ulong4, "a value");

static int __init bench_init(void)
{
	return 0;
}
module_init(bench_init);

static void __exit bench_exit(void)
{
	READ_ONCE(int0);
	READ_ONCE(int1);
	READ_ONCE(int2);
	READ_ONCE(int3);
	READ_ONCE(int4);
	READ_ONCE(uint0);
	READ_ONCE(uint1);
	READ_ONCE(uint2);
	READ_ONCE(uint3);
	READ_ONCE(uint4);
	READ_ONCE(bool0);
	READ_ONCE(bool1);
	READ_ONCE(bool2);
	READ_ONCE(bool3);
	READ_ONCE(bool4);
	READ_ONCE(ulong0);
	READ_ONCE(ulong1);
	READ_ONCE(ulong2);
	READ_ONCE(ulong3);
	READ_ONCE(ulong4);
}
module_exit(bench_exit);

MODULE_DESCRIPTION("For bench/params/measure");
MODULE_LICENSE("GPL");
