# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# What the programs of this directory share: messages, and where things are. Sourced, with `me` set
# to the name of the program and `repo` to the top of the collection.

say() {
	printf '%s: %s\n' "$me" "$*" >&2
}

die() {
	say "error: $1"
	shift
	for line; do
		printf '  %s\n' "$line" >&2
	done
	exit 1
}

# An architecture has its name in kbuild; in Debian, and there that of its usual kernel; the suite whose
# kernel has Rust; and, for a kernel that does not say so itself, the prefix of its compiler.
arch=${ARCH:-x86_64}
case $arch in
x86_64) deb=amd64 flavour=amd64 suite=trixie prefix= ;;
arm64) deb=arm64 flavour=arm64 suite=trixie prefix=aarch64-linux-gnu- ;;
arm) deb=armhf flavour=armmp suite=forky prefix=arm-linux-gnueabihf- ;;
loongarch) deb=loong64 flavour=loong64 suite=forky prefix=loongarch64-linux-gnu- ;;
*) die "there is no virtual machine for ARCH=$arch" "needed: x86_64, arm64, arm or loongarch" \
	"next:   make run ARCH=arm64" ;;
esac
suite=${SUITE:-$suite}

# native_packages: what the README has one install, on a machine of one's own.
native_packages() {
	sed -n '/^sudo apt install/,/[^\\]$/{s/^sudo apt install//; s/\\$//p; tdone; p; :done;}' "$repo/README.md"
}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/linux-rust-modules

# The release that this collection is known to work on; unless Debian no longer offers it, or for another
# suite: then vm/toolchain looks for the newest, and writes it down.
known_good=
[ "$suite" != trixie ] || known_good=7.3.4+deb13-$flavour
krel=${KVER:-$known_good}
if [ -z "${KVER-}" ] && [ -f "$cache/release-$suite-$deb" ]; then
	krel=$(cat "$cache/release-$suite-$deb")
fi

# A root is made from the packages that its program names, so the program's text is its key.
toolchain=$cache/toolchain-$suite-$(cksum <"$repo/vm/toolchain" | cut -d' ' -f1)
# What it has been given: a release, and clang for those who want it.
has=$toolchain/.has-$krel${LLVM:+-llvm}
native=$cache/native-$({ cat "$repo/vm/native" && native_packages; } | cksum | cut -d' ' -f1)
guest=$cache/guest-$suite-$deb-$(cksum <"$repo/vm/guest" | cut -d' ' -f1)
kdir=$cache/kdir/$krel
build=$cache/build/$krel-$(printf '%s' "$repo" | cksum | cut -d' ' -f1)

# Or a kernel of one's own, in the directory that it was built in; it has, of Debian's, the compilers.
if [ "${KDIR-}" ]; then
	[ -s "$KDIR/include/config/kernel.release" ] ||
		die "there is no kernel in KDIR" "found:  no $KDIR/include/config/kernel.release" \
			"needed: the directory that a kernel was built in, with its image" \
			"next:   make there; or without KDIR, for Debian's kernel"
	kdir=$(cd "$KDIR" && pwd)
	build=$cache/build/$(cat "$kdir/include/config/kernel.release")-$(printf '%s %s' "$kdir" "$repo" |
		cksum | cut -d' ' -f1)
fi
export KVER

# sources: for mmdebstrap, $cache/$me.list and $cache/$me.conf.
sources() {
	# The host's mirrors and proxy, and whether it accepts an index that is past its date.
	hosts=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Identifier: Packages' |
		sort -u)
	main=$(printf '%s\n' "$hosts" | sed -n '/ Debian Debian$/{s/ .*//p;q;}')
	security=$(printf '%s\n' "$hosts" | sed -n '/ Debian Debian-Security$/{s/ .*//p;q;}')
	apt-config dump --format '%f "%v";%n' |
		grep -E '^Acquire::(https?::|Check-Valid-Until|Check-Date|Retries)' >"$cache/$me.conf" || :
	: "${main:=http://deb.debian.org/debian}"
	case $suite in
	trixie)
		printf 'deb %s %s main\n' "$main" trixie "$main" trixie-updates "$main" trixie-backports \
			${security:+"$security" trixie-security}
		;;
	*) printf 'deb %s %s main\n' "$main" "$suite" ;;
	esac >"$cache/$me.list"
}

# bootstrap DIRECTORY [OPTION…]: unpacks Debian packages into a new directory, as whoever you are.
# apt verifies them; none of their scripts is run.
bootstrap() {
	root=$1
	shift
	sources
	# Newer versions refuse the mode to root, as scripts would run on this machine; the variant runs none.
	mmdebstrap --variant=extract --mode=chrootless --skip=check/chrootless --skip=check/qemu \
		--format=directory --aptopt="$cache/$me.conf" "$@" "$suite" "$root" "$cache/$me.list" </dev/null
}
