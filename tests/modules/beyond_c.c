// SPDX-License-Identifier: GPL-2.0

// An array that is longer than its page, for tests/params-faults.t; beyond_r.rs has the same.

#include <linux/module.h>
#include <linux/moduleparam.h>

static unsigned long long many[196];
module_param_array(many, ullong, NULL, 0644);
MODULE_PARM_DESC(many, "numbers");

MODULE_DESCRIPTION("Has an array that is longer than a page shows, in C");
MODULE_LICENSE("GPL");
