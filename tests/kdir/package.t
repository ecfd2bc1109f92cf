#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='the package of the metadata: what is in it, whoever makes it'
. "$(dirname "$0")/../toolchain.sh"

# A package is for the machine that makes it.
test_have_prereq COMPLETED &&
	[ "$(architecture_of "$kdir" 2)" = "$(dpkg --print-architecture)" ] &&
	test_set_prereq PACKAGE
# Headers that only one user may read.
of=$work/cache/linux-rust-modules/kdir/$release

test_expect_success PACKAGE 'it is made of what kdir/complete has made' '
	mkdir -p "$of/scripts" && cp -R "$kdir/rust" "$kdir/.made-from" "$kdir/.proof" "$of/" &&
	cp "$kdir/scripts/target.json" "$of/scripts/" && chmod -R go= "$of" &&
	(umask 077 && XDG_CACHE_HOME=$work/cache "$repo/kdir/package" --output "$work/deb" \
		"$release") >made && deb=$(cat made) && test -f "$deb" &&
	dpkg-deb --contents "$deb" >contents && cat contents
'

test_expect_success PACKAGE 'all may read it, root alone write it, and it has no programs' '
	awk "{ print substr(\$1, 1, 1) == \"d\" ? \"directory\" : \"file\", \$1, \$2 }" contents |
		sort -u >actual &&
	test_cmp - actual <<-EOF
	directory drwxr-xr-x root/root
	file -rw-r--r-- root/root
	EOF
'

test_expect_success PACKAGE 'it has the metadata, and nothing of the headers themselves' '
	sed -n "s,.* [.]/\(.*[^/]\)\$,\1,p" contents | sort >files && cat files &&
	test "$(grep -c "/rust/.*[.]rmeta$" files)" -gt 5 &&
	{ sed "s,^,/," files | xargs ls -d >there 2>/dev/null || :; } && test_must_be_empty there
'

test_expect_success PACKAGE 'without metadata, or headers, it says so, and makes nothing' '
	test_expect_code 1 "$repo/kdir/package" --output "$work/none" 1.2.3-none 2>said &&
	four_lines said package "there is no Rust metadata of 1.2.3-none" &&
	mkdir -p "$work/cache/linux-rust-modules/kdir/1.2.3-none" &&
	touch "$work/cache/linux-rust-modules/kdir/1.2.3-none/.made-from" &&
	XDG_CACHE_HOME=$work/cache test_expect_code 1 "$repo/kdir/package" --output "$work/none" \
		1.2.3-none 2>said &&
	four_lines said package "there are no headers of 1.2.3-none" && test ! -e "$work/none"
'

test_expect_success 'where that package is installed, and nothing else: it must go first' '
	mkdir -p "$work/modules/1.2.3-packed/build/rust" &&
	: >"$work/modules/1.2.3-packed/build/rust/libkernel.rmeta" &&
	test_expect_code 1 unshare --mount sh -c "mount --bind \"\$1\" /lib/modules &&
		mount -t tmpfs tmpfs /usr/share/doc &&
		mkdir /usr/share/doc/linux-lib-rust-1.2.3-packed &&
		exec \"\$2\" --output \"\$1/none\" 1.2.3-packed" \
		sh "$work/modules" "$repo/kdir/package" 2>said &&
	four_lines said package "there is no Rust metadata of 1.2.3-packed" . \
		"sudo apt remove linux-lib-rust-1.2.3-packed; then make kdir KVER=1.2.3-packed"
'

test_done
