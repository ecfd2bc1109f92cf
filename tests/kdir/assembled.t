#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='kdir/complete: what the build is told, what the result holds, and the defaults'
. "$(dirname "$0")/../toolchain.sh"
. "$repo/tests/kdir/fake.sh"

# holds FILE TEXT: the result does.
holds() {
	echo "$2" >expected && test_cmp expected "out/kdir/$1"
}

# A source with what the result takes from it, whose make also writes what it is told.
mkdir -p tree/rich/rust/kernel tree/rich/scripts tree/rich/drivers/a tree/rich/sound/b \
	tree/rich/tools/objtool
for file in .clippy.toml .rustfmt.toml rust/kernel/lib.rs scripts/generate_rust_analyzer.py \
	scripts/rust_is_available.sh scripts/min-tool-version.sh scripts/cc-version.sh \
	scripts/Makefile scripts/other drivers/a/a.c drivers/a/a.h sound/b/b.c; do
	echo "of $file" >"tree/rich/$file"
done
cat >tree/rich/rust/Makefile <<'EOF'
cmd_rustc_procmacrolibrary = \
	-C a -O x

-O y
EOF
source_of rich && cat >>tree/rich/Makefile <<EOF
prepare: more
prepare: tools/objtool
tools/objtool:
	false
more:
	test -x "\$(O)/tools/objtool/objtool"
	cat "\$(O)/.kernelvariables" >"$PWD/variables"
	env >"$PWD/environment"
	cp rust/Makefile "$PWD/unoptimised"
	echo "\$(RUSTC)|\$(BINDGEN)|\$(KRUSTFLAGS)" >"$PWD/told"
	echo making
	mkdir -p "\$(O)/rust/kernel" "\$(O)/scripts"
	echo target >"\$(O)/scripts/target.json"
	echo generated >"\$(O)/rust/bindings_generated.rs"
	echo not >"\$(O)/rust/other.rs"
	for each in warn reachable static_branch; do \\
		echo \$\$each >"\$(O)/rust/kernel/generated_arch_\$\${each}_asm.rs"; done
EOF
tar -C tree -cf rich.tar rich
mkdir -p headers/tools/objtool && cp bin/rustc headers/tools/objtool/objtool
echo 'override ARCH = x' >headers/.kernelvariables

test_expect_success 'it is made of that' '
	mkdir "$work/tmp" &&
	TMPDIR=$work/tmp kdir_with --source "$PWD/rich.tar" >stdout 2>said && cat said &&
	test -z "$(ls "$work/tmp")" && ! grep -x making said && ! test -e out/kdir.new &&
	! grep "No such file" said
'

test_expect_success 'what is up to date needs neither source nor tools' '
	kdir_with --source "$PWD/absent.tar" BINDGEN="$PWD/absent" >stdout &&
	echo "$PWD/out/kdir" >expected && test_cmp expected stdout
'

test_expect_success 'the build is told the tools, and nothing of the environment' '
	grep "^$PWD/bin/rustc|$PWD/bin/bindgen|--remap-path-prefix=/.*/source/=$" told &&
	grep "^override ARCH = x$" variables && grep "^HOME=." environment &&
	! grep -E "^(KERNEL|BUILD|XDG_CACHE_HOME)=" environment
'

test_expect_success 'of the source: what tools that read it need' '
	for file in .clippy.toml .rustfmt.toml rust/kernel/lib.rs \
		scripts/generate_rust_analyzer.py scripts/rust_is_available.sh \
		scripts/min-tool-version.sh scripts/cc-version.sh scripts/Makefile; do
		holds $file "of $file" || return 1
	done && ! test -e out/kdir/scripts/other && ! test -e out/kdir/drivers
'

test_expect_success 'of the build: metadata, macros, what was generated, the target' '
	holds rust/bindings_generated.rs generated && holds scripts/target.json target &&
	test -e out/kdir/rust/libkernel.rmeta && test -e out/kdir/rust/libmacros.so &&
	for each in warn reachable static_branch; do
		holds rust/kernel/generated_arch_${each}_asm.rs $each || return 1
	done && ! test -e out/kdir/rust/other.rs
'

test_expect_success 'of the headers: everything, also what begins with a dot; and the proof' '
	holds include/generated/bounds.h bounds.h && cmp headers/.config out/kdir/.config &&
	holds .kernelvariables "override ARCH = x" && test -x out/kdir/tools/objtool/objtool &&
	holds .proof "$(grep ^prove: said)" && test -s out/kdir/.made-from
'

