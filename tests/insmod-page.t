#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='hello/insmod.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"
only_in_virtual_machine "it lists every module that is installed, and every taint"

page_holds hello/insmod.md

test_done
