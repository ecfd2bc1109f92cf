#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='moduleparam.rs: what must not compile, with the reason'
. "$(dirname "$0")/../toolchain.sh"

# Each case is a module of its own. Those that must compile are in $work/good, the others in
# $work/bad; each of the two is built by one call of kbuild, at the end.
for modules in good bad; do
	mkdir "$work/$modules" && cp "$repo/params/moduleparam.rs" "$work/$modules/"
done
number=0

# module DIRECTORY DECLARATION [CODE [ITEMS]]: one with such a parameter, a function of such code,
# and such items.
module() {
	number=$((number + 1))
	case=$work/$1/case$(printf %02d $number)
	echo "obj-m += ${case##*/}.o" >>"$work/$1/Kbuild"
	cat >"$case.rs" <<-EOS
		//! A test.
		mod moduleparam;
		#[allow(unused_imports)]
		use {core::ffi::CStr, kernel::prelude::*};
		#[allow(unused_imports)]
		use moduleparam::{kernel_param_lock, module_param, Locked};
		const __LOG_PREFIX: &[u8] = b"params\0";
		#[link_section = ".modinfo"]
		#[used(compiler)]
		static LICENSE: [u8; 12] = *b"license=GPL\0";
		module_param! {
		    x: $2
		}
		fn send<T: Send>(_: T) {}
		${4-}
		#[no_mangle]
		fn code() -> Result {
		    #[allow(unused_imports)]
		    use parameters::*;
		    send(());
		    ${3-};
		    Ok(())
		}
	EOS
}

# accepted WHAT DECLARATION [CODE [ITEMS]]
accepted() {
	module good "$2" "${3-}" "${4-}"
	printf '%s\n' "$1" >"$case.what"
}

# refused WHAT REGEXP DECLARATION [CODE [ITEMS]]
refused() {
	module bad "$3" "${4-}" "${5-}"
	printf '%s\n' "$1" >"$case.what"
	printf '%s\n' "$2" >"$case.regexp"
}

end='perm: 0o644, description: "a parameter"'

accepted 'a number' "int { default: 1, range: 1..=3, $end }" 'pr_info!("{}\n", x.value())'
accepted 'an array of strings' \
	"[charp; 3] { default: [c\"a\"], count: true, flags: UNSAFE | HWPARAM, $end }" \
	'let lock = kernel_param_lock()?; pr_info!("{:?}\n", x.value(&lock))'
accepted 'a string without a file' 'string[4] { default: c"abc", perm: 0, description: "abc" }' \
	'let length = x.value(&*kernel_param_lock()?).count_bytes(); pr_info!("{length}\n")'

accepted 'what is configured away' "int { $end }, #[cfg(any())] y: callback { set: none, $end },
	#[cfg(any())] z: int { $end }"
configured_away=$case.ko

accepted 'a default that is in its range, and those of an array' \
	"int { default: 3, range: 1..=3, $end },
	y: [int; 3] { default: [1, 3], count: true, range: 1..=3, $end }"
accepted 'a description that is any constant expression' \
	'int { perm: 0, description: concat!("a", 1, '"TEXT_OF!()"') }' '' \
	'#[macro_export] macro_rules! TEXT_OF { () => { "b" } }'

refused 'a permission in decimal' 'a permission is octal: write 0o644' \
	'int { perm: 0644, description: "" }'
refused 'one that would pass for octal' 'a permission is octal: write 0o644' \
	'int { perm: 0444, description: "" }'
refused 'one of five digits' 'a permission is at most 0o777' 'int { perm: 0o1644, description: "" }'
refused 'one for all to write' 'a parameter that anyone may write' \
	'int { perm: 0o646, description: "" }'
refused 'one for the group to write alone' 'the group may write only if' \
	'int { perm: 0o464, description: "" }'
refused 'one for others to read alone' 'who may read' 'int { perm: 0o604, description: "" }'

refused 'a kind that does not exist' 'error\[.*cannot find type `float` in module' "float { $end }"
refused 'an array of arrays' 'a field is missing, unknown, not for this kind' \
	"[[int; 2]; 2] { $end }"
