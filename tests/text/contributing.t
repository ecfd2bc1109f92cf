#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='CONTRIBUTING.md and tests/README.md: their recipes are complete'
. "$(dirname "$0")/../toolchain.sh"

collection "$work/copy"
cd "$work/copy" || exit

# recipe HEADING [FILE]: types what stands in the `sh` blocks below it.
recipe() {
	sed -n "/^## $1\$/,/^## /{/^\`\`\`sh\$/,/^\`\`\`\$/{/^\`\`\`/!p;}}" \
		"${2-CONTRIBUTING.md}" >recipe && test -s recipe && sh -eu ./recipe
}

test_expect_success 'a lesson: it builds with the others, and alone' '
	recipe "Add a lesson" && cp Kbuild whole &&
	sed -i "s,:= .* blink,:= hello/ blink," Kbuild &&
	make_in . && test -f blink/blink.ko && make_in . clean && cp whole Kbuild &&
	make_in blink && test -f blink/blink.ko
'

test_expect_success 'make run and make check know it, and DKMS, too' '
	scripts/pages >pages && tail -n 1 pages >actual && echo blink/README.md >expected &&
	test_cmp expected actual &&
	bash -c ". ./dkms.conf && printf \"%s\n\" \"\${BUILT_MODULE_NAME[@]}\"" >modules &&
	grep -x blink modules
'

test_expect_success 'a test: make check knows it, and what it needs' '
	recipe "Add a test" tests/README.md && test -f tests/blink.t && sh -n tests/blink.t &&
	test "$(header cpus tests/blink.t)" -eq 2
'

test_expect_success 'an architecture: resolved, named in errors, and one of ARCH=all' '
	recipe "Add an architecture" && export XDG_CACHE_HOME="$PWD/cache" &&
	test_when_finished "unset XDG_CACHE_HOME" && mkdir -p cache/linux-rust-modules/releases &&
	echo "9.9.1+deb15-riscv64 9.9.1-1" >cache/linux-rust-modules/releases/sid-riscv64 &&
	answer=$(vm/host/resolve ARCH=riscv) && cat "$answer" &&
	grep "^image=./usr/lib/modules/9.9.1+deb15-riscv64/vmlinuz.$" "$answer" &&
	grep "gcc-riscv64-linux-gnu" "$answer" &&
	test_must_fail vm/host/resolve ARCH=m68k 2>said && grep "one of .* riscv" said &&
	(repo=$PWD && architectures) >lines && cut -d"|" -f1 lines | grep -x riscv &&
	test "$(awk -F"|" "{ print NF }" lines | sort -u | wc -l)" -eq 1
'

test_expect_success 'a release: the default, and the one whose outputs are shown' '
	recipe "Take a new release of the kernel" &&
	test "$(repo=$PWD && text_kernel)" = 7.3.5+deb13-amd64 &&
	grep -F "7.3.5+deb13-amd64" hello/insmod.md
'

test_done
