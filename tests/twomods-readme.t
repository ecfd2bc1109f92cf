#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='twomods/README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"
only_in_virtual_machine "it installs modules"

page_holds twomods/README.md

test_done
