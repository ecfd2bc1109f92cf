#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='the harness: what must make `make check` fail does, and says why'
. "$(dirname "$0")/../toolchain.sh"

# fails FIXTURE WORDS…: the verdict is a failure, and each of WORDS is in it.
fails() {
	test_expect_code 1 check "$1" && grep "^Result: FAIL$" said || return
	shift
	for words; do
		grep -e "$words" said || return
	done
}

test_expect_success 'a test that passes passes' '
	check good && grep "^Result: PASS$" said
'

test_expect_success 'in a checkout whose path has a blank and more, too' '
	odd="$work/a blank (it'"'"'s \$1 & more)" && collection "$odd" &&
	(cd "$odd" && tests/check tests/vm/progress.t) >said 2>&1 || { cat said && false; } &&
	grep "^Result: PASS$" said
'

test_expect_success 'results that cannot be written fail' '
	printf "#!/bin/sh\nexit 3\n" >"$odd/tests/junit" &&
	(cd "$odd" &&
		test_expect_code 1 tests/check JUNIT="$work/results.xml" tests/vm/progress.t) &&
	test ! -e "$work/results.xml"
'

test_expect_success 'a test that fails' '
	fails fail "Failed test:  2" "tests/vm/fixtures/fail.t" "the same with V=1 shows all"
'

test_expect_success 'a page whose commands print something else: what they print' '
	mkdir "$work/page" && echo "obj-m :=" >"$work/page/Kbuild" &&
	printf "%s\n" "\`\`\`console" "$ echo one" two "$ echo good" good "\`\`\`" \
		>"$work/page/README.md" && test_must_fail checks "$work/page" &&
	grep -q "^not ok 1 - README.md: echo one" said && grep -x "# [+]one" said &&
	test_must_fail grep "^ok" said
'

test_expect_success 'a test file that exits with an error' '
	fails status "Non-zero exit status: 3"
'

test_expect_success 'TAP cut short' '
	fails short "Bad plan.  You planned 2 tests but ran 1."
'

test_expect_success 'a test file with no test' '
	fails none "No plan found in TAP output"
'

test_expect_success 'a test file that is not there' '
	test_expect_code 1 check absent && grep "there is no test tests/vm/fixtures/absent.t" said
'

test_expect_success 'a page that has no commands' '
	(cd "$repo" && test_expect_code 1 tests/check hello/own.md) >said 2>&1 &&
	four_lines said pages "the page hello/own.md has no commands to play"
'

limit=15
# shellcheck disable=SC2154 # of the answer
[ "$begins" = resumes ] || limit=60
test_expect_success 'JUNIT writes all of that for a CI, what is skipped too; or nothing' '
	printf "%s\n" "echo 1..2" "echo ok 1 - one" "echo ok 2 \# skip for no reason" >skips.t &&
	sed -i "1i # runs in: the toolchain root" skips.t &&
	(cd "$repo" && test_expect_code 1 tests/check JUNIT="$work/tests.xml" \
		tests/vm/fixtures/fail.t tests/vm/fixtures/status.t "$OLDPWD/skips.t") >said 2>&1 &&
	sed "s/^/# /" said "$work/tests.xml" && grep "fixtures/fail.t has ended" said &&
	grep "tests, 1 failures, 1 errors, 1 skipped" said &&
	python3 -c "import sys, xml.etree.ElementTree as e
