#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='vm/host/sweep: what nobody has used for a month leaves the cache'
. "$(dirname "$0")/../toolchain.sh"

# unused NAME…: directories that were last used 40 days ago.
unused() {
	for name; do
		mkdir -p "cache/$name/inside" && touch "cache/$name/inside/file" || return
	done
	for name; do touch -d '40 days ago' "cache/$name" || return; done
}

sweep() {
	"$repo/vm/host/sweep" "$PWD/cache" >said 2>&1 && test_must_be_empty said
}

test_expect_success 'an empty cache stays as it is' '
	mkdir cache && sweep && test "$(ls -A cache)" = ""
'

test_expect_success 'roots, kernels and builds that were not used for a month go' '
	unused toolchain-trixie-1 debian-amd64-1 build/7.3.4-1 built/7.3.4-debug-1 &&
	sweep && find cache -name "*1*" >left && test_must_be_empty left
'

test_expect_success 'so does what an interrupted run has left' '
	unused swept/toolchain-trixie-1.1 && sweep && test ! -e cache/swept
'

test_expect_success 'what was used, and everything else, stay' '
	rm -rf cache && unused toolchain-trixie-2 build/7.3.4-2 guest-trixie-amd64-1 kdir/7.3.4 \
		saved/7.3.4.1 logs &&
	touch cache/toolchain-trixie-2 cache/build/7.3.4-2 &&
	touch -d "40 days ago" cache/build/7.3.4-2.lock cache/lock &&
	find cache | sort >before && sweep && find cache | sort >after && test_cmp before after
'

# bwrap is all that is not there.
test_expect_success 'a command uses what its answer names' '
	rm -rf cache && unused root built && mkdir bin && printf "#!/bin/sh\n" >bin/bwrap &&
	chmod +x bin/bwrap && ln -s "$(. "$KERNEL" && echo "$toolchain")/.unpacked" cache/root/ &&
	sed "s,^cache=.*,cache=\"$PWD/cache\",; s,^configuration=.*,configuration=common,
		s,^toolchain=.*,toolchain=\"$PWD/cache/root\",
		s,^kdir=.*,kdir=\"$PWD/cache/built\"," "$KERNEL" >answer &&
	enter() { PATH=$PWD/bin:$PATH "$repo/vm/host/enter" "$PWD/answer" true; } && enter &&
	build=$(echo cache/build/*) && mkdir "$build.modules" &&
	touch -d "40 days ago" "$build" "$build.modules" cache/root cache/built && enter &&
	find cache/root cache/built "$build" "$build.modules" -maxdepth 0 -mtime +30 >left &&
	test_must_be_empty left
'

test_done
