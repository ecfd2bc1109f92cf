# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# A kernel for the tests of kdir/. Sourced, after ../toolchain.sh.

# A kernel, a source and tools small enough to see through. 9.9.1+test was built by these.
mkdir -p headers/include/generated headers/scripts bin sysroot/lib/rustlib/src/rust/library/core/src
: >sysroot/lib/rustlib/src/rust/library/core/src/lib.rs
cat >headers/.config <<'EOF'
CONFIG_RUST=y
CONFIG_RUSTC_VERSION_TEXT="rustc 1.85.1 (test)"
CONFIG_BINDGEN_VERSION_TEXT="bindgen 0.71.1"
EOF
: >headers/Makefile
printf '0x00000000\t%s\tvmlinux\tEXPORT_SYMBOL_GPL\t\n' _RNone _RNtwo rust_helper_three printk \
	>headers/Module.symvers
for file in autoconf.h rustc_cfg asm-offsets.h bounds.h; do
	echo "$file" >headers/include/generated/$file
done
cat >bin/rustc <<EOF
#!/bin/sh
case \$1 in
--version) echo "rustc 1.85.1 (test)" ;;
--print) echo "$PWD/sysroot" ;;
esac
EOF
echo 'echo bindgen 0.71.1' | sed '1i #!/bin/sh' >bin/bindgen
chmod +x bin/*

# source_of NAME [SED_SCRIPT]: NAME.tar, a source whose Makefile is changed by SED_SCRIPT.
source_of() {
	mkdir -p tree/"$1" &&
		sed -e "${2-}" >tree/"$1"/Makefile <<'EOF' &&
VERSION = 9
PATCHLEVEL = 9
SUBLEVEL = 1
syncconfig:
	:
prepare:
	mkdir -p "$(O)/rust" "$(O)/include/generated" "$(O)/scripts"
	cd "$(O)"; touch rust/libkernel.rmeta rust/libmacros.so scripts/target.json
	cd "$(O)"; printf 'EXPORT_SYMBOL_RUST_GPL(%s);\n' _RNone _RNtwo rust_helper_three \
		>rust/exports_kernel_generated.h
	cd "$(O)/include/generated"; for file in autoconf.h rustc_cfg asm-offsets.h bounds.h; do \
		echo $$file >$$file; done
EOF
		tar -C tree -cf "$1.tar" "$1"
}
source_of good

# kdir_with [OPTION…] [RELEASE]: with the fakes, as far as that does not say otherwise.
kdir_with() {
	"$repo/kdir/complete" --headers "$PWD/headers" --source "$PWD/good.tar" \
		--output "$PWD/out/kdir" RUSTC="$PWD/bin/rustc" BINDGEN="$PWD/bin/bindgen" \
		9.9.1+test "$@"
}

# refuses CAUSE [OPTION…] [RELEASE]: its last words are an error of four lines, and nothing is left
# that looks whole.
refuses() {
	cause=$1
	shift
	rm -rf out && test_expect_code 1 kdir_with "$@" >stdout 2>said &&
		four_lines said kdir "$cause" &&
		test_must_be_empty stdout && nothing_left
}

nothing_left() {
	! test -e out/kdir && ! test -e out/kdir.new
}
