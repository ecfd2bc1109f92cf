#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='the environment: what it happens to hold is not meant for any of this'
. "$(dirname "$0")/../toolchain.sh"

# Each line is what an environment may hold. Nobody can make anything in /proc.
cat >rows <<'EOR'
ARCH=64
ARCH=x86
ARCH=arm
SUITE=sid
KVER=1.2.3
KDIR=/proc/absent
LLVM=1
DEBUG=1
CC=clang
HOSTCC=/proc/absent
LD=/proc/absent
OBJCOPY=/proc/absent
CROSS_COMPILE=x-
RUSTC=/proc/absent
RUSTDOC=/proc/absent
BINDGEN=/proc/absent
RUSTFLAGS=-Dx
RUSTC_WRAPPER=/proc/absent
RUSTC_BOOTSTRAP=0
RUSTC_LOG=debug
CFLAGS=-Dx=
LDFLAGS=-x
KCFLAGS=-Dx=
KCPPFLAGS=-Dx=
KAFLAGS=-Dx=
KRUSTFLAGS=-Dx
HOSTCFLAGS=-Dx=
CPATH=/proc/absent
GCC_EXEC_PREFIX=/proc/absent/
COMPILER_PATH=/proc/absent
DEPENDENCIES_OUTPUT=/proc/absent/x
KBUILD_OUTPUT=/proc/absent
KBUILD_EXTMOD=/proc/absent
KBUILD_EXTMOD_OUTPUT=/proc/absent
KBUILD_EXTRA_SYMBOLS=/proc/absent
KBUILD_EXTRA_WARN=123e
KBUILD_VERBOSE=2
KBUILD_MODPOST_WARN=1
KBUILD_BUILD_TIMESTAMP=x
KBUILD_SIGN_PIN=x
KCONFIG_CONFIG=/proc/absent
M=/proc/absent
MO=/proc/absent
O=/proc/absent
C=2
V=2
W=123e
T=x
JOBS=0
TIME_LIMIT=0
CASES=x
SEED=x
LOADS=x
LESSON=x
TESTS=m
CLIPPY=1
DOC=/proc/absent
INSTALL_MOD_PATH=/proc/absent
INSTALL_MOD_DIR=x
INSTALL_MOD_STRIP=1
MODULE_SIG_KEY=/proc/absent
MODULE_SIG_CERT=/proc/absent
MODULES_DIRECTORY=/proc/absent
KERNEL=/proc/absent
BUILD=/proc/absent
SETTINGS=x
VM_KERNEL=/proc/absent
VM_QEMU=-absent
VIRTUAL_MACHINE=1
SOURCE_DATE_EPOCH=1
TAR_OPTIONS=--absent
XZ_OPT=--absent
GREP_OPTIONS=-v
RSYNC_RSH=/proc/absent
PYTHONHOME=/proc/absent
PERL5OPT=-Mabsent
POSIXLY_CORRECT=1
CDPATH=.
CDPATH=/:/usr
ENV=/proc/absent
BASH_ENV=/proc/absent
IFS=/
PS4=$(touch /proc/absent)
MAKEFILES=
MAKEFILES=/proc/absent
MAKELEVEL=7
MAKE=/proc/absent
MAKE_COMMAND=/proc/absent
a b=c
x%%=() { false; }
x#y:z$(touch /proc/absent)=c
release=x
repo=/proc/absent
find=/proc/absent
kernel=/proc/absent
kdir=/proc/absent
quote=x
EOR

# Those with different names can be held at once, in some files: once.1, once.2 and so on.
awk -F= '{ print >"once." ++seen[$1] }' rows
: >none

# holding FILE COMMAND…: with an environment that holds all rows of FILE besides.
holding() {
	of=$1
	shift
	while read -r held; do
		set -- "$held" "$@"
	done <"$of"
	env "$@"
}

# same_with_all FUNCTION: it holds for each of these files. If not, the first row to blame is named.
same_with_all() {
	for file in once.*; do
		"$1" "$file" && continue
		while read -r row; do
			echo "$row" >one
			"$1" one >/dev/null 2>&1 || {
				echo "with $row"
				break
			}
		done <"$file"
		return 1
	done
}

