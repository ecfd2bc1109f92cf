#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='a page as a test: what a command prints is what is shown below it'
. "$(dirname "$0")/../toolchain.sh"

text=$(text_kernel)

# A uname that says what a test wants.
mkdir bin
cat >bin/uname <<'EOS'
#!/bin/sh
cat "$RELEASE"
EOS
chmod +x bin/uname
RELEASE=$PWD/release PATH=$PWD/bin:$PATH VIRTUAL_MACHINE=1
export RELEASE PATH VIRTUAL_MACHINE

# page <<LINES: a page of one block of commands.
page() {
	{
		printf '# A page\n\n```console\n'
		cat
		printf '```\n'
	} >page.md
}

# on RELEASE: runs the page on that kernel; its TAP goes to the file `said`.
on() {
	printf '%s\n' "$1" >release
	bad=0
	"$repo/tests/page" page.md >said || bad=$?
	sed "s,^,# ," said
	return "$bad"
}

test_expect_success 'each command is a test' '
	page <<-EOP &&
		\$ echo one
		one
		\$ true
	EOP
	on "$text" && test_cmp - said <<-EOS
		1..2
		ok 1 - page.md: echo one
		ok 2 - page.md: true
	EOS
'

test_expect_success 'a command that prints something else fails' '
	page <<-EOP &&
		\$ echo one
		two
	EOP
	test_must_fail on "$text" && grep -q "^not ok 1 - page.md: echo one" said
'

test_expect_success 'so does one that prints what is not shown' '
	page <<-EOP &&
		\$ echo one
	EOP
	test_must_fail on 9.9.9-other && grep -q "^not ok 1 - page.md: echo one" said
'

test_expect_success 'so does one that is not run' '
	page <<-EOP &&
		\$ exit
		\$ true
	EOP
	test_must_fail on "$text" && grep -q "^not ok 2 - page.md: true" said
'

test_expect_success 'a page without a command fails' '
	page </dev/null && test_must_fail on "$text"
'

test_expect_success 'an ellipsis stands for whatever is there, and for nothing else' '
	page <<-EOP &&
		\$ echo "it'"'"'s [1+1]"; echo "a 7 b"; seq 5
		it'"'"'s [1+1]
		a … b
		…
		4
		5
		\$ seq 3
		1
		…
		2
		…
	EOP
	on "$text" && test_cmp - said <<-EOS
		1..2
		ok 1 - page.md: echo "it'"'"'s [1+1]"; echo "a 7 b"; seq 5
		ok 2 - page.md: seq 3
	EOS
'

# unlike <<LINES: what is shown for "one two" and "three" is not what they print.
unlike() {
	{
		echo "\$ echo one two; echo three"
		cat
	} | page
	test_must_fail on "$text" && grep -q "^not ok 1 - page.md: echo" said
}

test_expect_success 'a line beside it that differs, is absent or is not shown fails' '
	printf "%s\n" "one …" four | unlike &&
	printf "%s\n" "one …" three … four | unlike &&
	printf "%s\n" "one …" | unlike && printf "%s\n" "two …" three | unlike &&
	printf "%s\n" … three "one two" | unlike && printf "%s\n" o.e … | unlike
'

test_expect_success 'another kernel has its own name, in a path, too' '
	page <<-EOP &&
		\$ uname -r
		$text
		\$ echo "of /lib/modules/\$(uname -r)/build"
		of /lib/modules/$text/build
	EOP
	on "$text" && on 9.9.9+deb99-other
'

test_expect_success 'and its own sizes; anything else that differs fails there, too' '
	page <<-EOP &&
		\$ echo "hello 12289 0"
		hello 12288 0
	EOP
	test_must_fail on "$text" && on 9.9.9-other && page <<-EOP &&
		\$ echo
		\$ echo hello
		hello, world
	EOP
	test_must_fail on 9.9.9-other && grep -q "^not ok 1 " said && grep -q "^not ok 2 " said
'

test_expect_success 'what only a virtual machine can show is skipped elsewhere' '
	page </dev/null && sed -i "1i<!-- virtual machine: a reason -->" page.md &&
	(unset VIRTUAL_MACHINE && on "$text") &&
	echo "1..0 # SKIP only in a virtual machine: a reason" >expected && test_cmp expected said
'

test_expect_success 'a page about a later Linux is skipped' '
	page <<-EOP && sed -i "1i <!-- since: 7.10 -->" page.md &&
		\$ echo one
		one
	EOP
	on 7.3.4 && grep -qx "1..0 # SKIP only for Linux 7.10 and later" said &&
	on 7.10 && grep -qx "ok 1 - page.md: echo one" said &&
	on 7.11.2+deb13-amd64 && grep -qx "ok 1 - page.md: echo one" said
'

# configured OPTION…: the page, on a kernel that is built with these.
configured() {
	of=$work/modules/9.9.9-other
	mkdir -p "$of" && printf "%s\n" "$@" >"$of/config" &&
		echo 9.9.9-other >release &&
		unshare --mount sh -c 'mount --bind "$1" /usr/lib/modules && exec "$2" page.md' sh \
			"$work/modules" "$repo/tests/page" >said
}

test_expect_success 'a page that needs an option of the kernel is skipped without it' '
	page <<-EOP && sed -i "1i <!-- needs: CONFIG_ONE CONFIG_TWO -->" page.md &&
		\$ echo one
		one
	EOP
	configured CONFIG_ONE=y CONFIG_TWO_MORE=y "# CONFIG_TWO is not set" &&
	grep -qx "1..0 # SKIP only for a kernel with CONFIG_TWO" said &&
	configured CONFIG_ONE=y CONFIG_TWO=m && grep -qx "ok 1 - page.md: echo one" said
'

test_expect_success 'a page about the command line is skipped where the kernel has another' '
	page <<-EOP && sed -i "1i <!-- append: absent.option=*a -->" page.md &&
		\$ echo one
		one
	EOP
	on "$text" && echo "1..0 # SKIP only for a kernel that was started with absent.option=*a" \
		>expected && test_cmp expected said
'

test_expect_success 'one that is about a kernel without an option is skipped with it' '
	page <<-EOP && sed -i "1i <!-- without: CONFIG_ONE -->" page.md &&
		\$ echo one
		one
	EOP
	configured CONFIG_ONE=y &&
	grep -qx "1..0 # SKIP only for a kernel without CONFIG_ONE" said &&
	configured "# CONFIG_ONE is not set" && grep -qx "ok 1 - page.md: echo one" said
'

test_done
