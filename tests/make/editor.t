#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make rust-analyzer, make doc: what an editor and a browser show'
. "$(dirname "$0")/../toolchain.sh"

collection "$work/copy"
sysroot=$("$repo/vm/host/outside" "$KERNEL")

test_expect_success COMPLETED 'rust-project.json has a crate for each file that is one' '
	make_in "$work/copy" rust-analyzer &&
	for file in hello/hello.rs params/params.rs multifile/onecrate.rs twomods/provider.rs; do
		grep "\"root_module\": \"$file\"" "$work/copy/rust-project.json" || return 1
	done
'

# marks DIRECTORY [COMMAND…]: fails if an editor that starts rust-analyzer, or COMMAND, would mark a
# line as an error. These go to the file `errors`.
marks() {
	in=$1
	shift
	[ $# -gt 0 ] || set -- rust-analyzer
	(cd "$in" && "$@" diagnostics .) >said 2>&1
	bad=$?
	tr "\r" "\n" <said | grep -o "\bError [A-Z].*" >errors
	sed "s/^/# /" errors
	return "$bad"
}

test_expect_success COMPLETED 'it marks no line of the lessons as an error' '
	marks "$work/copy"
'

test_expect_success COMPLETED 'in a new module, in a path with a blank, only what is wrong' '
	"$repo/scripts/new" NAME=blink FROM=params DIR="$work/a blank" &&
	sed -i "s/= kernel_param_lock()/= kernel_param_look()/" "$work/a blank/blink.rs" &&
	make_in "$repo" M="$work/a blank" rust-analyzer && test_must_fail marks "$work/a blank" &&
	test "$(wc -l <errors)" -eq 1 && grep "E0425" errors
'

test_expect_success COMPLETED 'rust-analyzer knows pr_info!, of the kernel' '
	"$repo/tests/make/ask-rust-analyzer" "$work/copy" hello/hello.rs pr_info >said &&
	cat said &&
	grep "macro_rules! pr_info" said && grep "Prints an info-level message" said
'

# A machine on which there is a shell, and neither rustc nor its libraries.
bare=$work/bare
# shellcheck disable=SC2154 # of the answer
mkdir -p "$bare$cache" "$bare$work/a blank" "$bare/dev" "$bare/proc" "$bare/tmp"
ln -s usr/bin usr/lib usr/lib64 "$bare/"
for program in sh basename dirname realpath tr uname; do
	printf '/usr/bin/%s\n' $program
	ldd "/usr/bin/$program" | grep -o '/[^ ]*'
done | sort -u | while read -r file; do
	install -D "$file" "$bare$(realpath "${file%/*}")/${file##*/}"
done

# on-bare COMMAND…: there, in the module directory.
cat >"$work/on-bare" <<EOF
#!/bin/sh
exec unshare --mount sh -ec '
	for place in "$cache" "$work/a blank" /dev /proc; do
		mount --rbind "\$place" "$bare\$place"
	done
	exec unshare --root "$bare" --wd "$work/a blank" "\$@"
' sh "\$@"
EOF
chmod +x "$work/on-bare"

test_expect_success COMPLETED 'by the compiler of the toolchain root, on a machine that has none' '
	make_in "$repo" M="$work/a blank" rust-analyzer rustc_sysroot="$sysroot" \
		RUST_LIB_SRC="$toolchain/usr/lib/rustlib/src/rust/library" &&
	set -- "$work/on-bare" "$sysroot/bin/rust-analyzer" &&
	test_must_fail marks "$work/a blank" "$@" &&
	test "$(wc -l <errors)" -eq 1 && grep "E0425" errors &&
	"$repo/tests/make/ask-rust-analyzer" "$work/a blank" blink.rs module_parameters "$@" \
		>said && cat said && grep "mod module_parameters" said
'

small "$work/small" hello/hello params/params multifile/onecrate twomods/provider

test_expect_success 'make doc: a page for each crate, and for moduleparam.rs' '
	make_in "$work/small" -j"$(nproc)" doc >said 2>&1 || { cat said && false; } &&
	tail -n 3 said | grep "^$work/small/doc/index.html$" &&
	test_must_fail grep "^warning" said &&
	for crate in hello params onecrate provider; do
		grep -q "href=\"$crate/index.html\"" "$work/small/doc/index.html" || return 1
	done &&
	grep -q "without unsafe code in the" "$work/small/doc/params/moduleparam/index.html"
'

test_done
