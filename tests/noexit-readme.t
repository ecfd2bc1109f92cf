#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='noexit/README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"
only_in_virtual_machine "it lists every module that is loaded, and every taint"

page_holds noexit/README.md

test_done
