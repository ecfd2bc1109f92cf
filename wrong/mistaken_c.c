// SPDX-License-Identifier: GPL-2.0
/*
 * The object of mistaken.ko that is C.
 */
long long mistaken_large(void);		/* called in mistaken_main.rs */

long long mistaken_large(void)
{
	return 5000000000;
}
