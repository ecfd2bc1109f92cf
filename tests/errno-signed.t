#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# append: module.sig_enforce=1

test_description='the same, where only signed modules are loaded'
. "$(dirname "$0")/lib.sh"

system_calls signed

test_done
