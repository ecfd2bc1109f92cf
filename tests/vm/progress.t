#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='progress: what is shown of a long command'
. "$(dirname "$0")/../toolchain.sh"

# rustc's way: warnings first, then errors, and make has the last word.
cat >compile <<'EOF'
seq 40
printf '%s\n' 'warning: unused import' ' --> hello.rs:3:5' ''
[ "$1" -eq 0 ] || printf '%s\n' 'error[E0599]: no method' ' --> hello.rs:7:5' ''
seq 100 150
echo 'hello.c:5:9: warning: unused variable'
echo '  RUSTC [M] hello.o'
exit "$1"
EOF

# progress COMMAND…: what it shows goes to the file `said`, whatever the seconds are.
progress() {
	"$repo/vm/host/progress" "$@" >stdout 2>shown && status=0 || status=$?
	sed "s/ [0-9]* s$/ N s/" shown >said && cat said
	return "$status"
}

test_expect_success 'a command that fails: all since the first error, and its status' '
	test_expect_code 3 progress compiling sh compile 3 &&
	head -n 4 said >actual && test_cmp - actual <<-\EOF &&
	compiling: failed after N s
	error[E0599]: no method
	 --> hello.rs:7:5

	EOF
	tail -n 1 said | grep "RUSTC"
'

test_expect_success 'one that does not say error: the last lines' '
	test_expect_code 2 progress counting sh -c "seq 50; exit 2" &&
	{ echo "counting: failed after N s" && seq 21 50; } >expected && test_cmp expected said
'

test_expect_success 'one that says little: since the first error, too' '
	test_expect_code 2 progress counting sh -c "echo WARNING: of another; echo error: none; \
		seq 5; exit 2" &&
	{ echo "counting: failed after N s" && echo error: none && seq 5; } >expected &&
	test_cmp expected said
'

test_expect_success 'one that succeeds: nothing; or, if they are asked for, the warnings' '
	progress compiling sh compile 0 && test_must_be_empty said &&
	progress -w compiling sh compile 0 && test_cmp - said <<-\EOF
	warning: unused import
	 --> hello.rs:3:5

	hello.c:5:9: warning: unused variable
	EOF
'

test_expect_success 'one that takes long: a line when it starts, and one when it ends' '
	progress waiting sleep 3 && test_cmp - said <<-\EOF
	waiting ...
	waiting: done in N s
	EOF
'

test_done