refused 'a default beyond its range' 'the default, which is 0 .*, is out of range' \
	"int { default: 4, range: 1..=3, $end }"
refused 'one before its range' 'the default, which is 0 .*, is out of range' \
	"int { default: -1, range: 0..=3, $end }"
refused 'a range without 0 and without a default' 'the default, which is 0 .*, is out of range' \
	"int { range: 1..=3, $end }"
refused 'a default of an array that is out of its range' 'the default, .*, is out of range' \
	"[int; 3] { default: [1, 4], count: true, range: 1..=3, $end }"
refused 'an array whose other elements are' 'the default, .*, is out of range' \
	"[int; 3] { default: [1, 3], range: 1..=3, $end }"
refused 'a default that is none of the words' 'the default is none of the words' \
	"choice[Two] { default: \"one\", $end }" '' \
	'#[derive(Clone, Copy)] struct Two; impl moduleparam::Choice for Two {
	    const WORDS: &'"'static"' [(&'"'static"' str, Self)] = &[("on", Two), ("on e", Two)]; }'
refused 'a choice without words' 'index out of bounds: the length is 0' \
	"choice[None] { $end }" '' \
	'#[derive(Clone, Copy)] struct None; impl moduleparam::Choice for None {
	    const WORDS: &'"'static"' [(&'"'static"' str, Self)] = &[]; }'
refused 'a function to be told by that may fail' 'error\[E0308\]: mismatched types' \
	"int { stored: fails, $end }" '' 'fn fails(_: &Locked) -> Result { Ok(()) }'
refused 'what is no declaration at all' 'a parameter is declared as' 'int'
refused 'a default of another type' 'error\[E0308\]: mismatched types' \
	"int { default: \"1\", $end }"
refused 'a default for a bool that is a number' 'error\[E0308\]: mismatched types' \
	"bool { default: 1, $end }"
refused 'a default that is out of range' 'error: literal out of range for `u8`' \
	"byte { default: 256, $end }"
refused 'a string that C cannot read' 'error\[E0308\]: mismatched types' \
	"charp { default: \"a\", $end }"
refused 'more defaults than elements' 'there are more defaults' "[int; 1] { default: [1, 2], $end }"
refused 'a default that does not fit' 'the default does not fit' \
	"string[3] { default: c\"abc\", $end }"
refused 'a range of strings' 'a field is missing, unknown' "charp { range: 0..=1, $end }"
refused 'a range without its end' 'error\[E0308\]: mismatched types' "int { range: 0..9, $end }"
refused 'a check of another type' 'error\[E0308\]: mismatched types' "int { check: send, $end }"
refused 'a flag that does not exist' 'error\[E0425\]: cannot find value `HARMLESS`' \
	"int { flags: HARMLESS, $end }"
refused 'a missing description' 'a field is missing, unknown' 'int { perm: 0o644 }'
refused 'a field that does not exist' 'a field is missing, unknown' "int { color: 3, $end }"
refused 'a callback without set' 'a field is missing, unknown' "callback { $end }"
refused 'a name that is none in C' "a parameter's name has letters" "int { name: \"a-b\", $end }"
refused 'one that begins with a digit' "a parameter's name begins with" "int { name: \"1a\", $end }"
refused 'a name twice' 'symbol `__param_a` is already defined' \
	"int { name: \"a\", $end }, y: int { name: \"a\", $end }"
refused 'a NUL in a description' 'a description has no NUL' 'int { perm: 0, description: "a\0b" }'
refused 'a variable twice' 'error\[E0428\]: the name `x` is defined multiple times' \
	"int { $end }, x: int { $end }"

refused 'a string read without the lock' 'error\[E0061\]: this method takes 1 argument' \
	"charp { $end }" 'x.value()'
refused 'a string that outlives the lock' 'error\[E0505\]: cannot move out of .lock. because' \
	"charp { $end }" \
	'let lock = kernel_param_lock()?; let text = x.value(&lock); drop(lock);
	pr_info!("{text:?}\n")'
refused 'a string in a buffer that does' 'error\[E0505\]: cannot move out of .lock. because' \
	"string[9] { $end }" \
	'let lock = kernel_param_lock()?; let text = x.value(&lock); drop(lock);
	pr_info!("{text:?}\n")'
