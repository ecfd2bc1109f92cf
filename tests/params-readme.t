#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='params/README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"

page_holds params/README.md

test_done
