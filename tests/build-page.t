#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='twomods/build.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"

page_holds twomods/build.md

test_done
