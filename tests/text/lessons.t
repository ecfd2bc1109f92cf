#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='the code in a lesson is that of its files, and its mistakes have the errors shown'
. "$(dirname "$0")/../toolchain.sh"

blocks=$repo/tests/text/blocks
pages=$(cd "$repo" && grep -lE '^```(rust|c|make|diff)$' ./*/*.md | sed 's,^\./,,')

test_expect_success 'the code in every page is in a file that the page links to' '
	test -n "$pages" && (cd "$repo" && "$blocks" code $pages)
'

# But for two libraries, a module that has every kind of parameter, and what shows the same in C.
test_expect_success 'a lesson shows every line of its files' '
	files=$(cd "$repo" && printf "%s\n" ./*/*.rs |
		grep -vE "^./solutions/|/(moduleparam|export|params)[.]rs$") && test "$files" &&
	(cd "$repo" && "$blocks" whole $files multifile/mixed_c.c wrong/mistaken_c.c)
'

for page in $pages; do
	count=$("$blocks" mistakes "$repo/$page")
	for n in $(seq "$count"); do
		test_expect_success KERNEL_OF_THE_TEXT "$page: mistake $n" '
			rm -rf "$work/wrong" && lesson wrong "${page%/*}" &&
			"$blocks" mistake "$repo/$page" "$n" "$work/wrong" >expected &&
			test_might_fail builds wrong && cat said &&
			"$blocks" within expected said
		'
	done
done

# words FILE: of a picture, or of its source, each once.
words() {
	case $1 in
	*.svg) sed -n "s,.*<text [^>]*>\(.*\)</text>.*,\1,p" "$1" ;;
	*)
		grep -v "^//" "$1" | grep -o "label=\"[^\"]*\"" |
			sed "s/label=\"//; s/\"\$//; s/\\\\n/\n/g"
		;;
	esac |
		sed "s/&lt;/</g; s/&gt;/>/g; s/&#45;/-/g; s/&#39;/'/g; s/&amp;/\&/g; s/  *\$//" |
		sort -u
}

for source in "$repo"/*/*.dot; do
	picture=${source%.dot}.svg
	test_expect_success "${picture#"$repo/"} has the words of its source, and a page shows it" '
		words "$source" >expected && test -s expected && words "$picture" >actual &&
		test_cmp expected actual &&
		grep -F "](${picture##*/})" "${picture%/*}"/*.md
	'
done

# What this relies on.
page() {
	printf "%s\n" "[a.rs](a.rs)" "" "$@" >page.md
}
printf "one\n    two\nthree\n" >a.rs

test_expect_success 'a line that no page has is noticed, but for what all modules have' '
	mkdir whole && printf "%s\n" "// a" "use a::{" "b," "};" "" "struct A;" "    one();" "}" \
		>whole/a.rs &&
	printf "%s\n" "\`\`\`rust" "one();" "\`\`\`" >whole/page.md && "$blocks" whole whole/a.rs &&
	echo "two();" >>whole/a.rs && test_must_fail "$blocks" whole whole/a.rs >said &&
	echo "whole/a.rs: no page shows: two();" >expected && test_cmp expected said
'

test_expect_success 'code that no file has is noticed' '
	page "\`\`\`rust" "two" "\`\`\`" && "$blocks" code page.md &&
	page "\`\`\`rust" "one" "two" "\`\`\`" && test_must_fail "$blocks" code page.md &&
	page "\`\`\`rust" "one" "three" "\`\`\`" && test_must_fail "$blocks" code page.md
'

test_expect_success 'a mistake is made in one place, and its error is that which is shown' '
	page "\`\`\`diff" "-two" "+four" "\`\`\`" "\`\`\`text" "an error" "\`\`\`" &&
	"$blocks" mistakes page.md | grep -x 1 && cp a.rs saved &&
	"$blocks" mistake page.md 1 . >expected && grep -x "an error" expected &&
	printf "one\nfour\nthree\n" >wanted && test_cmp wanted a.rs &&
	test_must_fail "$blocks" mistake page.md 1 . && cp saved a.rs &&
	printf "first\nan error\n" >said && "$blocks" within expected said &&
	printf "first\nan error\n" >expected && "$blocks" within expected said &&
	printf "an error\nfirst\n" >expected && test_must_fail "$blocks" within expected said
'

test_done
