#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='a kernel that we build: it is there whole, or not at all'
. "$(dirname "$0")/../toolchain.sh"

# A source of one file, compilers that only say what they are, and a make that does what it is told
# in the file `act`.
mkdir -p bin tree/linux/scripts "$work/built"
echo '# a Makefile' >tree/linux/Makefile
echo 'int x;' >tree/linux/x.c
tar -cJf "$work/source.tar.xz" -C tree linux
for compiler in clang rustc; do
	printf '#!/bin/sh\ncat "%s"\n' "$PWD/$compiler-version" >bin/$compiler
	echo "$compiler 1" >$compiler-version
done
cat >bin/make <<'EOS'
#!/bin/sh
program=$(cut -d' ' -f4 "/proc/$PPID/stat") # which has a shell for what make prints
cd "$2" && . "$ACT"
case $* in
*allnoconfig*)
	mkdir -p include/config
	cp "$KCONFIG_ALLCONFIG" .config
	printf 'CONFIG_RUSTC_VERSION_TEXT="%s"\n' "$(rustc)" >>.config
	printf 'CONFIG_CC_VERSION_TEXT="%s"\n' "$(clang)" >>.config
	echo 9.9.9-debug >include/config/kernel.release
	;;
*)
	echo "$*" >>made
	touch x.o image
	;;
esac
EOS
chmod +x bin/*
ACT=$PWD/act PATH=$PWD/bin:$PATH
export ACT
: >act

# An answer of vm/host/resolve, for it.
there=$work/built/9.9.9-debug
{
	cat "$KERNEL"
	printf "release=9.9.9-debug version='' llvm=1 arch=x86_64 configuration='common embedded'\n"
	printf "kdir='%s' image='%s' source='%s'\n" "$there" "$there/image" "$work/source.tar.xz"
} >answer
KERNEL=$PWD/answer

# kernel [OPTION]
kernel() {
	"$repo/vm/toolchain/kernel" "$@"
}

test_expect_success 'a build that is interrupted leaves nothing that is taken for a kernel' '
	echo "case \$* in *modules*) touch begun; kill -9 \$program; exit 1 ;; esac" >act &&
	test_expect_code 137 kernel && : >act && ! test -e "$there" &&
	test_expect_code 1 kernel --check
'

test_expect_success 'the next call goes on, and then it is there' '
	test -f "$there.new/begun" && kernel && test -f "$there/begun" && test -f "$there/image" &&
	grep image "$there/made" && kernel --check && ! test -e "$there.new"
'

test_expect_success 'what building modules does not need is gone' '
	test -f "$there/Makefile" && ! test -e "$there/x.c" && ! test -e "$there/x.o"
'

test_expect_success 'a kernel that is there is not built once more' '
	echo "exit 1" >act && kernel && : >act
'

test_expect_success 'but by other compilers it is' '
	for compiler in clang rustc; do
		echo "$compiler 2" >$compiler-version && test_expect_code 1 kernel --check &&
			kernel && kernel --check && ! test -e "$there/begun" || return 1
	done
'

test_expect_success 'a build that fails says so, and where' '
	rm -r "$there" && echo "case \$* in *modules*) echo bad; exit 2 ;; esac" >act &&
	test_expect_code 1 kernel 2>said && four_lines said kernel "the kernel was not built" bad \
		"less $there.log" && test_expect_code 1 kernel --check
'

test_expect_success 'so does one whose configuration is not what was asked for' '
	echo "grep -v CONFIG_RUST= \$KCONFIG_ALLCONFIG >x; cp x \$KCONFIG_ALLCONFIG-less" >act &&
	echo "KCONFIG_ALLCONFIG=\$KCONFIG_ALLCONFIG-less" >>act &&
	test_expect_code 1 kernel 2>said && four_lines said kernel \
		"the configuration is not what was asked for" "without CONFIG_RUST=y" &&
	test_expect_code 1 kernel --check
'

test_expect_success 'and one that calls itself otherwise' '
	echo "case \$* in *modules*) echo 9.9.8 >include/config/kernel.release ;; esac" >act &&
	test_expect_code 1 kernel 2>said && four_lines said kernel "the kernel has another name" \
		9.9.8 && test_expect_code 1 kernel --check
'

test_expect_success 'a kernel of another kind is none of these' '
	echo "configuration=" >>answer && test_expect_code 1 kernel 2>said &&
	four_lines said kernel "this kernel is not one that we build"
'

test_done
