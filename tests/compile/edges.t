#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='moduleparam.rs: every permission, every edge of a default, every private field'
. "$(dirname "$0")/../toolchain.sh"

# Each file is a crate, in which each line has a number. Those that rustc complains about are the
# ones that end with `// refused`. It does not look at lifetimes where a type is wrong, nor at
# values where a lifetime is.
cp "$repo/params/moduleparam.rs" "$work/"

# crate NAME <<LINES: NAME.rs in $work.
crate() {
	echo "obj-m += $1.o" >>"$work/Kbuild"
	{
		cat <<-'EOS'
			//! A test.
			#![recursion_limit = "1024"]
			#![allow(unused, unreachable_pub, static_mut_refs)]
			mod moduleparam;
			use {core::ffi::CStr, kernel::prelude::*, moduleparam::*};
			const __LOG_PREFIX: &[u8] = b"edges\0";
			#[link_section = ".modinfo"]
			#[used(compiler)]
			static LICENSE: [u8; 12] = *b"license=GPL\0";
			#[derive(Clone, Copy)]
			enum Color { Red, Green }
			impl Choice for Color {
			    const WORDS: &'static [(&'static str, Self)] =
			        &[("red", Self::Red), ("green", Self::Green)];
			}
		EOS
		cat
	} >"$work/$1.rs"
}

# params <<DECLARATIONS: each in a module of its own. `// refused` stays at the end of its line.
params() {
	awk '{ end = sub(/ *\/\/ refused$/, "") ? " // refused" : ""
		print "mod m" NR " { use super::*; module_param! { x: " $0 " } }" end }'
}

# What C's VERIFY_OCTAL_PERMISSIONS refuses (include/linux/sysfs.h), of all that are possible.
perl -e 'for (0 .. 01001) {
	my ($user, $group, $other) = ($_ >> 6, $_ >> 3 & 7, $_ & 7);
	my $refused = $_ > 0777 || ($user & 4) < ($group & 4) || ($group & 4) < ($other & 4)
		|| ($user & 2) < ($group & 2) || ($other & 2);
	printf "int { name: \"m%o\", perm: 0o%03o, description: \"\" }%s\n", $_, $_,
		$refused ? " // refused" : "";
}' | params | crate permissions

