#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make on a machine of your own: the headers that it finds, and why it finds none'
. "$(dirname "$0")/../toolchain.sh"

# In a path that kbuild can work from.
cd "$work" || exit
export MODULES_DIRECTORY="$PWD/lib/modules" XDG_CACHE_HOME="$PWD/cache"
printf '#!/bin/sh\necho rustc 1.85.1\n' >rustc && chmod +x rustc

# headers RELEASE [CONFIG…]: the headers of a kernel with Rust, without metadata.
headers() {
	mkdir -p "lib/modules/$1/build/include/config"
	: >"lib/modules/$1/build/Makefile"
	: >"lib/modules/$1/build/Module.symvers"
	echo "$1" >"lib/modules/$1/build/include/config/kernel.release"
	printf 'CONFIG_RUST=y\nCONFIG_RUSTC_VERSION_TEXT="rustc 1.85.1"\n' \
		>"lib/modules/$1/build/.config"
}

# complete_headers RELEASE: what `make kdir` makes of them.
complete_headers() {
	mkdir -p cache/linux-rust-modules/kdir &&
		cp -R "lib/modules/$1/build" "cache/linux-rust-modules/kdir/$1" &&
		mkdir "cache/linux-rust-modules/kdir/$1/rust" &&
		touch "cache/linux-rust-modules/kdir/$1/rust/libkernel.rmeta" \
			"cache/linux-rust-modules/kdir/$1/.made-from"
}

fresh() {
	rm -rf lib cache
}

# find_kdir [ARGUMENT…]: with a rustc such as built these kernels, unless an argument names another.
find_kdir() {
	PATH=$PWD/bin:$PATH "$repo/kdir/find" RUSTC="$PWD/rustc" "$@"
}

# found DIRECTORY [ARGUMENT…]
found() {
	echo "$1" >expected
	shift
	find_kdir "$@" >actual && test_cmp expected actual
}

# refused CAUSE FOUND NEXT [ARGUMENT…]: with exactly four lines, these in them.
refused() {
	cause=$1 found=$2 next=$3
	shift 3
	test_expect_code 1 find_kdir "$@" >out 2>said && test_must_be_empty out &&
		four_lines said make "$cause" "$found\$" "$next"
}

# The kernel that runs, and what it is not called otherwise.
here=7.2.9-here
mkdir bin && printf '#!/bin/sh\necho %s\n' "$here" >bin/uname && chmod +x bin/uname

test_expect_success 'no headers at all' '
	fresh &&
	refused "there are no headers for the kernel $here" "no $PWD/lib/modules/$here/build" \
		"sudo apt install linux-headers-$here; or make run, or .* with ARCH=x86_64,"
'

test_expect_success 'headers of another kernel: it was updated, and not booted yet' '
	fresh && headers 9.9.1 && headers 9.10.2 &&
	refused "there are no headers for the kernel that is running, $here" "those of 9.10.2" \
		"reboot, if the kernel was updated since; or make KVER=9.10.2"
'

for old in 6.8.0-45-generic 6.14.0-15-generic 7.0.0 7.1.13+deb13-amd64; do
	test_expect_success "$old is older than the sources here" '
		fresh && headers "$old" &&
		refused "the kernel $old is older than the sources here" \
			"Linux ${old%%.*}[.][0-9]*" "make run, which brings one" "$old"
	'
done

test_expect_success 'one that is newer than what is tested is tried, with a word' '
	fresh && headers 99.1.2 && complete_headers 99.1.2 &&
	found "$PWD/cache/linux-rust-modules/kdir/99.1.2" 99.1.2 2>said &&
	grep "^make: 99.1.2 is newer than Linux [0-9.]*, which is tested; trying it" said &&
	headers "$here" && complete_headers "$here" && find_kdir 2>said && test_must_be_empty said
'

test_expect_success 'in a container: no advice that cannot be followed' '
	fresh && export container=podman && test_when_finished "unset container" &&
	refused "there are no headers for the kernel $here" "no $PWD/lib/modules/$here/build" \
		"make run, or the same .* ARCH=x86_64, .*; this container runs its host.s kernel" &&
	headers 9.10.2 && refused "there are no headers for the kernel that is running, $here" \
		"those of 9.10.2" "make KVER=9.10.2, to build for that one"
'

# as_in FILE: in a container that shows itself by that file.
as_in() {
	unshare --mount sh -c 'mount -t tmpfs tmpfs /run && mkdir -p "${1%/*}" && : >"$1" &&
		exec "$2" RUSTC="$PWD/rustc"' sh "$1" "$repo/kdir/find"
}

for file in .containerenv systemd/container secrets/kubernetes.io; do
	test_expect_success "a container shows itself by /run/$file" '
		fresh && test_expect_code 1 as_in "/run/$file" 2>said &&
		grep "; this container runs its host.s kernel$" said
	'
done

test_expect_success 'headers without the Rust metadata' '
	fresh && headers "$here" &&
	refused "the headers of $here lack the Rust metadata" "no .*/build/rust/libkernel.rmeta" \
		"make kdir, which completes them"
'

test_expect_success 'those of another release, asked for' '
	headers 9.9.1 && refused "the headers of 9.9.1 lack the Rust metadata" "no .*" \
		"make kdir KVER=9.9.1" 9.9.1 &&
	refused "the headers of 9.9.1 lack the Rust metadata" "no .*" \
		"make kdir KVER=9.9.1" lib/modules/9.9.1/build
'

test_expect_success 'once completed, they are found by themselves' '
	complete_headers "$here" && found "$PWD/cache/linux-rust-modules/kdir/$here" &&
	complete_headers 9.9.1 && found "$PWD/cache/linux-rust-modules/kdir/9.9.1" 9.9.1
