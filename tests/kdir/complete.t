#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='kdir/complete: what it makes and what it refuses'
. "$(dirname "$0")/../toolchain.sh"

. "$repo/tests/kdir/fake.sh"

test_expect_success 'makes a build directory, says where it is, and what proves it' '
	kdir_with >stdout 2>said &&
	echo "$PWD/out/kdir" >expected &&
	tail -n 1 stdout >actual &&
	test_cmp expected actual &&
	grep "^prove: 3 of 3 exported Rust symbols, 4 of 4 generated files identical$" said &&
	for file in .config Module.symvers rust/libkernel.rmeta rust/libmacros.so \
		scripts/target.json; do
		test -e out/kdir/$file || return 1
	done
'

test_expect_success 'does not compile a program that the headers bring along' '
	source_of tools "\$ a prepare: tools/objtool\ntools/objtool:\n\tfalse" &&
	refuses "make failed for 9.9.1+test" --source "$PWD/tools.tar" &&
	mkdir -p headers/tools/objtool && cp bin/rustc headers/tools/objtool/objtool &&
	test_when_finished "rm -r headers/tools" && kdir_with --source "$PWD/tools.tar"
'

test_expect_success 'leaves an up-to-date result as it is' '
	touch out/kdir/mine &&
	kdir_with &&
	test -e out/kdir/mine
'

test_expect_success 'makes it again when the headers have changed' '
	echo "# changed" >>headers/.config &&
	kdir_with &&
	test_must_fail test -e out/kdir/mine
'

test_expect_success 'says so when the headers lack nothing' '
	cp -R headers whole && mkdir whole/rust && : >whole/rust/libkernel.rmeta &&
	kdir_with --headers "$PWD/whole" >actual &&
	echo "$PWD/whole" >expected &&
	test_cmp expected actual
'

test_expect_success 'refuses a kernel without Rust' '
	cp -R headers no-rust && sed -i s/CONFIG_RUST=y/x/ no-rust/.config &&
	refuses "9.9.1+test was built without Rust" --headers "$PWD/no-rust" &&
	grep "found:  CONFIG_RUST is not set in $PWD/no-rust/.config" said
'

test_expect_success 'refuses a kernel with Rust that is older than the sources' '
	refuses "the kernel 6.14.0+test is older than the sources here" 6.14.0+test &&
	grep "found:  Linux 6.14$" said
'

test_expect_success 'refuses when there are no headers' '
	refuses "there are no headers for 9.9.1+test" --headers "$PWD/absent" &&
	grep "next:   sudo apt install linux-headers-9.9.1+test" said
'

test_expect_success 'refuses headers without Module.symvers' '
	cp -R headers no-symvers && rm no-symvers/Module.symvers &&
	refuses "the headers of 9.9.1+test are incomplete" --headers "$PWD/no-symvers"
'

test_expect_success 'refuses another rustc than the one that built the kernel' '
	cp bin/rustc rustc && test_when_finished "mv rustc bin/rustc" &&
	sed -i s/1.85.1/1.97.1/ bin/rustc &&
	refuses "rustc is not the one that built 9.9.1+test" &&
	grep "found:  rustc 1.97.1 (test)" said && grep "needed: rustc 1.85.1 (test)" said
'

test_expect_success 'refuses another bindgen than the one that built the kernel' '
	cp bin/bindgen bindgen && test_when_finished "mv bindgen bin/bindgen" &&
	sed -i s/0.71.1/0.72.1/ bin/bindgen &&
	refuses "bindgen is not the one that built 9.9.1+test" &&
	grep "found:  bindgen 0.72.1" said && grep "needed: bindgen 0.71.1" said
'

test_expect_success 'refuses when bindgen is missing' '
	mv bin/bindgen bin/away && test_when_finished "mv bin/away bin/bindgen" &&
	refuses "bindgen is not the one that built 9.9.1+test" &&
	grep "found:  no $PWD/bin/bindgen" said
'

test_expect_success 'refuses when the source of the core library is missing' '
	mv sysroot away && test_when_finished "mv away sysroot" &&
	refuses "the source of Rust.s core library is missing" &&
	grep "next:   sudo apt install rust-src" said
'

# Debian 13's first kernel, whose headers the toolchain root of that suite has.
without_rust=$(echo /usr/src/linux-headers-6.*-amd64)
[ ! -d "$without_rust" ] || test_set_prereq WITHOUT_RUST

