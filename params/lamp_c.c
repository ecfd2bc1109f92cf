// SPDX-License-Identifier: GPL-2.0
/*
 * lamp.rs in C, to compare.
 */
#include <linux/module.h>

static int pin = 4;
module_param(pin, int, 0);
MODULE_PARM_DESC(pin, "where the lamp is connected");

static unsigned int brightness = 50;
module_param(brightness, uint, 0644);
MODULE_PARM_DESC(brightness, "in percent");

static char *label = "lamp";
module_param(label, charp, 0444);
MODULE_PARM_DESC(label, "what you call it");

static unsigned int blink[4] = { 500, 500 };
static unsigned int blink_count = 2;
module_param_array(blink, uint, &blink_count, 0644);
MODULE_PARM_DESC(blink, "in ms");

static int __init lamp_init(void)
{
	if (brightness > 100)
		return -EINVAL;
	pr_info("lamp_c: pin %d\n", pin);
	pr_info("lamp_c: brightness %u\n", brightness);
	pr_info("lamp_c: label %s\n", label);
	for (unsigned int i = 0; i < blink_count; i++)
		pr_info("lamp_c: blink %u\n", blink[i]);
	return 0;
}
module_init(lamp_init);

static void __exit lamp_exit(void)
{
}
module_exit(lamp_exit);

MODULE_DESCRIPTION("Has parameters, in C");
MODULE_LICENSE("GPL");
