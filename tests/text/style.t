#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='style: what the checkers of shell and Rust say'
. "$(dirname "$0")/../toolchain.sh"
cd "$repo" || exit

scripts=$(grep -rlE --exclude-dir=.git --exclude-dir=book --exclude='*.md' \
	'^#!/bin/sh|shellcheck shell=sh' .)
sources=$(find . -path ./book -prune -o -type f -name '*.rs' -print)
# All that somebody wrote.
texts=$(find . -path ./.git -prune -o -path ./doc -prune -o -path ./book -prune -o -type f \
	! -name COPYING ! -name '*.pem' ! -name rust-project.json -print |
	grep -vE '\.(k?o|mod|mod\.c|cmd|d|deb)$')

test_expect_success 'there are shell programs and Rust sources to check' '
	test -n "$scripts" && test -n "$sources"
'

test_expect_success 'shellcheck' '
	shellcheck $scripts
'

test_expect_success 'shfmt' '
	shfmt -d $scripts
'

test_expect_success 'no shell program is longer than 300 lines' '
	wc -l $scripts | awk "\$2 != \"total\" && \$1 > 300 { print; bad = 1 } END { exit bad }"
'

test_expect_success 'rustfmt, as the kernel sets it' '
	rustfmt --edition 2021 --check $sources
'

test_expect_success 'clippy, warnings being errors' '
	copy=$(mktemp -d) &&
	collection "$copy" &&
	make_in "$copy" clippy
'

# moduleparam.rs is there to keep it out of modules. Those of debug/ are wrong on purpose. The
# others make a promise of a lock, or call functions of another language or module.
test_expect_success 'unsafe is only where it is the subject' '
	grep -lw unsafe $sources | sort >"$OLDPWD/actual" &&
	printf "./%s\n" debug/afterfree.rs debug/beyond.rs debug/race.rs device/score.rs \
		fromc/devices.rs fromc/watcher.rs multifile/mixed_main.rs \
		params/moduleparam.rs solutions/calendar_main.rs solutions/clerk.rs \
		solutions/dice.rs solutions/drivers.rs solutions/slate.rs \
		solutions/visitor.rs tests/modules/copies_main.rs \
		tests/modules/divide.rs twomods/export.rs twomods/user.rs \
		wrong/mistaken_main.rs >"$OLDPWD/expected" &&
	test_cmp "$OLDPWD/expected" "$OLDPWD/actual"
'

# What a const fn asserts, it asserts while it is compiled.
test_expect_success 'nothing panics on purpose, but in the lesson about that' '
	others=$(printf "%s\n" $sources | grep -v "^./wrong/") && test "$others" &&
	test_must_fail grep -nE "unwrap\(|expect\(|panic!|unreachable!|todo!" $others &&
	grep -lE "assert(_eq|_ne)?!" $sources >"$OLDPWD/actual" &&
	echo ./params/moduleparam.rs >"$OLDPWD/expected" &&
	test_cmp "$OLDPWD/expected" "$OLDPWD/actual"
'

# parm is what modinfo calls a parameter.
test_expect_success 'codespell' '
	codespell --ignore-words-list parm,debians $texts
'

# The table of architectures has a line each.
test_expect_success 'no line has more than 100 columns' '
	printf "%s\n" $texts | grep -vx -e ./vm/architectures -e ".*[.]svg" |
		xargs tests/text/columns
'

# In a block, whose lines are as they are, it may.
test_expect_success 'in a page, no command goes on in the next line' '
	awk "FNR == 1 { block = 0 } /^ *\`\`\`/ { block = !block; next }
		!block && gsub(/\`/, \"&\") % 2 { print FILENAME \":\" FNR; bad = 1 }
		END { exit bad }" $(printf "%s\n" $texts | grep "[.]md$")
'

test_expect_success 'every file has its SPDX line' '
	{ grep -rL --exclude-dir=.git --exclude-dir=doc --exclude-dir=book \
		--exclude-from=.gitignore --exclude="*.md" --exclude="*.svg" --exclude=COPYING \
		--exclude=README "SPDX-License-Identifier: GPL-2.0" . >"$OLDPWD/without" ||
		test $? -eq 1; } &&
	cat "$OLDPWD/without" && test_must_be_empty "$OLDPWD/without"
'

test_done
