#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian
# boots: the kernel before the newest

test_description='"When the kernel is updated" of kdir/shipping.md, once apt has brought the newest'
. "$(dirname "$0")/lib.sh"

old=$(uname -r)
new=$(grep -v -e -cloud- /opt/kernels/with-rust | sort -V | tail -n 1)

# The commands of steps 2 and 3.
sed -n '/^## When the kernel is updated$/,/^## dkms/p' "$lessons/kdir/shipping.md" |
	sed -n '/^2\. /,/^4\. /p' | grep -o '`[^`]* KVER=[^`]*`' | tr -d '`' |
	sed "s/7\.3\.4+deb13-amd64/$new/" >steps

test_expect_success 'an older kernel runs, and there are three commands to type' '
	cat steps && test "$old" != "$new" && test "$(wc -l <steps)" -eq 3 &&
	test "$(grep -cF "KVER=$new" steps)" -eq 3
'

test_expect_success 'without step 2, make names it' '
	test_must_fail as_learner "$(sed -n 2p steps)" >said 2>&1 && cat said &&
	grep "^make: error: the headers of $new lack the Rust metadata$" said &&
	grep "^  next:   $(sed -n 1p steps)" said
'

while read -r step; do
	start=$(date +%s)
	test_expect_success "$step" 'as_learner "$step"'
	printf '# %s s\n' "$(($(date +%s) - start))"
done <steps

test_expect_success 'modprobe will find them when that kernel runs' '
	modinfo -k "$new" -F vermagic user | grep "^$new " &&
	modprobe -S "$new" --show-depends user >said && cat said &&
	grep "/$new/.*/provider.ko" said && grep "/$new/.*/user.ko" said
'

test_expect_success 'the kernel that runs has got nothing' '
	find "/lib/modules/$old" -name "hello.ko*" >said && test_must_be_empty said
'

test_done
