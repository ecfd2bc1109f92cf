#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='modules of the kernel'\''s own samples, as they are: run and check take them'
. "$(dirname "$0")/../toolchain.sh"

# samples DIRECTORY FILE…: these of the kernel's samples, and a Kbuild.
samples() {
	samples=$1
	shift
	mkdir "$samples" && for file; do
		object=${file##*/}
		printf 'obj-m += %s.o\n' "${object%.*}" >>"$samples/Kbuild"
	done
	# Debian's source is an archive, a kernel of one's own has its sources.
	if [ "$version" ]; then
		top=linux-source-$(series "$release")
		for file; do
			shift
			set -- "$@" "$top/samples/$file"
		done
		# shellcheck disable=SC2154 # of the answer
		tar -xJf "$source" -C "$samples" --strip-components=3 --occurrence=1 "$@"
	else
		for file; do
			cp "$kdir/source/samples/$file" "$samples/" 2>/dev/null ||
				cp "$kdir/samples/$file" "$samples/" || return
		done
	fi
}

test_expect_success 'two in Rust and two in C build, in one directory' '
	samples "$work/samples" rust/rust_minimal.rs rust/rust_misc_device.rs \
		kprobes/kprobe_example.c kobject/kobject-example.c &&
	enter "$work/samples" vm/toolchain/build
'

test_expect_success 'run loads and unloads them' '
	enter "$work/samples" vm/toolchain/run play .loads.md >said && sed "s/^/# /" said &&
	grep "rust_minimal: Rust minimal sample (init)" said &&
	grep "rust_minimal: Rust minimal sample (exit)" said &&
	grep "kernel. rust_misc_device: Initialising Rust Misc Device Sample" said &&
	grep "kprobe_init: Planted kprobe" said &&
	grep "^$ sudo modprobe -r kobject-example" said && ! grep "ERROR\|FATAL" said
'

test_expect_success 'and check says that each does' '
	checks "$work/samples" && grep "Tests=8," said
'

test_done
