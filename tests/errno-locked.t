#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# append: lockdown=integrity

test_description='the same, where the kernel is locked down'
. "$(dirname "$0")/lib.sh"

system_calls locked

test_done