# What would do the work here says instead what it is told: its words and its environment.
cat >"$work/teller" <<'EOS'
#!/bin/sh
{
	printf '%s' "${0##*/}" && printf ' [%s]' "$@" && echo
	env | LC_ALL=C sort | grep -vE '^(_|MAKELEVEL|MAKEFILES)='
} >>"$TMPDIR/told"
case $0 in
*/uname) echo 0.0.0-none ;;
*/find) echo "$TMPDIR/kdir" ;;
*/setup) echo "$TMPDIR/kernel" ;;
esac
EOS
chmod +x "$work/teller"
mkdir "$work/kdir"
printf 'modules modules_install clean:\n\t@$(TMPDIR)/teller kbuild $@\n' >"$work/kdir/Makefile"
printf 'kdir=/kdir release=1.2.3\n' >"$work/kernel"
collection "$work/tellers"
(
	cd "$work/tellers" && find kdir scripts vm tests -type f -perm -u+x |
		while read -r program; do cp "$work/teller" "$program"; done
)
all=$(targets | grep -vxE 'fmt|distclean|help')

# told FILE: what all of them are told by every target of the Makefile, and what make says, goes to
# the file `told`.
told() {
	rm -f "$work/told"
	for words in "KDIR=$work/kdir" ARCH=arm; do
		# shellcheck disable=SC2086 # one word a target
		TMPDIR=$work holding "$1" make -k -C "$work/tellers" "$words" $all >said 2>&1 || :
		sed 's/^make\[.*\]:/make:/' said >>"$work/told"
	done
	mv "$work/told" told
}

test_expect_success 'there is something to tell: each target starts a program, or kbuild' '
	told none && cp told expected &&
	for program in complete install sign clippy doc rust-analyzer \
		package pages setup for-another enter check; do
		grep "^$program \[" expected || return 1
	done && grep "^teller \[kbuild\] \[modules\]" expected
'

tells_the_same() {
	told "$1" && test_cmp expected told
}

test_expect_success 'none of these is told anything else with any row' '
	same_with_all tells_the_same
'

# For this kernel there are neither headers nor a set-up.
mkdir "$work/bin" && cp "$work/teller" "$work/bin/uname"
collection "$work/plain"

# plain FILE
plain() {
	! TMPDIR=$work PATH=$work/bin:$PATH XDG_CACHE_HOME=$work/cache \
		holding "$1" make -C "$work/plain" >said 2>&1 && sed -i "s/^make\[.*\]:/make:/" said
}

test_expect_success 'without headers, make says so and starts nothing' '
	plain none && four_lines said make "there are no headers for the kernel .*0.0.0-none" &&
	cp said expected
'

is_as_plain() {
	plain "$1" && test_cmp expected said && ! test -e "$work/cache"
}

test_expect_success 'with any row, too' '
	same_with_all is_as_plain
'

small "$work/hello" hello/hello
# shellcheck disable=SC2086 # several words
builds_the_same() {
	rm -f "$work/hello/hello/hello.ko" && touch "$work/hello/hello/hello.rs" || return
	holding "$1" make -C "$work/hello" KDIR="$kdir" $typed >said 2>&1 ||
		{ cat said && return 1; }
	same "$work/hello/hello/hello.ko" "$BUILD/hello/hello.ko"
}

test_expect_success 'with any row, make builds the same module' '
	for file in once.*; do
		builds_the_same "$file" || return 1
	done
'

test_expect_success 'and cleans' '
	holding once.1 make -C "$work/hello" KDIR="$kdir" $typed clean &&
	! test -e "$work/hello/hello/hello.ko"
'

test_expect_success 'kdir/find itself does not listen to it' '
	echo "$kdir" >expected && holding once.1 "$repo/kdir/find" "$kdir" >actual &&
	test_cmp expected actual
'

test_expect_success 'nor does vm/host/resolve' '
	"$repo/vm/host/resolve" >expected && holding once.1 "$repo/vm/host/resolve" >actual &&
	test_cmp expected actual
'

# A CDPATH makes cd say where it goes, or go elsewhere.
test_expect_success 'every program finds the others with CDPATH' '
	(cd "$repo" && for program in kdir/* scripts/* vm/host/* vm/toolchain/* tests/check; do
		[ -f "$program" ] && [ -x "$program" ] || continue
		"$program" --help >"$work/expected" &&
			CDPATH=.:/usr "$program" --help >"$work/actual" 2>&1 &&
			test_cmp "$work/expected" "$work/actual" || return 1
	done) &&
	(cd "$repo" && scripts/pages && kdir/find "$kdir" && vm/host/resolve) >expected &&
	(cd "$repo" && export CDPATH=.:/usr && scripts/pages && kdir/find "$kdir" &&
		vm/host/resolve) >actual && test_cmp expected actual
'

test_expect_success 'none asks cd where it is' '
	(cd "$repo" &&
		test_expect_code 1 grep -rnE "[$][(]cd " kdir scripts vm tests/check tests/run)
'

test_done
