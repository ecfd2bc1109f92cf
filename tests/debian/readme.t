#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian

test_description='kdir/README.md, "On your own machine": each command, as a user types it'
. "$(dirname "$0")/lib.sh"

# Its blocks, a file for each: what is in one of `sh` must succeed, one of `console` says what
# comes out.
blocks=$home/../blocks
mkdir "$blocks"
sed -n '/^## On your own machine$/,/^## Other/p' "$lessons/kdir/README.md" |
	sed "s/7\.3\.4+deb13-amd64/$(uname -r)/g; s/-amd64/-$(dpkg --print-architecture)/g" |
	awk -v blocks="$blocks" '
		/^```/ {
			if (!block) file = sprintf("%s/%02d.%s", blocks, ++n, substr($0, 4))
			if (!block && !/(sh|console)$/) file = "/dev/null"
			block = !block
			next
		}
		block { print >file }'

test_expect_success 'there are blocks of both kinds' '
	ls "$blocks" && test "$(ls "$blocks" | grep -c sh$)" -gt 2 &&
	test "$(ls "$blocks" | grep -c console$)" -gt 2
'

test_expect_success 'before, make says what is missing' '
	test_must_fail as_learner "make 2>&1" >said && cat said &&
	grep "^make: error: the headers of $(uname -r) lack the Rust metadata$" said &&
	grep "^  next:   make kdir, which completes them$" said
'

for block in "$blocks"/*; do
	start=$(date +%s)
	case $block in
	*.sh) command="sh -e ../blocks/${block##*/}" ;;
	*) command="clitest --color never ../blocks/${block##*/}" ;;
	esac
	test_expect_success "$(head -n 1 "$block")" 'as_learner "$command"'
	printf '# %s s\n' "$(($(date +%s) - start))"
done

test_done
