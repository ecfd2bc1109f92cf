// SPDX-License-Identifier: GPL-2.0

// The parameters of twin_r.rs, in C.

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/moduleparam.h>

#define NUMBER(kind, type)                                        \
	static type v_##kind;                                     \
	module_param_named(kind, v_##kind, kind, 0644);           \
	MODULE_PARM_DESC(kind, "one");                            \
	static type all_##kind[3];                                \
	module_param_array(all_##kind, kind, NULL, 0644);         \
	MODULE_PARM_DESC(all_##kind, "all");                      \
	static type some_##kind[4];                               \
	static unsigned int n_##kind;                             \
	module_param_array(some_##kind, kind, &n_##kind, 0644);   \
	MODULE_PARM_DESC(some_##kind, "some")

NUMBER(byte, unsigned char);
NUMBER(short, short);
NUMBER(ushort, unsigned short);
NUMBER(int, int);
NUMBER(uint, unsigned int);
NUMBER(long, long);
NUMBER(ulong, unsigned long);
NUMBER(ullong, unsigned long long);
NUMBER(hexint, unsigned int);
NUMBER(bool, bool);
NUMBER(invbool, bool);
NUMBER(bool_enable_only, bool);
NUMBER(bint, int);
NUMBER(charp, char *);

static char text[16] = "default";
module_param_string(string, text, sizeof(text), 0644);
MODULE_PARM_DESC(string, "one");

static char *label = "none";
module_param(label, charp, 0444);
MODULE_PARM_DESC(label, "with a default");

static int given[4] = { -1, 2 };
static unsigned int number_given = 2;
module_param_array_named(ports, given, int, &number_given, 0644);
MODULE_PARM_DESC(ports, "with defaults, and of another name");

static unsigned int hidden = 5;
module_param(hidden, uint, 0);
MODULE_PARM_DESC(hidden, "without a file");

static int secret = 7;
module_param(secret, int, 0600);
MODULE_PARM_DESC(secret, "for root");

static int danger;
module_param_unsafe(danger, int, 0644);
MODULE_PARM_DESC(danger, "taints");

static unsigned int port = 0x3f8;
module_param_hw(port, uint, ioport, 0644);
MODULE_PARM_DESC(port, "not in lockdown");

static int set_range(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 3, 300);
}
static const struct kernel_param_ops range_ops = {
	.set = set_range,
	.get = param_get_uint,
};
static unsigned int range = 3;
module_param_cb(range, &range_ops, &range, 0644);
__MODULE_PARM_TYPE(range, "uint");
MODULE_PARM_DESC(range, "3 to 300");

static int set_even(const char *val, const struct kernel_param *kp)
{
	int value;
	struct kernel_param copy = *kp;
	int err;

	copy.arg = &value;
	err = param_set_int(val, &copy);
	if (err)
		return err;
	if (value < 0)
		return -EDOM;
	*(int *)kp->arg = value & ~1;
	return 0;
}
static const struct kernel_param_ops even_ops = {
	.set = set_even,
	.get = param_get_int,
};
static int even;
module_param_cb(even, &even_ops, &even, 0644);
__MODULE_PARM_TYPE(even, "int");
MODULE_PARM_DESC(even, "rounded down");

static int set_brief(const char *val, const struct kernel_param *kp)
{
	if (strlen(val) > 3)
		return -E2BIG;
	return param_set_charp(val, kp);
}
static const struct kernel_param_ops brief_ops = {
	.set = set_brief,
	.get = param_get_charp,
	.free = param_free_charp,
};
static char *brief;
module_param_cb(brief, &brief_ops, &brief, 0644);
__MODULE_PARM_TYPE(brief, "charp");
MODULE_PARM_DESC(brief, "up to 3 bytes");

static int length = -2;
static int set_length(const char *val, const struct kernel_param *kp)
{
	int len = val ? strlen(val) : -1;

	if (len == 5)
		return -ENOENT;
	if (len == 6)
		return -EEXIST;
	if (len > 8)
		return -EXDEV;
	length = len;
	pr_info("length is %d\n", length);
	return 0;
}
static int get_length(char *buffer, const struct kernel_param *kp)
{
	if (length == 7)
		return -ENODATA;
	return sprintf(buffer, "%d\n", length);
}
static const struct kernel_param_ops length_ops = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = set_length,
	.get = get_length,
};
module_param_cb(length, &length_ops, NULL, 0644);
MODULE_PARM_DESC(length, "a callback");

static const struct kernel_param_ops writeonly_ops = {
	.set = set_length,
};
module_param_cb(writeonly, &writeonly_ops, NULL, 0644);
MODULE_PARM_DESC(writeonly, "a callback without get");

static const char *const modes[] = { "off", "auto", "on demand" };
static int mode = 1;
static int set_mode(const char *val, const struct kernel_param *kp)
{
	int i = sysfs_match_string(modes, val);

	if (i < 0)
		return i;
	mode = i;
	return 0;
}
static int get_mode(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%s\n", modes[mode]);
}
static const struct kernel_param_ops mode_ops = {
	.set = set_mode,
	.get = get_mode,
};
module_param_cb(mode, &mode_ops, NULL, 0644);
__MODULE_PARM_TYPE(mode, "string");
MODULE_PARM_DESC(mode, "one of three");

static int told;
static int set_told(const char *val, const struct kernel_param *kp)
{
	int err = param_set_int(val, kp);

	if (!err)
		pr_info("told %d\n", told);
	return err;
}
static const struct kernel_param_ops told_ops = {
	.set = set_told,
	.get = param_get_int,
};
module_param_cb(told, &told_ops, &told, 0644);
__MODULE_PARM_TYPE(told, "int");
MODULE_PARM_DESC(told, "tells of each value");

static char *told_text;
static int set_told_text(const char *val, const struct kernel_param *kp)
{
	int err = param_set_charp(val, kp);

	if (!err)
		pr_info("told %zu bytes\n", strlen(told_text));
	return err;
}
static const struct kernel_param_ops told_text_ops = {
	.set = set_told_text,
	.get = param_get_charp,
	.free = param_free_charp,
};
module_param_cb(told_text, &told_text_ops, &told_text, 0644);
__MODULE_PARM_TYPE(told_text, "charp");
MODULE_PARM_DESC(told_text, "tells of each text");

static int some_told[4];
static unsigned int number_told;
static const struct kparam_array some_told_array = {
	.max = 4,
	.elemsize = sizeof(int),
	.num = &number_told,
	.ops = &param_ops_int,
	.elem = some_told,
};
static int set_some_told(const char *val, const struct kernel_param *kp)
{
	int err = param_array_ops.set(val, kp);

	if (!err)
		pr_info("told of %u\n", number_told);
	return err;
}
static int get_some_told(char *buffer, const struct kernel_param *kp)
{
	return param_array_ops.get(buffer, kp);
}
static const struct kernel_param_ops some_told_ops = {
	.set = set_some_told,
	.get = get_some_told,
};
module_param_cb(some_told, &some_told_ops, (void *)&some_told_array, 0644);
__MODULE_PARM_TYPE(some_told, "array of int");
MODULE_PARM_DESC(some_told, "tells of all together");

static int __init twin_init(void)
{
	pr_info("ports[0]=%d ports[3]=%d\n", given[0], given[3]);
	pr_info("hidden=%u\n", hidden);
	pr_info("v_byte=%u, ports has %u\n", v_byte, number_given);
	return 0;
}
module_init(twin_init);

static void __exit twin_exit(void)
{
}
module_exit(twin_exit);

MODULE_DESCRIPTION("Has parameters of every kind, in C");
MODULE_LICENSE("GPL");
