#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='compiling: what must not build, and why; what a build leaves; what is rebuilt'
. "$(dirname "$0")/../toolchain.sh"

# What must not compile, all by one call of kbuild.
mkdir "$work/each"

# spoil LESSON/FILE NAME SED_SCRIPT: in $work/each, the module NAME, which is that one, but changed.
spoil() {
	sed "$3" "$repo/$1" >"$work/each/$2.rs" && ! cmp -s "$repo/$1" "$work/each/$2.rs" &&
		echo "obj-m += $2.o" >>"$work/each/Kbuild"
}

# refused NAME REGEXP: that module was, with such a message.
refused() {
	cat "$work/each/$1.said" && grep -e "$2" "$work/each/$1.said" && ! test -e "$work/each/$1.o"
}

test_expect_success 'none of the following is built' '
	spoil hello/hello.rs bad_init "s/-> Result<Self>/-> i32/; s/Ok(Hello)/0/" &&
	spoil hello/hello.rs bad_exit "s/fn drop(&mut self)/fn drop(\&mut self, code: i32)/" &&
	spoil hello/hello.rs bad_type "s/type: Hello/type: u32/" &&
	spoil noexit/noexit.rs bad_hand "s/fn init_module() -> c_int/fn init_module() -> u64/" &&
	spoil noexit/noexit.rs no_static "/^#\[link_section = \".init.data\"\]/,\$d" &&
	cp "$repo/multifile/original.rs" "$work/each/one_main.rs" &&
	cp "$repo/multifile/original.rs" "$work/each/one_more.rs" &&
	printf "%s\n" "obj-m += one.o" "one-y := one_main.o one_more.o" >>"$work/each/Kbuild" &&
	test_expect_code 2 builds_each each && cp said all && cat all &&
	test -z "$(find "$work/each" -name "*.ko")"
'

test_expect_success 'an init that returns another type than Result<Self> is refused: E0053' '
	refused bad_init "^error\[E0053\]: method .init. has an incompatible type for trait"
'

test_expect_success 'an exit with a parameter is refused: E0050' '
	refused bad_exit \
		"^error\[E0050\]: method .drop. has 2 parameters but the declaration in trait"
'

test_expect_success 'a module! whose type is no kernel::Module is refused: E0277' '
	refused bad_type "^error\[E0277\]: the trait bound .u32: Module. is not satisfied"
'

test_expect_success 'a hand-written init of another type is refused by its static: E0308' '
	refused bad_hand "^error\[E0308\]: mismatched types"
'

test_expect_success OBJTOOL 'without that static, objtool refuses any hand-written init' '
	magic="objtool: init_module(): Magic init_module() function name is deprecated" &&
	grep "no_static.o: .*$magic" all &&
	! test -e "$work/each/no_static.o"
'

test_expect_success 'two module! in one module are refused by the linker' '
	grep "multiple definition of .init_module\|duplicate symbol: init_module" all &&
	! test -e "$work/each/one.o"
'

test_expect_success 'a namespace that is not imported is refused by modpost' '
	lesson namespace twomods && sed -i /imports_ns/d "$work/namespace/user.rs" &&
	echo "obj-m := provider.o user.o" >"$work/namespace/Kbuild" &&
	symbol="provider_double.* from namespace .*TWOMODS" &&
	refuses namespace "modpost: .*uses symbol .*$symbol.*, but does not import it"
'

test_expect_success 'an exported symbol whose name is mangled is refused by modpost' '
	lesson mangled twomods && sed -i "0,/^#\[no_mangle\]/{//d;}" "$work/mangled/provider.rs" &&
	echo "obj-m := provider.o" >"$work/mangled/Kbuild" &&
	refuses mangled "modpost: provider.*: .export_symbol section references ._R.*provider_add"
'

# exported SED_SCRIPT REGEXP: provider.rs, so changed, is refused with such a message.
exported() {
	lesson exported twomods && sed -i "$1" "$work/exported/provider.rs" &&
		! cmp -s "$repo/twomods/provider.rs" "$work/exported/provider.rs" &&
		echo "obj-m := provider.o" >"$work/exported/Kbuild" && refuses exported "$2"
}

test_expect_success 'an exported function that is not extern "C" is refused: E0308' '
	exported "s/pub extern \"C\" fn provider_add/pub fn provider_add/" \
		"expected \"C\" fn, found \"Rust\" fn"
'

test_expect_success 'one whose arguments are not named, too, and one with others' '
	exported "s/(provider_add(_, _))/(provider_add)/" \
		"error.E0745.: cannot take address of a temporary" &&
	exported "s/(provider_add(_, _))/(provider_add(_))/" "error.E0308.: mismatched types"
'

