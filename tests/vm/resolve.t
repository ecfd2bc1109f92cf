#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='resolve: from what is asked to one kernel'
. "$(dirname "$0")/../toolchain.sh"

export XDG_CACHE_HOME="$work/cache"
lists="$XDG_CACHE_HOME/linux-rust-modules/releases"
mkdir -p "$lists" bin

# What Debian offers is asked of these.
cat >bin/apt-get <<'EOS'
#!/bin/sh
case $* in *update*) echo asked >>"${0%/*}/asked" ;; esac
EOS
cat >bin/apt-config <<'EOS'
#!/bin/sh
EOS
cat >bin/apt-cache <<'EOS'
#!/bin/sh
case $1 in
pkgnames) sed -n 's/^Package: //p' "${0%/*}/packages" | sort -u ;;
*) cat "${0%/*}/packages" ;;
esac
EOS
chmod +x bin/*
PATH=$PWD/bin:$PATH

# package NAME VERSION
package() {
	printf 'Package: %s\nVersion: %s\n\n' "$1" "$2" >>bin/packages
}

# kernel RELEASE VERSION: its image and its headers.
kernel() {
	package "linux-binary-$1" "$2"
	package "linux-headers-$1" "$2"
}
base=$(text_kernel)
base=${base%-*}
for flavour in amd64 cloud-amd64 rt-amd64 arm64 arm64-16k armmp armmp-lpae; do
	kernel "$base-$flavour" "${base%+*}-1"
	kernel 7.2.12+deb13-$flavour 7.2.12-1
	kernel 7.2.6+deb13-$flavour 7.2.6-1
	kernel 7.1.13+deb13-$flavour 7.1.13-1
done
package "linux-source-$(series "$base")" "${base%+*}-1"
package linux-source-7.2 7.2.12-1
package linux-source-7.1 7.1.13-1
package "linux-binary-unsigned-$base-amd64" "${base%+*}-1"

# says VARIABLE [SETTING…]: what the answer says.
says() {
	variable=$1
	shift
	# shellcheck disable=SC1090 # an answer
	answer=$("$repo/vm/host/resolve" "$@") && (set -a && . "$answer" && printenv "$variable")
}

# refused CAUSE FOUND NEXT [SETTING…]: with four lines, these in them.
refused() {
	cause=$1 found=$2 next=$3
	shift 3
	test_expect_code 1 "$repo/vm/host/resolve" "$@" >out 2>said && test_must_be_empty out &&
		four_lines said "re[a-z]*" "$cause.*" "$found" "$next"
}

test_expect_success 'what can be completed is offered: image, headers and source of one version' '
	"$repo/vm/host/releases" trixie amd64 >actual && cat actual &&
	grep "^$base-amd64 ${base%+*}-1$" actual &&
	grep "^7.2.12+deb13-rt-amd64 7.2.12-1$" actual &&
	test_must_fail grep -e 7.2.6 -e 7.1 -e unsigned actual
'

test_expect_success 'a cache in a path that kbuild cannot work with is reached by another' '
	(export XDG_CACHE_HOME="$PWD/a cache" && says kdir) >actual && ! grep " " actual &&
	plain=$(sed "s,/kdir/.*,," actual) && test "${plain##*/}" = linux-rust-modules &&
	test "$(realpath "$plain")" = "$PWD/a cache/linux-rust-modules" &&
	test "$(stat -c %a "${plain%/*}")" = 700
'

test_expect_success 'but not by what another has put there' '
	chown 1 "${plain%/*}" && test_when_finished "rm -r \"${plain%/*}\"" &&
	(export XDG_CACHE_HOME="$PWD/a cache" &&
		refused "something is in the way of a link" "${plain%/*}" "XDG_CACHE_HOME=")
'

test_expect_success 'keys of Debian that are too old: which one is missing' '
	mv bin/apt-get kept && test_when_finished "mv kept bin/apt-get" &&
	printf "#!/bin/sh\necho W: GPG error: NO_PUBKEY 6ED0E7B82643E131\nexit 100\n" \
		>bin/apt-get && chmod +x bin/apt-get &&
	test_expect_code 1 "$repo/vm/host/releases" sid amd64 2>said && four_lines said releases \
		".*debian-archive-keyring.gpg does not have the key that sid is signed by" \
		"NO_PUBKEY 6ED0E7B82643E131" "sudo apt-get install debian-archive-keyring; "
'

test_expect_success 'an older source that is still there makes its release complete' '
	cp bin/packages packages && test_when_finished "mv packages bin/packages" &&
	package linux-source-7.2 7.2.6-1 && "$repo/vm/host/releases" trixie amd64 >actual &&
	grep "^7.2.6+deb13-cloud-amd64 7.2.6-1$" actual
'

test_expect_success 'by default, the tested kernel; Debian is asked once' '
	rm -f bin/asked && text_kernel >expected && says release >actual &&
	test_cmp expected actual &&
	says arch && says image >actual && grep "/$(text_kernel)/vmlinuz$" actual &&
	test "$(wc -l <bin/asked)" -eq 1
'

test_expect_success \
	'if Debian has it no longer, the newest of its flavour, and a line that says so' '
	mv "$lists/trixie-amd64" kept && test_when_finished "mv kept \"$lists/trixie-amd64\"" &&
	sed "s/^$base/7.3.3+deb13/" kept >"$lists/trixie-amd64" &&
	says release 2>said >actual && echo 7.3.3+deb13-amd64 >expected &&
	test_cmp expected actual &&
	grep "^resolve: Debian no longer offers $(text_kernel); taking the newest$" said
'

test_expect_success 'one that has come since Debian was asked: it is asked again, once a day' '
	sed -i "/^$base-amd64 /d" "$lists/trixie-amd64" && rm -f bin/asked && says release 2>said &&
	grep "no longer offers" said && test ! -e bin/asked &&
	touch -d "2 days ago" "$lists/trixie-amd64" && says release >actual &&
	text_kernel >expected && test_cmp expected actual && test "$(wc -l <bin/asked)" -eq 1
'

test_expect_success 'and if it cannot be asked, what was offered before will do' '
	cp "$lists/trixie-amd64" before && mv bin/apt-get kept &&
	test_when_finished "mv kept bin/apt-get && mv before \"$lists/trixie-amd64\"" &&
	printf "#!/bin/sh\nexit 100\n" >bin/apt-get && chmod +x bin/apt-get &&
	sed "s/^$base/7.3.3+deb13/" before >"$lists/trixie-amd64" &&
	touch -d "2 days ago" "$lists/trixie-amd64" && says release >actual &&
	echo 7.3.3+deb13-amd64 >expected && test_cmp expected actual &&
	test -z "$(find "$lists/trixie-amd64" -mmin +1440)"
'

test_expect_success 'the mirrors are those of the host; a DVD is none' '
	mv bin/apt-get kept && test_when_finished "mv kept bin/apt-get" &&
	cat >bin/apt-get <<-"EOS" && chmod +x bin/apt-get &&
		#!/bin/sh
		echo "cdrom://[Debian GNU/Linux 12.1 _Bookworm_ - DVD]/ Debian Debian"
		echo "http://one.example/debian Debian Debian"
		echo "http://two.example/security Debian Debian-Security"
	EOS
	sh -c ". \"\$1/vm/host/apt.sh\" && apt_sources trixie" sh "$repo" >actual &&
	test_cmp - actual <<-EOS
		deb http://one.example/debian trixie main
		deb http://one.example/debian trixie-updates main
		deb http://one.example/debian trixie-backports main
		deb http://two.example/security trixie-security main
	EOS
'

for release in "$base-cloud-amd64" 7.2.12+deb13-rt-amd64; do
	test_expect_success "KVER=$release" '
		says release KVER=$release >actual && echo "$release" >expected &&
		test_cmp expected actual &&
		says headers_packages KVER=$release >actual &&
		grep "linux-headers-$release:amd64=" actual
	'
done

test_expect_success 'flavours of other architectures' '
	says kdir ARCH=arm64 KVER="$base-arm64-16k" >actual &&
	grep "/$base-arm64-16k$" actual &&
	says cross ARCH=arm KVER=7.2.12+deb13-armmp-lpae >actual &&
	grep "^arm-linux-gnueabihf-$" actual
'

test_expect_success 'on an arm64 host: its own kernel, and cross compilers for the others' '
	printf "#!/bin/sh\necho arm64\n" >bin/dpkg && chmod +x bin/dpkg &&
	test_when_finished "rm bin/dpkg" && says release >actual &&
	echo "$base-arm64" >expected && test_cmp expected actual &&
	says packages >actual && grep -w gcc actual && ! grep cross actual &&
	says packages ARCH=x86_64 >actual &&
	grep "libc6-dev-amd64-cross gcc-x86-64-linux-gnu" actual &&
	says release ARCH=arm >actual && grep "armmp$" actual
'

test_expect_success 'a release that cannot be completed is refused before anything is downloaded' '
	rm -f bin/asked && gone=7.2.6+deb13-amd64 &&
	refused "Debian.s trixie does not offer the kernel $gone, or not its headers and source" \
		".* $base-amd64" "make run KVER=$base-amd64" KVER=$gone &&
	test "$(wc -l <bin/asked)" -eq 1
'

test_expect_success 'SUITE= asks that suite, and takes its newest' '
	kernel 7.4.1+deb14-amd64 7.4.1-1 && package linux-source-7.4 7.4.1-1 &&
	says release SUITE=sid >actual && echo 7.4.1+deb14-amd64 >expected &&
	test_cmp expected actual && test -s "$lists/sid-amd64"
'

test_expect_success 'an architecture or a setting that is not known' '
	refused "there is no virtual machine for ARCH=m68k" m68k "make run ARCH=" ARCH=m68k &&
	refused "there is no setting FOO=1" FOO=1 "vm/host/resolve --help" FOO=1
'

test_expect_success 'the environment says nothing' '
	ARCH=arm SUITE=sid KVER=1.2.3 KDIR=/absent CDPATH=. says release >actual &&
	text_kernel >expected && test_cmp expected actual
'

# A kernel of one's own.
mkdir -p "own/include/config"
echo 9.9.1-mine >own/include/config/kernel.release
echo CONFIG_ARM=y >own/.config

test_expect_success 'KDIR: its release, and the architecture of its configuration' '
	says release KDIR=own >actual && echo 9.9.1-mine >expected && test_cmp expected actual &&
	says arch KDIR=own >actual && echo arm >expected && test_cmp expected actual &&
	says image KDIR=own >actual && echo "$PWD/own/arch/arm/boot/zImage" >expected &&
	test_cmp expected actual && test -z "$(says headers_packages KDIR=own)" &&
	test -z "$(says source_packages KDIR=own)" &&
	says boot_packages KDIR=own >actual && grep qemu-system-arm actual &&
	test_must_fail grep linux-binary actual
'

test_expect_success 'KDIR of another architecture than ARCH, and none' '
	refused "the kernel in KDIR is for another architecture than ARCH=arm64" "that of .*: arm" \
		"make run ARCH=arm" KDIR=own ARCH=arm64 &&
	refused "there is no kernel in KDIR" "no /absent/" "make there" KDIR=/absent &&
	echo CONFIG_M68K=y >own/.config && test_when_finished "echo CONFIG_ARM=y >own/.config" &&
	refused "the kernel in KDIR is for another architecture than ARCH=" \
		"that of .* no virtual" "make run ARCH=arm64 KDIR=" KDIR=own
'

# debug=7.3.4-debug, or what there will be.
debug=${base%+*}-debug
test_expect_success 'DEBUG=1, DEBUG=kcsan: the tested release, built by clang, in the cache' '
	says release DEBUG=1 >actual && echo "$debug" >expected && test_cmp expected actual &&
	says configuration DEBUG=1 >actual && grep -w kasan actual &&
	says configuration DEBUG=kcsan >actual && grep -w kcsan actual &&
	test "$(says llvm DEBUG=1)" -eq 1 && test -z "$(says version DEBUG=1)" &&
	says source DEBUG=1 >actual && grep "/linux-source-${base%+*}-1.tar.xz$" actual &&
	says image DEBUG=1 >actual &&
	grep "^$XDG_CACHE_HOME/linux-rust-modules/built/$debug-[0-9]*/arch/x86/boot/bzImage$" actual
'

test_expect_success 'with another configuration, source or compiler, another build directory' '
	collection "$work/copy" && says kdir DEBUG=1 >before &&
	says kdir DEBUG=1 ARCH=x86_64 LLVM=1 >after && test_cmp before after &&
	(repo=$work/copy && says kdir DEBUG=1) >after && test_cmp before after &&
	echo "CONFIG_X=y" >>"$work/copy/vm/toolchain/kernels/pc" &&
	(repo=$work/copy && says kdir DEBUG=1) >after && test_must_fail cmp before after &&
	(repo=$work/copy && says kdir EMBEDDED=1) >after && says kdir EMBEDDED=1 >before &&
	test_cmp before after && says kdir EMBEDDED=1 LLVM=1 >after &&
	test_must_fail cmp before after &&
	says kdir DEBUG=1 >before && sed -i.old "s/-1$/-2/" "$lists/trixie-amd64" &&
	test_when_finished "mv \"$lists/trixie-amd64.old\" \"$lists/trixie-amd64\"" &&
	says kdir DEBUG=1 >after && test_must_fail cmp before after
'

test_expect_success 'DEBUG of another architecture, of a kernel that is there, and none such' '
	refused "there is no such kernel for ARCH=arm" ARCH=arm "make check DEBUG=1$" \
		DEBUG=1 ARCH=arm &&
	refused "there is no such kernel for ARCH=x86_64" ARCH=x86_64 "make check-embedded$" \
		EMBEDDED=1 ARCH=x86_64 &&
	refused "the kernel of DEBUG is one that is built here" KDIR=own "make check DEBUG=kcsan" \
		DEBUG=kcsan KDIR=own &&
	refused "the kernel of DEBUG is one that is built here" "KVER=$base-amd64" \
		"make check DEBUG=1" DEBUG=1 KVER=$base-amd64 &&
	refused "there is no kernel DEBUG=2" 2 "make check DEBUG=1$" DEBUG=2 &&
	refused "there is no kernel DEBUG=yes" yes "make check DEBUG=1$" DEBUG=yes
'

test_expect_success 'without a network, it says so, and keeps the list that it had' '
	cp bin/apt-get apt-get && test_when_finished "mv apt-get bin/apt-get" &&
	printf "#!/bin/sh\ncase \$* in *update*) exit 100 ;; esac\n" >bin/apt-get &&
	refused "Debian.s package lists cannot be read" "see the lines above" "the same command" \
		KVER=9.9.9+deb13-amd64 &&
	says release >actual && text_kernel >expected && test_cmp expected actual
'

test_expect_success 'a name is no pattern' '
	refused "there is no virtual machine for ARCH=x86.64" x86.64 "make run ARCH=" ARCH=x86.64 &&
	refused "Debian.s trixie does not offer .*" ".*" "make run" KVER=$base-amd6.
'

test_expect_success 'two answers that differ stand in two files; the same, in one' '
	"$repo/vm/host/resolve" >one && "$repo/vm/host/resolve" >two && test_cmp one two &&
	"$repo/vm/host/resolve" LLVM=1 >three && test_must_fail cmp one three
'

test_expect_success 'a cache that cannot be written' '
	mkdir ro && mount -t tmpfs -o ro tmpfs ro && test_when_finished "umount ro" &&
	XDG_CACHE_HOME=$PWD/ro refused "the cache cannot be written" "$PWD/ro/linux-rust-modules" \
		"XDG_CACHE_HOME="
'

test_done
