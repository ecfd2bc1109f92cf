#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='the workflows, and the steps of action.yml'
. "$(dirname "$0")/../toolchain.sh"

test_expect_success 'the workflow takes every architecture' '
	sed -n "s/^ *arch: \[\(.*\)\]/\1/p" "$repo/.github/workflows/check.yml" | tr -d , |
		xargs -n 1 >actual && architectures | cut -d"|" -f1 >expected &&
	test_cmp expected actual
'

# A copy whose make says what it is asked to do. It fails for arm.
collection "$work/copy"
mkdir bin
cat >bin/make <<'EOS'
#!/bin/sh
echo "$@" >>"$CALLS"
case $* in *ARCH=arm' '*) exit 1 ;; esac
EOS
chmod +x bin/make
CALLS=$work/calls PATH=$PWD/bin:$PATH RUNNER_TEMP=$work
export CALLS PATH RUNNER_TEMP

# ci STEP KERNELS [NAME=VALUE…]: what it prints goes to the file `said`.
ci() {
	step=$1 kernels=$2
	shift 2
	rm -f "$CALLS"
	bad=0
	env KERNELS="$kernels" "$@" "$work/copy/scripts/ci" "$step" >said 2>&1 || bad=$?
	sed 's/^/# /' said
	return "$bad"
}

test_expect_success 'the key of the cache is that of the kernels and of what makes the cache' '
	ci prepare ARCH=x86_64 && grep -x "results=$work/linux-rust-modules" said &&
	grep "^key=" said >one && ci prepare " ARCH=x86_64
	" && grep "^key=" said >same && test_cmp one same && ci prepare ARCH=arm &&
	grep "^key=" said >other && ! cmp one other && echo >>"$work/copy/vm/host/resolve" &&
	ci prepare ARCH=x86_64 && grep "^key=" said >changed && ! cmp one changed
'

test_expect_success 'each kernel is checked, whatever came of those before it' '
	mkdir "$work/a blank" && GITHUB_STEP_SUMMARY=$work/summary && export GITHUB_STEP_SUMMARY &&
	test_expect_code 1 ci check "ARCH=arm SUITE=forky
		ARCH=arm64
	" MODULE="$work/a blank" RESULTS="$work/results" &&
	sed "s,^-C $work/copy check M=$work/a blank ,,; s,$work/,," "$CALLS" >actual &&
	test_cmp - actual <<-EOE &&
	ARCH=arm SUITE=forky JUNIT=results/ARCH_arm-SUITE_forky.xml
	ARCH=arm64 JUNIT=results/ARCH_arm64.xml
	EOE
	cat "$work/summary" && grep -c "failed$" "$work/summary" | grep -x 1 &&
	ci check ARCH=arm64 MODULE= RESULTS="$work/results" && ! grep M= "$CALLS"
'

test_expect_success 'what is no kernel is an error, before anything is done' '
	for kernels in "" "arm64" "ARCH=arm64 T=x" "ARCH=\$(id)" "ARCH=arm64
		V=1"; do
		test_expect_code 1 ci check "$kernels" MODULE= RESULTS="$work/none" &&
			four_lines said ci "this does not name a kernel" && test ! -e "$CALLS" ||
			return 1
	done
'

test_expect_success 'a new module has a workflow that names where the collection is from' '
	"$repo/scripts/new" NAME=blink DIR="$work/blink" &&
	grep "uses: OWNER/linux-rust-modules@main" "$work/blink/.github/workflows/check.yml" &&
	printf "#!/bin/sh\necho git@github.com:somebody/modules.git\n" >bin/git &&
	chmod +x bin/git &&
	"$repo/scripts/new" NAME=other DIR="$work/other" &&
	grep "uses: somebody/modules@main" "$work/other/.github/workflows/check.yml" &&
	! grep OWNER "$work/other/.github/workflows/check.yml"
'

test_done
