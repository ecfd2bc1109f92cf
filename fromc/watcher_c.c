// SPDX-License-Identifier: GPL-2.0
/*
 * watcher.rs in C, to compare.
 */
#include <linux/module.h>

struct watcher {
	atomic_t seen;
	struct notifier_block block;
};

static int told(struct notifier_block *block, unsigned long state, void *data)
{
	struct watcher *me = container_of(block, struct watcher, block);
	struct module *module = data;

	if (state == MODULE_STATE_COMING)
		pr_info("watcher_c: %d: %s\n", atomic_inc_return(&me->seen), module->name);
	return NOTIFY_OK;
}

static struct watcher watcher = {
	.block = { .notifier_call = told },
};

static int __init watcher_init(void)
{
	return register_module_notifier(&watcher.block);
}
module_init(watcher_init);

static void __exit watcher_exit(void)
{
	unregister_module_notifier(&watcher.block);
}
module_exit(watcher_exit);

MODULE_DESCRIPTION("Logs which modules are loaded, in C");
MODULE_VERSION("1.0");
MODULE_LICENSE("GPL");
