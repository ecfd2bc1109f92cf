#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make mutants: what it counts as noticed, as survived, and as neither'
. "$(dirname "$0")/../toolchain.sh"

# A collection of one program, and one test.
tiny=$work/tiny
mkdir -p "$tiny/tests/mutants" "$tiny/scripts"
cp "$repo/scripts/lib.sh" "$tiny/scripts/"
for program in all list one rules.py; do
	cp "$repo/tests/mutants/$program" "$tiny/tests/mutants/"
done
cat >"$tiny/add" <<'EOS'
if [ "$1" -gt 9 ]; then
	exit 1
fi
echo $(($1 + 1))
EOS
cat >"$tiny/tests/add.t" <<'EOS'
# runs in: the toolchain root
echo 1..2
[ "$(sh ./add 9)" = 10 ] || printf 'not '
echo ok 1 - it adds
! sh ./add 10 || printf 'not '
echo ok 2 - ten is too much
EOS
echo 'add | | tests/add.t' >"$tiny/tests/mutants/files"
: >"$tiny/tests/mutants/equivalent"

# changes FILE <<BLOCKS: by hand, of that file.
changes() {
	{ echo "== $1" && cat; } >"$tiny/tests/mutants/by-hand"
}

# mutants [SETTING…]: what is printed goes to the file `table`, what is said to `said`.
mutants() {
	status=0
	BUILD=$tiny "$tiny/tests/mutants/all" JOBS=1 "$@" >table 2>said || status=$?
	sed 's/^/# /' table said
	return "$status"
}

test_expect_success 'a mutant that a test notices, with the line that failed' '
	changes add <<-\EOB &&
	-+ 1
	++ 2
	EOB
	mutants && grep "^noticed | add | echo .* | tests/add.t 1 - it adds$" table &&
	grep "^SEED=[0-9]*: 1 of 1 mutants" table
'

test_expect_success 'one that survives makes it fail; what it has said is shown again at the end' '
	changes add <<-\EOB &&
	-+ 1
	++ 2

	--gt 9
	+-ge 10
	EOB
	test_expect_code 1 mutants && grep "^noticed" table &&
	grep -c "^SURVIVED | add | if \[ .*-gt 9 .* -> if \[ .*-ge 10 .*" table >count &&
	echo 2 >expected && test_cmp expected count
'

test_expect_success 'unless it is known to change nothing, with a proof' '
	cat >"$tiny/tests/mutants/equivalent" <<-\EOB &&
	== add
	-if [ "$1" -gt 9 ]; then
	+if [ "$1" -ge 10 ]; then
	= A whole number that is more than 9 is at least 10.
	EOB
	mutants && grep "^equivalent | .* | A whole number" table && ! grep SURVIVED table
'

test_expect_success 'that one is tried last, whatever the seed' '
	for seed in 1 2 3 4 5 6 7 8; do
		"$tiny/tests/mutants/list" --seed $seed | tail -n 1
	done | sort -u >last && test "$(wc -l <last)" -eq 1 &&
	"$tiny/tests/mutants/list" --show "$(cat last)" | grep -e "^+.*-ge 10"
'

test_expect_success 'an entry of that list without a proof is refused, and one that is stale' '
	cp "$tiny/tests/mutants/equivalent" kept &&
	sed -i /^=.A/d "$tiny/tests/mutants/equivalent" &&
	test_expect_code 1 mutants && grep "an entry of tests/mutants/equivalent is stale" said &&
	sed "s/-ge 10/-ge 11/" kept >"$tiny/tests/mutants/equivalent" &&
	test_expect_code 1 mutants && grep "an entry of tests/mutants/equivalent is stale" said
'

test_expect_success 'one that is noticed though it is in that list makes it fail' '
	sed "s/^-if.*/-echo \$((\$1 + 1))/; s/^+if.*/+echo \$((\$1 + 2))/" kept \
		>"$tiny/tests/mutants/equivalent" && test_expect_code 1 mutants &&
	grep "^NOT EQUIVALENT | .* | changes something: tests/add.t 1 - it adds$" table &&
	: >"$tiny/tests/mutants/equivalent"
'

test_expect_success 'a change whose line is gone is refused' '
	changes add <<-\EOB &&
	-+ 3
	++ 2
	EOB
	test_expect_code 1 mutants && grep "a line of tests/mutants/by-hand is in its file" said
'

test_expect_success 'a test that ends without a word is not one that has noticed' '
	changes tests/add.t <<-\EOB &&
	-echo 1..2
	+echo 1..2; exit 3
	EOB
	echo "tests/add.t | | tests/add.t" >"$tiny/tests/mutants/files" &&
	test_expect_code 1 mutants && grep "^BROKEN | " table && ! grep "^noticed" table
'

test_expect_success 'nor one that has run fewer tests than it planned' '
	changes tests/add.t <<-\EOB &&
	-echo 1..2
	+echo 1..3
	EOB
	test_expect_code 1 mutants && grep "^BROKEN | " table
'

test_expect_success 'a test that fails without any change counts for nothing' '
	changes add <<-\EOB &&
	-+ 1
	++ 2
	EOB
	echo "add | | tests/add.t" >"$tiny/tests/mutants/files" &&
	cp "$tiny/tests/add.t" add.t && sed -i s/=.10/=\ 11/ "$tiny/tests/add.t" &&
	test_expect_code 1 mutants && cp add.t "$tiny/tests/add.t" &&
	four_lines said mutants "a test fails without any change" tests/add.t
'

test_expect_success 'the rules for shell find each condition; all of them are noticed' '
	: >"$tiny/tests/mutants/by-hand" && echo "add | shell | tests/add.t" \
		>"$tiny/tests/mutants/files" && mutants SEED=7 && grep "^SEED=7: " table &&
	for change in "if true" "if false" "-ge 9" "exit 0" ":"; do
		grep "^noticed | add | .* -> .*\($change\)" table || return 1
	done
'

test_expect_success 'a seed chooses the order; a number of minutes, when it ends' '
	"$tiny/tests/mutants/list" --seed 1 >one && "$tiny/tests/mutants/list" --seed 1 >again &&
	"$tiny/tests/mutants/list" --seed 2 >two && test_cmp one again && ! test_cmp one two &&
	sort one >all && sort two >all_too && test_cmp all all_too &&
	test_expect_code 1 mutants MINUTES=0 && grep "^SEED=[0-9]*: 0 of [1-9]" table
'

test_expect_success 'what is known is kept, and not tried again' '
	mutants RESULTS="$work/results" && mv table all && ls "$work/results" >known &&
	rm "$work/results/$(tail -n 1 known)" && mutants RESULTS="$work/results" &&
	test "$(grep -c "^mutants: .* of " said)" -eq 1 && sed "s/ in .* s$//" all >expected &&
	sed "s/ in .* s$//" table >actual && sed -i "s/SEED=[0-9]*//" expected actual &&
	test_cmp expected actual
'

test_expect_success 'a file without mutants, and what --help says' '
	test_expect_code 1 mutants README.md && four_lines said mutants \
		"there is no mutant of README.md" &&
	"$tiny/tests/mutants/all" --help && "$tiny/tests/mutants/one" --help &&
	"$tiny/tests/mutants/list" --help
'

test_expect_success 'in the collection itself, every list is in order, and there are enough' '
	"$repo/tests/mutants/list" >all && test "$(wc -l <all)" -ge 120 &&
	"$repo/tests/mutants/list" params/moduleparam.rs >some && test "$(wc -l <some)" -ge 70
'

test_done
