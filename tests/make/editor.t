#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='make rust-analyzer, make doc: what an editor and a browser show'
. "$(dirname "$0")/../toolchain.sh"

collection "$work/copy"

test_expect_success COMPLETED 'rust-project.json has a crate for each file that is one' '
	make_in "$work/copy" rust-analyzer &&
	for file in hello/hello.rs params/params.rs multifile/onecrate.rs twomods/provider.rs; do
		grep "\"root_module\": \"$file\"" "$work/copy/rust-project.json" || return 1
	done
'

test_expect_success COMPLETED 'rust-analyzer knows pr_info!, of the kernel' '
	"$repo/tests/make/ask-rust-analyzer" "$work/copy" hello/hello.rs pr_info >said &&
	cat said &&
	grep "macro_rules! pr_info" said && grep "Prints an info-level message" said
'

small "$work/small" hello/hello params/params multifile/onecrate twomods/provider

test_expect_success 'make doc: a page for each crate, and for moduleparam.rs' '
	make_in "$work/small" -j"$(nproc)" doc >said 2>&1 || { cat said && false; } &&
	tail -n 3 said | grep "^$work/small/doc/index.html$" &&
	test_must_fail grep "^warning" said &&
	for crate in hello params onecrate provider; do
		grep -q "href=\"$crate/index.html\"" "$work/small/doc/index.html" || return 1
	done &&
	grep -q "without unsafe code in the" "$work/small/doc/params/moduleparam/index.html"
'

test_done