test_expect_success 'macros are not optimised, which would take longer than it saves' '
	cat unoptimised && grep "^	-C a x$" unoptimised && grep "^-O y$" unoptimised
'

test_expect_success 'what is not there is not needed' '
	rm headers/.kernelvariables && rm -r headers/tools && rm -rf out && kdir_with &&
	test ! -e out/kdir/rust/kernel/generated_arch_warn_asm.rs && test ! -e out/kdir/.clippy.toml
'

# As Debian has them: the scripts and the first Makefile in a directory that flavours share.
test_expect_success 'headers of two directories become one' '
	cp -R headers flavour && mkdir -p common/scripts common/include/linux &&
	echo common >common/Makefile && echo common >common/scripts/x &&
	echo common >common/include/linux/x && mkdir elsewhere && echo tool >elsewhere/tool &&
	ln -s "$PWD/elsewhere" common/tools && rm -r flavour/scripts &&
	ln -s "$PWD/common/scripts" flavour/scripts && echo dot >flavour/.dot &&
	echo "include $PWD/common/Makefile" >flavour/Makefile && rm -rf out &&
	kdir_with --headers "$PWD/flavour" && holds Makefile common && holds scripts/x common &&
	holds include/linux/x common && holds tools/tool tool && test ! -L out/kdir/tools &&
	holds .dot dot && holds include/generated/bounds.h bounds.h && test ! -L out/kdir/scripts
'

test_expect_success 'headers of one directory keep their own' '
	echo mine >headers/Makefile && echo mine >headers/scripts/x && rm -rf out && kdir_with &&
	holds Makefile mine && holds scripts/x mine
'

# In a place of its own for the kernel, and a uname that says so.
printf '#!/bin/sh\necho 9.9.1+test\n' >bin/uname && chmod +x bin/uname
xz -k good.tar
test_expect_success 'by default: the running kernel, its headers, its source, the cache' '
	unshare --mount sh -c "mount -t tmpfs tmpfs /usr/lib/modules &&
		mount -t tmpfs tmpfs /usr/src && mkdir /usr/lib/modules/9.9.1+test &&
		cp -R headers /usr/lib/modules/9.9.1+test/build &&
		cp good.tar.xz /usr/src/linux-source-9.9.tar.xz &&
		PATH=\"$PWD/bin:\$PATH\" XDG_CACHE_HOME=\"$work/cache\" $repo/kdir/complete" \
		>actual 2>said && cat said &&
	echo "$work/cache/linux-rust-modules/kdir/9.9.1+test" >expected &&
	test_cmp expected actual && test -e "$(cat actual)/rust/libkernel.rmeta"
'

test_expect_success 'with -v, what make prints is shown; without, how it ended when it fails' '
	rm -rf out && kdir_with -v >stdout 2>said && grep "Entering directory" said &&
	rm -rf out && kdir_with >stdout 2>said && ! grep "Entering directory" said &&
	source_of long "s,^	mkdir.*,	@seq 100 | sed s/^/line-/; exit 3," && rm -rf out &&
	test_expect_code 1 kdir_with --source "$PWD/long.tar" 2>said && cat said &&
	grep -x line-100 said && ! grep -x line-50 said && ! grep "disk is full" said
'

# free KIBIBYTES: is on every disk, df says.
free() {
	printf '#!/bin/sh\nprintf "%%s\\n" Avail %s\n' "$1" >bin/df && chmod +x bin/df
}

test_expect_success 'a disk with less than a mebibyte is full, when something has failed' '
	for full in 1023: 1024:not; do
		free ${full%:*} && rm -rf out && (PATH=$PWD/bin:$PATH &&
			test_expect_code 1 kdir_with --source "$PWD/long.tar" 2>said) &&
		if [ "${full#*:}" ]; then ! grep "disk is full" said
		else grep "disk is full" said; fi || return 1
	done && rm bin/df
'

test_expect_success 'when what make says cannot be kept, it has failed' '
	mkdir "$work/full" && mount -t tmpfs -o size=1m tmpfs "$work/full" &&
	test_when_finished "umount $work/full" &&
	source_of fills "s,^	mkdir,	head -c 9999999 /dev/zero >\"\$(O)/fill\"; seq 9999; \
		mkdir," &&
	rm -rf out && (export TMPDIR="$work/full" &&
		test_expect_code 1 kdir_with --source "$PWD/fills.tar" 2>said) &&
	grep "kdir: error: make: the disk is full$" said
'

