#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='the errno of each system call, as in the Linux Test Project'
. "$(dirname "$0")/lib.sh"

system_calls stock

test_done