test_expect_success WITHOUT_RUST 'refuses a real kernel without Rust' '
	old=${without_rust#/usr/src/linux-headers-} &&
	test_expect_code 1 "$repo/kdir/complete" --headers "$without_rust" --output "$PWD/out" \
		"$old" 2>said &&
	four_lines said kdir "$old was built without Rust" \
		"CONFIG_RUST is not set in $without_rust/.config"
'

test_expect_success 'refuses when the source is missing' '
	refuses "the source of 9.9.1+test is missing" --source "$PWD/absent.tar" &&
	grep "next:   sudo apt install linux-source-9.9, of the version of linux-headers-9.9" said
'

for program in xz gzip bzip2 zstd; do
	test_expect_success "takes an archive that $program has compressed" '
		rm -rf out && $program -kc good.tar >good.tar.packed && kdir_with \
			--source "$PWD/good.tar.packed"
	'
done

source_of built && cat >>tree/built/Makefile <<EOF
prepare: listed
listed:
	cd "\$(CURDIR)" && find . | sort >"$PWD/listed"
EOF
mkdir -p tree/built/include/config tree/built/arch/x/include/generated tree/built/.git
touch tree/built/.config tree/built/a.o tree/built/.a.o.cmd

test_expect_success 'takes a directory, without what was built in it, and leaves it as it is' '
	find tree/built | sort >before && rm -rf out && kdir_with --source "$PWD/tree/built" &&
	find tree/built | sort >after && test_cmp before after &&
	printf "%s\n" . ./Makefile ./arch ./arch/x ./arch/x/include ./include >expected &&
	test_cmp expected listed
'

test_expect_success 'refuses the source of another version' '
	source_of older s/SUBLEVEL.*/SUBLEVEL\ =\ 11/ &&
	refuses "the source is of another version than 9.9.1+test" --source "$PWD/older.tar" &&
	grep "found:  9.9.11 in" said && grep "next:   .*, of the version of linux-headers-" said &&
	title=$(sed -n "s/.*; or .\(.*\). in kdir.README.md$/\1/p" said) && test "$title" &&
	grep "^##* $title$" "$repo/kdir/README.md" &&
	printf "#!/bin/sh\necho linux-source-9.9=9.9.1-1\n" >bin/dpkg-query &&
	chmod +x bin/dpkg-query && test_when_finished "rm bin/dpkg-query" &&
	(PATH=$PWD/bin:$PATH && refuses "the source is of another version than 9.9.1+test" \
		--source "$PWD/older.tar") &&
	grep "next:   sudo apt install linux-source-9.9=9.9.1-1;" said
'

test_expect_success 'refuses a truncated source' '
	head -c 1200 good.tar >truncated.tar &&
	refuses "unpacking .*truncated.tar failed for 9.9.1+test" --source "$PWD/truncated.tar"
'

test_expect_success 'refuses when the configuration comes out otherwise' '
	source_of config "s/^	:/	echo CONFIG_MORE=y >>\"\$(O)\/.config\"/" &&
	refuses "this source and these tools give another configuration than 9.9.1+test has" \
		 --source "$PWD/config.tar" &&
	grep "^+CONFIG_MORE=y" said
'

# llvm_is VALUE [OPTION…]
llvm_is() {
	value=$1
	shift
	rm -rf out && kdir_with -v --source "$PWD/llvm.tar" "$@" 2>said &&
		grep -F "llvm is [$value]" said
}

test_expect_success 'LLVM is set if the headers say that clang built the kernel, and only then' '
	source_of llvm "s/^	:/	@echo llvm is \"[\$(LLVM)]\"/" && llvm_is "" &&
	llvm_is "" LLVM=1 &&
	cp -R headers clang && echo CONFIG_CC_IS_CLANG=y >>clang/.config &&
	llvm_is 1 --headers "$PWD/clang" && llvm_is -19 --headers "$PWD/clang" LLVM=-19
'

test_expect_success 'of the environment it hears nothing' '
	(export LLVM=-18 RUSTC=/absent BINDGEN=/absent ARCH=x CC=/absent KRUSTFLAGS=-Dx CDPATH=. &&
		llvm_is "" && llvm_is 1 --headers "$PWD/clang" &&
		rm -rf out && PATH=$PWD/bin:$PATH "$repo/kdir/complete" --headers "$PWD/headers" \
		--source "$PWD/good.tar" --output "$PWD/out/kdir" 9.9.1+test)
'

test_expect_success 'refuses when the build fails, and shows how it ended' '
	source_of broken "s/^	mkdir.*/	@echo some reason; exit 3/" &&
	refuses "make failed for 9.9.1+test" --source "$PWD/broken.tar" &&
	grep "^some reason" said
'

# The log is one of what tee writes.
test_expect_success 'refuses when what the build says cannot be kept' '
	printf "%s\n" "#!/bin/sh" "cat; exit 1" >bin/tee && chmod +x bin/tee &&
	test_when_finished "rm bin/tee" &&
	(export PATH="$PWD/bin:$PATH" && refuses "make failed for 9.9.1+test")
'

not_that='what was built is not what 9.9.1+test holds; it was thrown away'
test_expect_success 'refuses when one symbol is missing, and names it' '
	source_of missing "s/ _RNtwo / /" &&
	refuses "$not_that" --source "$PWD/missing.tar" &&
	grep "1 Rust symbols missing" said && grep "^_RNtwo$" said
'

test_expect_success 'refuses when one symbol is added, and names it' '
	source_of added "s/ _RNtwo / _RNtwo _RNfour /" &&
	refuses "$not_that" --source "$PWD/added.tar" &&
	grep "1 Rust symbols added" said && grep "^_RNfour$" said
'

test_expect_success 'refuses when a generated header differs' '
	source_of header "s/echo ..file/echo other/" &&
	refuses "$not_that" --source "$PWD/header.tar" &&
	grep "asm-offsets.h differ" said
'

test_expect_success 'an unknown option, and an option without its value, are refused' '
	test_expect_code 1 "$repo/kdir/complete" --frobnicate 2>said &&
	four_lines said kdir "unknown option --frobnicate" --frobnicate "kdir/complete --help" &&
	test_expect_code 1 "$repo/kdir/complete" --source 2>said &&
	four_lines said kdir "--source needs a value" none "kdir/complete --help"
'

test_done
