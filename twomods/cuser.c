// SPDX-License-Identifier: GPL-2.0
/*
 * A module in C that uses what provider.rs exports. Nothing here shows that it is Rust.
 */
#include <linux/module.h>

int provider_add(int a, int b);
int provider_negate(int a);
int provider_double(int a);
extern const int provider_version;

static int __init cuser_init(void)
{
	pr_info("cuser: provider_version is %d\n", provider_version);
	pr_info("cuser: provider_add(1, 2) is %d\n", provider_add(1, 2));
	pr_info("cuser: provider_negate(3) is %d\n", provider_negate(3));
	pr_info("cuser: provider_double(4) is %d\n", provider_double(4));
	return 0;
}
module_init(cuser_init);

static void __exit cuser_exit(void)
{
	pr_info("cuser: exit\n");
}
module_exit(cuser_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Uses the symbols of provider.ko, in C");
MODULE_IMPORT_NS("TWOMODS");