n='perm: 0, description: "" }'
params <<EOF | crate values
int { name: "a1", perm: 0, description: "" }
int { name: "a2", perm: 0o0, description: "" }
int { name: "a3", perm: 0o1, description: "" }
int { name: "a4", perm: 0o4, description: "" }  // refused
int { name: "a5", perm: 0x1a4, description: "" }  // refused
int { name: "a6", perm: 420, description: "" }  // refused
int { name: "a7", perm: 4, description: "" }  // refused
int { name: "a8", perm: 0b110100100, description: "" }  // refused
int { name: "_", $n
int { name: "a", $n
int { name: "Z9z", $n
int { name: "zZ_Aa_09", $n
int { name: "_1", $n
int { name: "r#fn", $n
int { name: "", $n  // refused
int { name: "1", $n  // refused
int { name: "9a", $n  // refused
int { name: "b-", $n  // refused
int { name: "-b", $n  // refused
int { name: "b.b", $n  // refused
int { name: "b b", $n  // refused
int { name: "b@", $n  // refused
int { name: "b[", $n  // refused
int { name: "ä", $n  // refused
int { name: "b\0c", $n  // refused
int { name: "b\0", $n  // refused
int { name: "c1", perm: 0, description: "\0" }  // refused
int { name: "c2", perm: 0, description: "\0a" }  // refused
int { name: "c3", perm: 0, description: "a\0" }  // refused
int { name: "c4", perm: 0, description: "a\0a" }  // refused
int { name: "c5", perm: 0, description: "\u{1}" }
[int; 3] { name: "d1", default: [1, 2, 3], $n
[int; 3] { name: "d2", default: [1, 2, 3, 4], $n  // refused
[int; 3] { name: "d3", default: [], count: true, $n
[charp; 2] { name: "d4", default: [c"a", c"b"], $n
[charp; 2] { name: "d5", default: [c"a", c"b", c"c"], $n  // refused
string[4] { name: "e1", default: c"abc", $n
string[4] { name: "e2", default: c"abcd", $n  // refused
string[1] { name: "e3", $n
string[1] { name: "e4", default: c"a", $n  // refused
int { name: "f1", default: 3, range: 3..=5, $n
int { name: "f2", default: 5, range: 3..=5, $n
int { name: "f3", default: 2, range: 3..=5, $n  // refused
int { name: "f4", default: 6, range: 3..=5, $n  // refused
int { name: "f5", range: 3..=5, $n  // refused
int { name: "f6", range: 0..=5, $n
int { name: "f7", range: -5..=0, $n
[int; 2] { name: "g1", default: [3, 5], range: 3..=5, $n
[int; 2] { name: "g2", default: [2, 5], range: 3..=5, $n  // refused
[int; 2] { name: "g3", default: [3, 6], range: 3..=5, $n  // refused
[int; 2] { name: "g4", default: [3], range: 3..=5, $n  // refused
[int; 2] { name: "g5", default: [3], count: true, range: 3..=5, $n
[int; 2] { name: "g6", range: 3..=5, $n  // refused
[int; 2] { name: "g7", count: true, range: 3..=5, $n
[int; 3] { name: "g8", default: [3, 9, 3], range: 3..=5, $n  // refused
choice[Color] { name: "h1", default: "green", $n
choice[Color] { name: "h2", default: "gree", $n  // refused
choice[Color] { name: "h3", default: "greens", $n  // refused
choice[Color] { name: "h4", default: "", $n  // refused
choice[Color] { name: "h5b", default: "breen", $n  // refused
choice[Color] { name: "h5c", default: "greet", $n  // refused
choice[Color] { name: "h5", $n
EOF

# Whoever can make or look into one of these can do without the lock.
crate fields <<'EOF'
module_param! {
    number: int { perm: 0, description: "" },
    text: charp { perm: 0, description: "" },
    buffer: string[4] { perm: 0, description: "" },
    array: [int; 4] { perm: 0, description: "" },
    choice: choice[Color] { perm: 0, description: "" },
}
use parameters as p;
fn lock(x: &Locked) { let _ = x.0; } // refused
fn guard(x: &Guard) { let _ = &x.0; } // refused
fn charp(x: &Charp) { let _ = x.0; } // refused
fn head(x: &Head) { let _ = x.name; } // refused
fn head_perm(x: &Head) { let _ = x.perm; } // refused
fn head_flags(x: &Head) { let _ = x.flags; } // refused
fn param(x: &KernelParam) { let _ = &x.0; } // refused
fn ops(x: &Ops<kind::int>) { let _ = x.0; } // refused
fn string_arg(x: &StringArg) { let _ = &x.0; } // refused
fn array_arg(x: &ArrayArg<kind::int>) { let _ = &x.0; } // refused
fn number() { let _ = &p::number.0; } // refused
fn text() { let _ = &p::text.0; } // refused
fn buffer() { let _ = &p::buffer.0; } // refused
fn elements() { let _ = &p::array.elements; } // refused
fn count() { let _ = &p::array.count; } // refused
fn choice() { let _ = &p::choice.0; } // refused
EOF

crate lifetimes <<'EOF'
module_param! {
    text: charp { perm: 0, description: "" },
    buffer: string[4] { perm: 0, description: "" },
    array: [int; 4] { perm: 0, description: "" },
    texts: [charp; 4] { perm: 0, description: "" },
}
use parameters as p;
type Text<'t> = Option<&'t CStr>;
fn text(lock: &Locked) -> Text<'_> { p::text.value(lock) }
fn buffer(lock: &Locked) -> &CStr { p::buffer.value(lock) }
fn array(lock: &Locked) -> &[i32] { p::array.value(lock) }
fn one(lock: &Locked) -> Text<'_> { p::texts.value(lock)[0].as_cstr() }
fn text_kept(lock: &Locked) -> Text<'static> { p::text.value(lock) } // refused
fn buffer_kept(lock: &Locked) -> &'static CStr { p::buffer.value(lock) } // refused
fn array_kept(lock: &Locked) -> &'static [i32] { p::array.value(lock) } // refused
fn one_kept(lock: &Locked) -> Text<'static> { p::texts.value(lock)[0].as_cstr() } // refused
fn local_text(lock: &Locked) -> Text<'_> { CharpParam::null().value(lock) } // refused
fn local_buffer(lock: &Locked) -> &CStr { StringParam::<4>::new(c"").value(lock) } // refused
fn local_array(lock: &Locked) -> &[i32] { kind::int::array::<0, 4>([]).value(lock) } // refused
fn guard_ends() -> Result<usize> {
    let kept = p::buffer.value(&*kernel_param_lock()?); // refused
    Ok(kept.count_bytes())
}
EOF

test_expect_success 'they are compiled, and those that are to be refused are not built' '
	test_expect_code 2 builds . -k -j"$(nproc)" && cat said &&
	test -z "$(find "$work" -name "*.ko")"
'

# Each error names lines of this crate; of one in a macro, that of its use.
for crate in permissions values fields lifetimes; do
	test_expect_success "$crate: just these lines are refused" '
		grep -n "// refused\$" "$work/$crate.rs" | cut -d: -f1 >expected &&
		test -s expected &&
		sed -n "s/^ *\(-->\|:::\) \(.*\/\)*$crate.rs:\([0-9]*\):.*/\3/p" said |
			sort -nu >actual && test_cmp expected actual
	'
done

test_done