# As kbuild, this works in no path with a blank, nor in a relative one, and runs what it has built.
source_of strict && cat >>tree/strict/Makefile <<'EOF'
prepare: strict
strict:
	case "$(O)" in [!/]* | *\ *) exit 1 ;; esac
	printf '#!/bin/sh\n' >"$(O)/built" && chmod +x "$(O)/built" && "$(O)/built"
EOF
tar -C tree -cf strict.tar strict
mkdir "$work/noexec" "$work/a b" relative
mount -t tmpfs -o noexec tmpfs "$work/noexec"
cleanup 'umount "$work/noexec"'
for place in "$work/noexec" "$work/a b" relative "$work/absent" /proc /dev/null; do
	test_expect_success "TMPDIR=$place: it builds there, or elsewhere" '
		rm -rf out && TMPDIR=$place kdir_with --source "$PWD/strict.tar" &&
		test -e out/kdir/rust/libkernel.rmeta &&
		test -z "$(ls "$work/noexec" "$work/a b" relative | grep -v :)"
	'
done

test_expect_success 'what cannot be copied is an error; what another run has left is gone' '
	cp -R headers clash && mkdir -p clash/rust/bindings_generated.rs clash/tools/objtool &&
	cp bin/rustc clash/tools/objtool/objtool && : >clash/.kernelvariables && rm -rf out &&
	test_expect_code 1 kdir_with --headers "$PWD/clash" --source "$PWD/rich.tar" 2>said &&
	cat said && grep "kdir: error: writing .*kdir.new failed" said && ! test -e out/kdir &&
	mkdir -p out/kdir.new out/kdir.old && : >out/kdir.new/left && : >out/kdir.old/left &&
	kdir_with && ! test -e out/kdir/left && ! test -e out/kdir.new && ! test -e out/kdir.old
'

test_expect_success 'the options may follow the release' '
	rm -rf out && "$repo/kdir/complete" 9.9.1+test --headers "$PWD/headers" \
		--source "$PWD/good.tar" --output "$PWD/out/kdir" RUSTC="$PWD/bin/rustc" \
		BINDGEN="$PWD/bin/bindgen" && test -e out/kdir/rust/libkernel.rmeta
'

test_expect_success 'what --help says, and no more' '
	"$repo/kdir/complete" --help >actual 2>said && test_must_be_empty said &&
	grep "^usage: kdir/complete " actual && ! grep "^/" actual
'

test_expect_success 'what is not ours is left alone, and an empty directory is taken' '
	rm -rf out && mkdir -p out/kdir && : >out/kdir/mine &&
	test_expect_code 1 kdir_with 2>said &&
	four_lines said kdir "something else is where the result would be" "$PWD/out/kdir" &&
	test -e out/kdir/mine && rm out/kdir/mine && kdir_with &&
	test -e out/kdir/rust/libkernel.rmeta
'

test_expect_success 'a slash at its end changes nothing' '
	rm -rf out && kdir_with --output out/kdir/ >actual && echo "$PWD/out/kdir" >expected &&
	test_cmp expected actual && test -e out/kdir/rust/libkernel.rmeta &&
	touch out/kdir/mine && kdir_with --output out//kdir/ && test -e out/kdir/mine
'

test_expect_success 'a result without a record of what it was made from is made again' '
	rm -rf out && mkdir -p out/kdir && : >out/kdir/.made-from && mv bin/rustc bin/away &&
	test_when_finished "mv bin/away bin/rustc" &&
	test_expect_code 1 kdir_with >stdout 2>said && test_must_be_empty stdout &&
	four_lines said kdir "rustc is not the one that built 9.9.1+test" "no $PWD/bin/rustc"
'

test_expect_success 'it is made again for another rustc, Module.symvers, or program' '
	rm -rf out && kdir_with && touch out/kdir/mine && kdir_with && test -e out/kdir/mine &&
	sed -i "s/(test)/(more)/" bin/rustc && test_must_fail kdir_with &&
	sed -i "s/(test)/(more)/" headers/.config && kdir_with && ! test -e out/kdir/mine &&
	touch out/kdir/mine && printf "0x0\tmore\tvmlinux\tEXPORT_SYMBOL\t\n" \
		>>headers/Module.symvers && kdir_with && ! test -e out/kdir/mine &&
	for program in complete prove; do
		kdir_with && touch out/kdir/mine && mkdir -p "$work/copy" &&
		collection "$work/copy" &&
		echo "# more" >>"$work/copy/kdir/$program" &&
		(repo=$work/copy && kdir_with) && ! test -e out/kdir/mine || return 1
	done
'

test_done