test_expect_success 'one that is unsafe to call is exported, and a static that is none is not' '
	lesson exported twomods && echo "obj-m := provider.o" >"$work/exported/Kbuild" &&
	sed -i "s/pub extern \"C\" fn provider_add/pub unsafe extern \"C\" fn provider_add/" \
		"$work/exported/provider.rs" && builds exported &&
	grep "provider_add.*EXPORT_SYMBOL" "$work/exported/Module.symvers" &&
	exported "s/(provider_version)/(provider_versions)/" "error.E0425.: cannot find value"
'

test_expect_success 'what is exported to some modules, by name, is refused to others by modpost' '
	lesson named twomods && sed -i "s/\"TWOMODS\"/\"module:other,cuser\"/" \
		"$work/named/provider.rs" &&
	sed -i /imports_ns/d "$work/named/user.rs" && sed -i /IMPORT_NS/d "$work/named/cuser.c" &&
	echo "obj-m := provider.o cuser.o" >"$work/named/Kbuild" && builds named &&
	grep "provider_double.*EXPORT_SYMBOL_GPL.*module:other,cuser$" \
		"$work/named/Module.symvers" &&
	echo "obj-m := provider.o user.o" >"$work/named/Kbuild" &&
	refuses named "modpost: .*user.* uses symbol .*provider_double.*from .*module:other"
'

test_expect_success 'exports are in Module.symvers as C would have them' '
	lesson twomods twomods && builds twomods &&
	sort "$work/twomods/Module.symvers" | cut -f 2- >actual &&
	printf "%s\tprovider\t%s\t%s\n" provider_add EXPORT_SYMBOL "" \
		provider_double EXPORT_SYMBOL_GPL TWOMODS provider_negate EXPORT_SYMBOL_GPL "" \
		provider_version EXPORT_SYMBOL "" >expected &&
	test_cmp expected actual
'

test_expect_success 'between .rs and .ko: every file that a build leaves' '
	(cd "$work/twomods" && ls user.* modules.order Module.symvers | LC_ALL=C sort) >actual &&
	printf "%s\n" Module.symvers modules.order user.ko user.mod user.mod.c user.mod.o user.o \
		user.rs >expected &&
	test_cmp expected actual &&
	printf "%s.o\n" provider user cuser >expected &&
	test_cmp expected "$work/twomods/modules.order" &&
	echo ./user.o >expected && test_cmp expected "$work/twomods/user.mod" &&
	grep "MODULE_INFO(depends, \"provider\")" "$work/twomods/user.mod.c"
'

# From here on, with what is built already.
test_expect_success 'nm shows init_module and cleanup_module where module! made them, or a hand' '
	for ko in hello/hello noexit/noexit noexit/noinit noexit/minimal noexit/nodrop; do
		echo "$ko: $("$cross"nm "$BUILD/$ko.ko" |
			sed -n "s/.* T \(init_module\|cleanup_module\)$/\1/p" | sort | xargs)"
	done >actual &&
	printf "%s: %s\n" hello/hello "cleanup_module init_module" noexit/noexit init_module \
		noexit/noinit cleanup_module noexit/minimal "" \
		noexit/nodrop "cleanup_module init_module" >expected &&
	test_cmp expected actual
'

test_expect_success KERNEL_OF_THE_TEXT 'minimal.ko and hello.ko have the sizes in the README' '
	for ko in noexit/minimal hello/hello; do
		"$cross"objcopy --strip-debug "$BUILD/$ko.ko" stripped.ko && wc -c <stripped.ko
	done | xargs >sizes &&
	cat sizes && read -r minimal hello <sizes &&
	tr "\n" " " <"$repo/noexit/README.md" >text &&
	sizes="$minimal bytes without debug information, where .hello.ko. has $hello[.]" &&
	grep "has $sizes" text
'

test_expect_success 'a change of primes.rs rebuilds onecrate.ko, and of all modules it alone' '
	built_collection "$work/whole" && builds whole &&
	touch "$work/whole/multifile/primes.rs" && builds whole &&
	grep -E "^ +(RUSTC|CC|LD) " said | sed "s/ *\[M\] */ /" >actual && cat said &&
	printf "  %s\n" "RUSTC multifile/onecrate.o" "LD multifile/onecrate.ko" >expected &&
	test_cmp expected actual
'

test_expect_success 'modules_install puts them into updates, compressed as that kernel is set to' '
	suffix=$(sed -n "s/^CONFIG_MODULE_COMPRESS_\(XZ\|ZSTD\|GZIP\)=y/\1/p" "$kdir/.config" |
		sed "s/XZ/.xz/; s/ZSTD/.zst/; s/GZIP/.gz/") &&
	kbuild "$work/twomods" INSTALL_MOD_PATH="$work/installed" modules_install >said 2>&1 &&
	(cd "$work/installed/lib/modules/$release/updates" && ls) >actual &&
	printf "%s.ko$suffix\n" cuser provider user >expected && test_cmp expected actual
'

test_done
