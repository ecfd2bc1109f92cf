#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='multifile/README.md: what it shows is what happens'
. "$(dirname "$0")/lib.sh"

page_holds multifile/README.md

test_done