'

test_expect_success 'and to install, those of the machine' '
	found "$PWD/lib/modules/$here/build" --headers
'

test_expect_success 'headers updated since' '
	echo more >"lib/modules/$here/build/Module.symvers" &&
	refused "the headers of $here lack the Rust metadata" \
		"that of the headers as they were before an update, in $PWD/cache/.*/kdir/$here" \
		"make kdir, which completes them"
'

test_expect_success 'headers that have the metadata are used as they are' '
	mkdir "lib/modules/$here/build/rust" && : >"lib/modules/$here/build/rust/libkernel.rmeta" &&
	found "$PWD/lib/modules/$here/build" && found "$PWD/lib/modules/$here/build" --source
'

test_expect_success 'but where the source of its crates is needed, the copy, if it is of these' '
	cp "lib/modules/$here/build/Module.symvers" "cache/linux-rust-modules/kdir/$here/" &&
	found "$PWD/cache/linux-rust-modules/kdir/$here" --source &&
	found "$PWD/lib/modules/$here/build"
'

test_expect_success 'a kernel of your own that lacks it' '
	cp -R lib/modules/9.9.1/build mine &&
	refused "the headers of 9.9.1 lack the Rust metadata" "no $PWD/mine/.*" \
		"make -C $PWD/mine, if that is a kernel of your own" mine
'

test_expect_success 'a directory is used as it is, also by a relative path' '
	found "$PWD/lib/modules/$here/build" "$PWD/lib/modules/$here/build" &&
	found "$PWD/lib/modules/$here/build" "lib/modules/$here/build" &&
	(cd lib/modules/"$here" && RUSTC=$OLDPWD/rustc && found "$PWD/build" RUSTC="$RUSTC" build)
'

test_expect_success 'another rustc than built the kernel, and none' '
	printf "#!/bin/sh\necho rustc 1.86.0\n" >other && chmod +x other &&
	refused "rustc is not the one that built $here" "rustc 1.86.0" "install the rustc" \
		RUSTC="$PWD/other" &&
	refused "rustc is not the one that built $here" "no $PWD/absent" "install the rustc" \
		RUSTC="$PWD/absent"
'

test_expect_success 'the one that is found in PATH is taken, unless another is named' '
	(PATH=$PWD:$PWD/bin:$PATH && "$repo/kdir/find") >actual &&
	echo "$PWD/lib/modules/$here/build" >expected && test_cmp expected actual
'

test_expect_success 'a kernel built by clang takes LLVM=1, another does not' '
	refused "$here was built by gcc" "clang, to build modules for it" "make LLVM=\$" LLVM=1 &&
	refused "$here was built by gcc" "clang, to build modules for it" "make LLVM= CC=gcc\$" \
		CC=clang &&
	echo CONFIG_CC_IS_CLANG=y >>"lib/modules/$here/build/.config" &&
	refused "$here was built by clang" "gcc, to build modules for it" "make LLVM=1\$" &&
	found "$PWD/lib/modules/$here/build" LLVM=1 &&
	found "$PWD/lib/modules/$here/build" CC=clang-19
'

test_expect_success 'of the environment it hears nothing' '
	(export LLVM=1 CC=clang KDIR=/absent KVER=1.2.3 RUSTC=/absent ARCH=x CDPATH=.:/ &&
	refused "$here was built by clang" "gcc, to build modules for it" "make LLVM=1\$")
'

test_expect_success 'CDPATH does not lead it elsewhere' '
	mkdir -p other-place/lib && cp -R lib/modules other-place/lib/ &&
	(export CDPATH="$PWD/other-place" && found "$PWD/lib/modules/$here/build" LLVM=1 \
		"lib/modules/$here/build")
'

test_expect_success 'a kernel without Rust' '
	echo "CONFIG_MODULES=y" >"lib/modules/$here/build/.config" &&
	refused "the kernel $here was built without Rust" "CONFIG_RUST is not set in .*" "make run"
'

test_expect_success 'a kernel that is not configured' '
	rm "lib/modules/$here/build/.config" &&
	refused "the kernel in .* is not configured" "no .*/.config" "make -C" \
		"lib/modules/$here/build"
'

test_expect_success 'a directory that is none' '
	refused "there is no kernel build directory in KDIR" "no $PWD/Makefile" "make KDIR=" \
		"$PWD" &&
	refused "there is no kernel build directory in KDIR" "no /absent/Makefile" "make KDIR=" \
		/absent
'

test_expect_success 'what --help says, and no more' '
	"$repo/kdir/find" --help >actual 2>said && test_must_be_empty said &&
	grep "^usage: kdir/find " actual && ! grep "^/" actual
'

test_expect_success 'make stops at it, and shows it' '
	collection copy &&
	test_must_fail make -C copy >out 2>said && four_lines said make ".*" &&
	test_must_fail make -C copy KVER=1.2.3 2>said &&
	four_lines said make "there are no headers for the kernel 1.2.3" &&
	test_must_fail make -C copy KDIR=/absent 2>said &&
	four_lines said make "there is no kernel build directory in KDIR"
'

test_expect_success 'make clean has nothing to do then' '
	make -C copy clean KVER=1.2.3 >out 2>&1 && cat out && test_must_fail grep error: out
'

test_expect_success 'a path that kbuild does not work from' '
	mkdir "a blank" && : >"a blank/Makefile" &&
	refused "kbuild cannot work in a path with a blank or the like" "$PWD/a blank" \
		"make KDIR=" "$PWD/a blank"
'

test_done
