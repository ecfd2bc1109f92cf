// SPDX-License-Identifier: GPL-2.0
/*
 * The object of calendar.ko that is C.
 */
#include <linux/types.h>

bool calendar_is_leap(int year);	/* called in calendar_main.rs */

bool calendar_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
