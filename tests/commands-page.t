#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='hello/commands.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"
only_in_virtual_machine "it lists every module that is loaded"

page_holds hello/commands.md

test_done
