#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make kernels: a row for each, and why one has failed'
. "$(dirname "$0")/../toolchain.sh"

export XDG_CACHE_HOME="$work/cache"
mkdir bin

# fake NAME <<BODY
fake() {
	{ echo '#!/bin/sh' && cat; } >"bin/$1" && chmod +x "bin/$1"
}

# Debian offers two kernels, one suite, of one architecture.
fake apt-cache <<'EOS'
case $1 in
pkgnames) sed -n 's/^Package: //p' "${0%/*}/packages" ;;
*) cat "${0%/*}/packages" ;;
esac
EOS
for program in apt-get apt-config mmdebstrap bwrap; do
	fake $program </dev/null
done
for release in 7.4.1+a-amd64 7.4.2+a-amd64; do
	for package in linux-binary-$release linux-headers-$release linux-source-7.4; do
		printf 'Package: %s\nVersion: %s\n\n' "$package" "${release%+*}-1"
	done
done >bin/packages
# The second fails.
fake make <<'EOS'
echo "$*" >>"${0%/*}/asked"
for word; do
	case $word in KVER=*) release=${word#*=} ;; esac
done
mkdir -p "$XDG_CACHE_HOME/linux-rust-modules/kdir/$release"
case $release in
*.2+*)
	echo 'kdir: error: what was built is not what it holds' >&2
	exit 1
	;;
esac
cd "$XDG_CACHE_HOME/linux-rust-modules/kdir/$release"
echo 'prove: 7 of 7 exported Rust symbols' >.proof
EOS

# kernels [SETTING…]: what is printed is in the file `table`.
kernels() {
	(PATH=$PWD/bin:$PATH && exec "$repo/tests/kernels" "$@") >table 2>said
	status=$?
	cat table said
	return "$status"
}

test_expect_success 'each release is proven and tested; one fails, with its reason and its log' '
	test_expect_code 1 kernels SUITE=sid ARCH=x86_64 &&
	log=$XDG_CACHE_HOME/linux-rust-modules/logs/kernel-7.4.2+a-amd64.log &&
	printf "| sid | \`x86_64\` | \`%s\` | %s | %s |\n" 7.4.1+a-amd64 "7 of 7" passed \
		7.4.2+a-amd64 - "what was built is not what it holds: $log" >expected &&
	tail -n +3 table >actual && test_cmp expected actual && test -s "$log" &&
	test "$(grep -c " check T=tests/hello.t SUITE=sid ARCH=x86_64 KVER=" bin/asked)" -eq 2
'

test_expect_success 'KVER is one of them; nothing is left of what it took' '
	kernels SUITE=sid ARCH=x86_64 KVER=7.4.1+a-amd64 && test "$(wc -l <table)" -eq 3 &&
	ls "$XDG_CACHE_HOME/linux-rust-modules" >actual && echo logs >expected &&
	test_cmp expected actual
'

test_expect_success 'what Debian does not offer, and what is not known, is refused' '
	test_expect_code 1 kernels SUITE=sid ARCH=x86_64 KVER=1.2.3 &&
	four_lines said kernels "Debian offers no such kernel" "SUITE=sid ARCH=x86_64 KVER=1.2.3" &&
	test_expect_code 1 kernels ARCH=m68k &&
	four_lines said kernels "there is no virtual machine for ARCH=m68k" m68k &&
	test_expect_code 1 kernels JOBS=2 && four_lines said kernels "there is no setting JOBS=2"
'

test_done