for case in e.parse(sys.argv[1]).iter(\"testcase\"):
    for found in case: print(found.tag, case.get(\"name\"), found.get(\"message\"))
	" "$work/tests.xml" >actual && cat actual && grep "^failure 2 " actual &&
	grep "^skipped 2 - for no reason for no reason" actual &&
	(cd "$repo" && test_expect_code 1 tests/check JUNIT="$work" tests/vm/fixtures/fail.t) \
		2>said && four_lines said check "JUNIT is a directory"
'

test_expect_success 'what is the same on every kernel is left out, unless it is named' '
	mkdir bin && printf "#!/bin/sh\nprintf \"%%s\n\" \"\$@\" | sed -n /tests/p\n" >bin/prove &&
	chmod +x bin/prove && (PATH=$PWD/bin:$PATH && cd "$repo" && tests/check >"$work/all" &&
	tests/check -k >"$work/own" && tests/check -k tests/text/page.t >"$work/named") &&
	grep -x tests/text/page.t "$work/all" && ! grep -x tests/text/page.t "$work/own" &&
	grep -x tests/vm/verdict.t "$work/own" && grep -x tests/text/page.t "$work/named"
'

test_expect_success 'a test that hangs' '
	TIME_LIMIT=$limit && export TIME_LIMIT && test_when_finished "unset TIME_LIMIT" &&
	fails hang "hang: no end within $limit s" "hang.log, the kernel.s log" \
		"Non-zero exit status: 1"
'

test_expect_success 'a test that makes the kernel panic' '
	fails oops "oops: the kernel is not well" "found:  .*Kernel panic - not syncing: sysrq" \
		"oops.log, the kernel.s log" "Non-zero exit status: 1"
'

test_expect_success 'the log of that kernel is kept, from its first line on' '
	log=$(sed -n "s/.*next:   less \(.*\), the kernel.*/\1/p" said) &&
	grep "Linux version $release " "$log" &&
	grep "Kernel panic - not syncing: sysrq" "$log"
'

for trouble in WARNING: LOCKUP UBSAN:; do
	test_expect_success "a kernel that logs a line with $trouble" '
		test_expect_code 1 check trouble "LOGGED=$trouble" &&
		grep "trouble: the kernel is not well" said && grep "found:  .*$trouble" said
	'
done

kasan=BUG:_KASAN:_slab-use-after-free_in_init
test_expect_success 'trouble that a test expects is none, nor is the taint that comes of it' '
	check expected LOGGED=$kasan TAINT=32 && grep "^Result: PASS$" said
'

test_expect_success 'but it must come' '
	test_expect_code 1 check expected LOGGED=fine &&
	grep "expected: the kernel has not logged the trouble that was expected" said &&
	grep "found:  none with: BUG: KASAN: slab-use-after-free" said
'

for other in BUG:_KASAN:_slab-out-of-bounds_in_init WARNING:; do
	test_expect_success "and other trouble beside it fails: $other" '
		test_expect_code 1 check expected LOGGED=$kasan ALSO=$other &&
		grep "expected: the kernel is not well" said &&
		grep "found:  .*$(echo $other | tr _ " ")" said
	'
done

test_expect_success 'but for that which it says it may bring' '
	check expected LOGGED=$kasan ALSO=UBSAN:_of_a_fixture TAINT=32 &&
	grep "^Result: PASS$" said
'

test_expect_success 'so does another taint' '
	test_expect_code 1 check expected LOGGED=$kasan TAINT=512 &&
	grep "expected: the kernel is tainted" said
'

test_expect_success 'a kernel that has warned, by its taint' '
	test_expect_code 1 check taint && grep "taint: the kernel is tainted" said &&
	grep "found:  512$" said
'

test_expect_success 'a guest that never boots' '
	TIME_LIMIT=5 VM_QEMU=-S && export TIME_LIMIT VM_QEMU &&
	test_when_finished "unset TIME_LIMIT VM_QEMU" &&
	fails good "the guest did not boot within 5 s" "Non-zero exit status: 1"
'

test_expect_success 'a kernel that is none' '
	VM_KERNEL=$repo/README.md TIME_LIMIT=5 && export VM_KERNEL TIME_LIMIT &&
	test_when_finished "unset VM_KERNEL TIME_LIMIT" &&
	fails good "QEMU failed\|the guest did not boot within 5 s" \
		"Non-zero exit status: 1"
'

test_done
