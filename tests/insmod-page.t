#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='hello/insmod.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"

page_holds hello/insmod.md

test_done
