#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root

test_description='kdir/complete: wherever and however it ends, it leaves nothing half made'
. "$(dirname "$0")/../toolchain.sh"

. "$repo/tests/kdir/fake.sh"

# On a disk of 64 KiB. Mounting it takes root's powers, which the toolchain root gives.
test_expect_success 'refuses when the disk is full' '
	rm -rf out && mkdir out && mount -t tmpfs -o size=64k tmpfs out &&
	test_when_finished "umount out" &&
	cp -R headers big && head -c 100000 /dev/zero >big/vmlinux &&
	test_expect_code 1 kdir_with --headers "$PWD/big" 2>said &&
	four_lines said kdir "writing .*: the disk is full" && nothing_left
'

test_expect_success 'refuses when the disk that it builds on is full' '
	rm -rf out && mkdir "$work/full" && mount -t tmpfs -o size=64k tmpfs "$work/full" &&
	test_when_finished "umount $work/full" &&
	source_of large && head -c 100000 /dev/zero >tree/large/zeros &&
	tar -C tree -cf large.tar large &&
	(export TMPDIR="$work/full" &&
		test_expect_code 1 kdir_with --source "$PWD/large.tar" 2>said) &&
	four_lines said kdir "unpacking .*: the disk is full" && nothing_left &&
	test -z "$(ls "$work/full")"
'

test_expect_success 'refuses when the cache cannot be written' '
	rm -rf out && mkdir out && mount -t tmpfs -o ro tmpfs out &&
	test_when_finished "umount out" &&
	test_expect_code 1 kdir_with >stdout 2>said && test_must_be_empty stdout &&
	four_lines said kdir "the cache cannot be written" "$PWD/out\$" \
		"XDG_CACHE_HOME=/some/directory make kdir"
'

# There, what mktemp makes has another name, too.
test_expect_success 'refuses when the cache takes A for a' '
	cat >bin/mktemp <<-\EOF && chmod +x bin/mktemp && test_when_finished "rm bin/mktemp" &&
	#!/bin/sh
	made=$(/usr/bin/mktemp "$@") || exit
	printf "%s\n" "$made"
	case $made in */out/case.*) : >"${made%/*}/CASE.${made##*.}" ;; esac
	EOF
	(export PATH="$PWD/bin:$PATH" &&
		refuses "upper and lower case are the same in the cache") &&
	grep "^  found:  $PWD/out$" said
'

# Its build has begun when `reached` is there, and goes on once `go` is. What it has started holds
# the lock, too.
test_expect_success 'killed half way, it leaves nothing that looks whole; the next run succeeds' '
	rm -rf out && source_of slow "s,^	mkdir,	touch \"\$\$HOME/reached\"; \\
	for n in \$\$(seq 100); do test -e \"\$\$HOME/go\" || sleep 0.1; done; mkdir," &&
	for ended in KILL:137 TERM:143 HUP:143 INT:130; do
		signal=${ended%:*} && place=$work/$signal && mkdir "$place" &&
		{ HOME=$place TMPDIR=$place exec env --default-signal=HUP,INT,TERM \
			"$repo/kdir/complete" --headers "$PWD/headers" --source "$PWD/slow.tar" \
			--output "$PWD/out/kdir" RUSTC="$PWD/bin/rustc" \
			BINDGEN="$PWD/bin/bindgen" 9.9.1+test & } &&
		pid=$! &&
		for n in $(seq 100); do test -e "$place/reached" || sleep 0.1; done &&
		test -e "$place/reached" && kill -$signal $pid && : >"$place/go" &&
		test_expect_code ${ended#*:} wait $pid && nothing_left || return 1
	done && test -z "$(find "$work"/TERM "$work"/HUP "$work"/INT -name "tmp.*")" &&
	kdir_with && test -e out/kdir/rust/libkernel.rmeta
'

# The one that builds does so until the other waits.
test_expect_success 'two runs at once: one builds, both succeed' '
	rm -rf out builds && source_of count "s,^	mkdir,	echo built >>\"$PWD/builds\"; \\
	for n in \$\$(seq 100); do grep -qs waiting \"$PWD\"/said.? || sleep 0.1; done; mkdir," &&
	{ kdir_with --source "$PWD/count.tar" >one 2>said.1 & } && first=$! &&
	kdir_with --source "$PWD/count.tar" >two 2>said.2 && wait $first &&
	test_cmp one two && test -s one && echo built >expected && test_cmp expected builds &&
	cat said.1 said.2 >said &&
	grep -x "kdir: waiting for another kdir that makes $PWD/out/kdir" said
'

test_done
