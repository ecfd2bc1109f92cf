#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='params/modprobe.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"
only_in_virtual_machine "it installs a module, and configures modprobe"

page_holds params/modprobe.md

test_done