refused 'an array that does' 'error\[E0505\]: cannot move out of .lock. because' \
	"[int; 3] { $end }" \
	'let lock = kernel_param_lock()?; let numbers = x.value(&lock); drop(lock);
	pr_info!("{numbers:?}\n")'
refused 'a string of an array that does' 'error\[E0505\]: cannot move out of .lock. because' \
	"[charp; 3] { $end }" \
	'let lock = kernel_param_lock()?; let text = x.value(&lock)[0].as_cstr(); drop(lock);
	pr_info!("{text:?}\n")'
refused 'a string that is taken out of its array' \
	'error\[E0508\]: cannot move out of type `\[moduleparam::Charp\]`' \
	"[charp; 3] { $end }" \
	'let lock = kernel_param_lock()?; let text = x.value(&lock)[0]; pr_info!("{text:?}\n")'
refused 'a callback that keeps it' 'error\[E0308\]: mismatched types' \
	"callback { set: keep, $end }" '' \
	"fn keep(_: Option<&CStr>, _: &'static Locked) -> Result { Ok(()) }"
refused 'a lock that is sent to another thread' 'error\[E0277\].*cannot be s' "charp { $end }" \
	'send(kernel_param_lock()?)'
refused 'what shows that it is held, likewise' 'error\[E0277\].*cannot be s' "charp { $end }" \
	'send(&*kernel_param_lock()?)'
refused 'a lock that nothing holds on to' 'error: unused .moduleparam::Guard. that must be used' \
	"charp { $end }" '' \
	'#[deny(unused_must_use)] fn other() -> Result { kernel_param_lock()?; Ok(()) }'
refused 'a lock that nobody holds' \
	'error\[E0423\]: cannot initialize a tuple struct which contains private fields' \
	"charp { $end }" 'x.value(&Locked(core::marker::PhantomData))'
refused 'a variable that is written' \
	'error\[E0616\]: field `0` of struct `moduleparam::Scalar` is private' "int { $end }" \
	'x.0 = 1'

test_expect_success 'what is to be accepted is built' '
	builds_each good || { cat said; false; }
'

for case in "$work"/good/case*.rs; do
	case=${case%.rs}
	test_expect_success "$(cat "$case.what") is accepted" '
		cat "$case.said" && test -e "$case.ko"
	'
done

test_expect_success 'and is not there' '
	grep -a parm=x: "$configured_away" >matches && ! grep -a parm=[yz]: "$configured_away"
'

# The headers of a kernel without sysfs have no kernel_param_lock. These do, so it is looked for.
test_expect_success 'a kernel without sysfs has no lock to take' '
	lesson sysfs params && lesson nosysfs params &&
	sed -i "s/CONFIG_SYSFS/CONFIG_NOT_SET/" "$work/nosysfs/moduleparam.rs" &&
	builds sysfs && builds nosysfs && "$cross"nm "$work/sysfs/params.o" >with &&
	grep "U kernel_param_lock" with && grep "U kernel_param_unlock" with &&
	"$cross"nm "$work/nosysfs/params.o" >without && ! grep kernel_param_ without
'

test_expect_success 'what is to be refused is not built' '
	test_expect_code 2 builds_each bad &&
	test -z "$(find "$work/bad" -name "*.o")" || { cat said; false; }
'

for case in "$work"/bad/case*.rs; do
	case=${case%.rs}
	test_expect_success "$(cat "$case.what") is refused: $(cat "$case.regexp")" '
		cat "$case.said" && grep -f "$case.regexp" "$case.said"
	'
done

test_expect_success 'where unsafe code is forbidden, not only denied: E0453' '
	lesson forbids params && echo "obj-m := lamp.o" >"$work/forbids/Kbuild" &&
	sed -i "1a #![forbid(unsafe_code)]" "$work/forbids/lamp.rs" &&
	refuses forbids "^error\[E0453\]: allow(unsafe_code) incompatible with previous forbid" &&
	sed -i s/forbid/deny/ "$work/forbids/lamp.rs" && builds forbids
'

test_done
