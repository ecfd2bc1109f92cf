#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='twomods/README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"

page_holds twomods/README.md

test_done
