#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='kdir/prove: what it compares, and that nothing else will do'
. "$(dirname "$0")/../toolchain.sh"

files='autoconf.h rustc_cfg asm-offsets.h bounds.h rq-offsets.h'

# fresh: the headers of a kernel, and a build that is the same. cfi_type is C, exported by Rust.
fresh() {
	rm -rf headers build
	mkdir -p headers/include/generated build/include/generated build/rust
	for file in $files; do
		echo "$file" >"headers/include/generated/$file"
		echo "$file" >"build/include/generated/$file"
	done
	printf '0x00000000\t%s\t%s\tEXPORT_SYMBOL_GPL\t\n' _RNone vmlinux rust_two vmlinux \
		cfi_type vmlinux printk vmlinux _RNthree drivers/other >headers/Module.symvers
	printf 'EXPORT_SYMBOL_RUST_GPL(%s);\n' _RNone cfi_type >build/rust/exports_one_generated.h
	printf 'EXPORT_SYMBOL_RUST_GPL(%s);\n' rust_two >build/rust/exports_two_generated.h
	echo 'EXPORT_SYMBOL_GPL(other);' >>build/rust/exports_two_generated.h
}

# proves COUNT FILES: with that many symbols and files, and leaves nothing behind.
proves() {
	mkdir -p tmp && TMPDIR=$PWD/tmp "$repo/kdir/prove" headers build >actual 2>said &&
		echo "prove: $1 of $1 exported Rust symbols, $2 of $2 generated files identical" \
			>expected && test_cmp expected actual && test_must_be_empty said &&
		test -z "$(ls tmp)"
}

# fails LINE…: it does not, says each LINE, and nothing on standard output.
fails() {
	mkdir -p tmp
	TMPDIR=$PWD/tmp test_expect_code 1 "$repo/kdir/prove" headers build >actual 2>said &&
		cat said && test_must_be_empty actual && test -z "$(ls tmp)" || return
	for line; do
		grep -x "$line" said || return
	done
}

test_expect_success 'the same symbols and files are a proof' '
	fresh && proves 3 5
'

test_expect_success 'so are more than one of each, and one symbol' '
	fresh && sed -i "/rust_two\|cfi_type/d" headers/Module.symvers build/rust/*.h && proves 1 5
'

for symbol in _RNone rust_two; do
	test_expect_success "$symbol is missing" '
		fresh && sed -i /$symbol/d build/rust/*.h &&
		fails "prove: 1 Rust symbols missing, the first of them:" $symbol
	'
done

test_expect_success 'symbols are added, more than are shown' '
	fresh && seq -f "EXPORT_SYMBOL_RUST_GPL(_RN%g);" 11 19 \
		>>build/rust/exports_one_generated.h &&
	fails "prove: 9 Rust symbols added, the first of them:" _RN11 _RN15 && ! grep _RN16 said
'

test_expect_success 'some are missing and some are added' '
	fresh && sed -i s/_RNone/_RNsix/ build/rust/*.h &&
	fails "prove: 1 Rust symbols missing, the first of them:" _RNone \
		"prove: 1 Rust symbols added, the first of them:" _RNsix
'

test_expect_success 'one of a module is not one of the kernel' '
	fresh && sed -i "/_RNone/s/vmlinux/other/" headers/Module.symvers &&
	fails "prove: 1 Rust symbols added, the first of them:" _RNone
'

test_expect_success 'one that only begins as another is another' '
	fresh && sed -i s/rust_two/rust_two_too/ build/rust/*.h &&
	fails "prove: 1 Rust symbols missing, the first of them:" rust_two rust_two_too
'

for file in $files; do
	test_expect_success "$file differs, or is in one place alone, or in neither" '
		fresh && echo more >>build/include/generated/$file &&
		fails "headers/.*/$file build/.*/$file differ: .*\|cmp: EOF on .*/$file.*" &&
		rm build/include/generated/$file && fails &&
		rm headers/include/generated/$file && proves 3 4 &&
		echo "$file" >build/include/generated/$file && fails
	'
done

test_expect_success 'two differences are as bad as one' '
	fresh && echo more >>build/include/generated/bounds.h && echo more \
		>>build/include/generated/rustc_cfg && sed -i /_RNone/d build/rust/*.h && fails &&
	grep bounds.h said && grep rustc_cfg said && grep -x _RNone said
'

test_expect_success 'a kernel without a Rust symbol proves nothing' '
	fresh && : >build/rust/exports_one_generated.h && : >build/rust/exports_two_generated.h &&
	sed -i "/	_R\|rust_/d" headers/Module.symvers &&
	fails "prove: no Rust symbol in headers/Module.symvers"
'

test_expect_success 'nor do headers without a file that was generated' '
	fresh && rm headers/include/generated/* build/include/generated/* &&
	fails "prove: no generated header in headers"
'

test_expect_success 'it takes two directories' '
	test_expect_code 1 "$repo/kdir/prove" headers 2>said && cat said &&
	grep -x "prove: two directories are needed; see prove --help" said &&
	test_expect_code 1 "$repo/kdir/prove" headers build more 2>said &&
	grep -x "prove: two directories are needed; see prove --help" said &&
	"$repo/kdir/prove" --help >actual 2>said && test_must_be_empty said &&
	grep -x "usage: prove HEADERS BUILD" actual
'

test_done
