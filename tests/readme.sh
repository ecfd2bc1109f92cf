#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Prints a README as clitest wants it: the commands and outputs of its `console` blocks, and for every
# other line a bare prompt, so that line numbers stay what they are.
sed -e '/^```console$/,/^```$/!s/.*/$/' -e 's/^```.*/$/' "$1"
