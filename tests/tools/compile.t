#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='compiling: what must not build, with the reason; what a build leaves; what is rebuilt'
. "$(dirname "$0")/lib.sh"

test_expect_success 'an init that returns another type than Result<Self> is refused: E0053' '
	room init hello && sed -i "s/-> Result<Self>/-> i32/; s/Ok(Hello)/0/" "$work/init/hello.rs" &&
	refuses init "^error\[E0053\]: method .init. has an incompatible type for trait"
'

test_expect_success 'an exit with a parameter is refused: E0050' '
	room exit hello && sed -i "s/fn drop(&mut self)/fn drop(\&mut self, code: i32)/" "$work/exit/hello.rs" &&
	refuses exit "^error\[E0050\]: method .drop. has 2 parameters but the declaration in trait"
'

test_expect_success 'a module! whose type is no kernel::Module is refused: E0277' '
	room type hello && sed -i "s/type: Hello/type: u32/" "$work/type/hello.rs" &&
	refuses type "^error\[E0277\]: the trait bound .u32: Module. is not satisfied"
'

test_expect_success 'a hand-written init of another type is refused by its static: E0308' '
	room hand noexit && sed -i "s/fn init_module() -> c_int/fn init_module() -> u64/" "$work/hand/noexit.rs" &&
	refuses hand "^error\[E0308\]: mismatched types"
'

test_expect_success OBJTOOL 'without that static, objtool refuses any hand-written init' '
	sed -i "/^#\[link_section = \".init.data\"\]/,\$d" "$work/hand/noexit.rs" &&
	sed -i "s/noexit.o.*/noexit.o/" "$work/hand/Kbuild" &&
	refuses hand "objtool: init_module(): Magic init_module() function name is deprecated"
'

test_expect_success 'two module! in one module are refused by the linker' '
	room two multifile && cp "$work/two/original.rs" "$work/two/mixed_part.rs" &&
	refuses two "multiple definition of .init_module\|duplicate symbol: init_module"
'

test_expect_success 'a namespace that is not imported is refused by modpost' '
	room namespace twomods && sed -i /imports_ns/d "$work/namespace/user.rs" &&
	refuses namespace "modpost: .*uses symbol .*provider_double.* from namespace .*TWOMODS.*, but does not import it"
'

test_expect_success 'an exported symbol whose name is mangled is refused by modpost' '
	room mangled twomods && sed -i "0,/^#\[no_mangle\]/{//d;}" "$work/mangled/provider.rs" &&
	refuses mangled "modpost: provider.*: .export_symbol section references ._R.*provider_add"
'

test_expect_success 'exports are in Module.symvers as C would have them' '
	room twomods twomods && builds twomods &&
	sort "$work/twomods/Module.symvers" | cut -f 2- >actual &&
	printf "%s\tprovider\t%s\t%s\n" provider_add EXPORT_SYMBOL "" provider_double EXPORT_SYMBOL_GPL TWOMODS \
		provider_negate EXPORT_SYMBOL_GPL "" provider_version EXPORT_SYMBOL "" >expected &&
	test_cmp expected actual
'

test_expect_success 'between .rs and .ko: every file that a build leaves' '
	(cd "$work/twomods" && ls user.* modules.order Module.symvers | LC_ALL=C sort) >actual &&
	printf "%s\n" Module.symvers modules.order user.ko user.mod user.mod.c user.mod.o user.o user.rs >expected &&
	test_cmp expected actual &&
	printf "%s.o\n" provider user cuser >expected && test_cmp expected "$work/twomods/modules.order" &&
	echo ./user.o >expected && test_cmp expected "$work/twomods/user.mod" &&
	grep "MODULE_INFO(depends, \"provider\")" "$work/twomods/user.mod.c"
'

test_expect_success 'nm shows init_module and cleanup_module in what module! made, and what is missing elsewhere' '
	room hello hello && builds hello && room noexit noexit && builds noexit &&
	for ko in hello/hello noexit/noexit noexit/noinit noexit/minimal noexit/nodrop; do
		echo "$ko: $("$cross"nm "$work/$ko.ko" | sed -n "s/.* T \(init_module\|cleanup_module\)$/\1/p" | sort | xargs)"
	done >actual &&
	cat >expected <<-\EOF &&
	hello/hello: cleanup_module init_module
	noexit/noexit: init_module
	noexit/noinit: cleanup_module
	noexit/minimal: 
	noexit/nodrop: cleanup_module init_module
	EOF
	test_cmp expected actual
'

test_expect_success KERNEL_OF_THE_TEXT 'the sizes of minimal.ko and hello.ko are those in the README' '
	for ko in noexit/minimal hello/hello; do
		"$cross"objcopy --strip-debug "$work/$ko.ko" stripped.ko && wc -c <stripped.ko
	done | xargs >sizes &&
	cat sizes && read -r minimal hello <sizes &&
	tr "\n" " " <"$repo/noexit/README.md" |
		grep "smallest module: $minimal bytes without debug information, where .hello.ko. has $hello[.]"
'

test_expect_success 'a change of primes.rs rebuilds onecrate.ko, and it alone' '
	room crate multifile && builds crate && builds crate && ! grep -E "RUSTC|CC|LD" said &&
	sleep 1 && touch "$work/crate/primes.rs" && builds crate &&
	grep -E "^ +(RUSTC|LD) " said | sed "s/ *\[M\] */ /" >actual &&
	printf "%s\n" "  RUSTC onecrate.o" "  LD onecrate.ko" >expected && test_cmp expected actual
'

test_expect_success 'modules_install puts the modules into updates, compressed as that kernel is set to' '
	make -C "$work/twomods" KDIR="$kdir" modules_install INSTALL_MOD_PATH="$work/installed" >said 2>&1 &&
	(cd "$work/installed/lib/modules/$release/updates" && ls) >actual &&
	printf "%s.ko.xz\n" cuser provider user >expected && test_cmp expected actual
'

test_done
