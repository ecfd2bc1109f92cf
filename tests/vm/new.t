#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='make new: a module of your own, that builds, runs and passes at once'
. "$(dirname "$0")/../toolchain.sh"

new() {
	"$repo/scripts/new" "$@" >said 2>&1
}

for lesson in hello params multifile twomods device; do
	test_expect_success "FROM=$lesson: plain kbuild builds it" '
		new NAME=blink_led FROM=$lesson DIR="$work/$lesson" && cat said &&
		make_in "$work/$lesson" && test -f "$work/$lesson/blink_led.ko"
	'
	# Where each task boots, one of them will do.
	# shellcheck disable=SC2154 # of the answer
	case $begins-$lesson in
	resumes-* | boots-hello)
		test_expect_success "FROM=$lesson: it passes" '
			checks "$work/$lesson" &&
			grep "tests/loads.t .*ok" said && grep "README.md .*ok" said
		'
		;;
	esac
	test_expect_success 'all that is named after the lesson has the new name' '
		! grep -rnwiE "hello|mixed|provider|user|twomods|countdown|lamp" \
			"$work/$lesson" --include=*.rs --include=Kbuild --include=*.c \
			--include=*.md --include=*.conf --include=*.t --exclude=moduleparam.rs
	'
	test_expect_success 'its .gitignore leaves the sources alone' '
		rsync -r --exclude-from="$work/$lesson/.gitignore" "$work/$lesson/" kept/ &&
		find kept -type f | sort >files && cat files && rm -r kept &&
		grep "[.]github/workflows/check.yml" files &&
		! grep -vE "[.](rs|c|md|t|conf|yml)$|/Kbuild$|/Makefile$|/[.]gitignore$" files &&
		grep "[.]rs$" files
	'
done

test_expect_success 'what to type next is as one types it' '
	odd="$work/it is Ann'"'"'s" && new NAME=blink DIR="$odd" && cat said &&
	eval "set -- $(sed -n "s/^  make run //p" said)" && test "$*" = "M=$odd"
'

test_expect_success 'a collection in an odd path is found there' '
	odd="$work/ours: it'"'"'s \$1 #1 & more" && collection "$odd" &&
	"$odd/scripts/new" NAME=led DIR="$work/led" &&
	make -n -C "$work/led" check >said 2>&1 && cat said &&
	eval "set -- $(sed -n "s/.*make --no-print-directory -C/-C/p" said)" &&
	test "$2" = "$odd" && test "$4" = "M=$work/led"
'

test_expect_success 'its dkms.conf has the version in one place' '
	(export kernelver=7.3 dkms_tree=/tree && sed "/^PACKAGE_VERSION/s/0\.1/0.2/" \
		"$work/hello/dkms.conf" >conf &&
		bash -c ". ./conf; echo \"\${MAKE[0]}\"; echo \"\$CLEAN\"") >told && cat told &&
	test "$(grep -c "M=/tree/[a-z_]*/0.2/build" told)" -eq 2
'

test_expect_success 'its Makefile calls that of the collection, with paths that begin there' '
	make -n -C "$work/hello" check JUNIT=a/tests.xml >said 2>&1 && cat said &&
	grep "JUNIT=.$work/hello/a/tests.xml" said &&
	make -n -C "$work/hello" check JUNIT=/a/tests.xml >said 2>&1 &&
	grep "JUNIT=./a/tests.xml" said
'

# refused CAUSE ARGUMENT…: and nothing is made.
refused() {
	cause=$1
	shift
	ls -A "$work" >before
	test_expect_code 1 new "$@" && four_lines said new "$cause" && ls -A "$work" >after &&
		test_cmp before after
}

test_expect_success 'a name that is bad, a word of Rust, or that of another module' '
	for name in "" Blink blink-led 9lives _led "a b" "$(printf "%041d" 0 | tr 0 a)"; do
		refused "this cannot be the name of a module" NAME="$name" DIR="$work/new" ||
			return 1
	done &&
	for name in loop async module kernel core; do
		refused "this name means something else to Rust or to the kernel" NAME=$name \
			DIR="$work/new" || return 1
	done &&
	refused "the kernel has a module of this name" NAME=dummy DIR="$work/new" &&
	refused "the kernel has a module of this name" NAME=snd_pcm DIR="$work/new"
'

test_expect_success 'a lesson that is none; a directory that is there, or cannot be made' '
	refused "no module can be made from FROM=noexit" NAME=blink FROM=noexit DIR="$work/new" &&
	refused "this directory is there already" NAME=blink DIR="$work/hello" &&
	refused "the directory cannot be made" NAME=blink DIR="$work/absent/new"
'

test_done
