#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='hello/README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"
only_in_virtual_machine "it shows what the first module of a boot logs"

page_holds hello/README.md

test_done
