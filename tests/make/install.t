#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='make sign, modules_install and uninstall'
. "$(dirname "$0")/../toolchain.sh"

collection "$work/unbuilt"
built_collection "$work/copy"
root=$work/root
modules=$root/lib/modules/$release

# refused CAUSE NEXT [ARGUMENT…]: by make in $work/copy, or where $place says; nothing is installed.
refused() {
	cause=$1 next=$2
	shift 2
	test_must_fail make_in "${place:-$work/copy}" "$@" >said 2>&1 &&
		four_lines said make "$cause" . "$next" && test_must_fail test -e "$root"
}

test_expect_success 'without a build, there is nothing to install, to remove, to sign' '
	: >"$work/key.pem" && place=$work/unbuilt &&
	for target in modules_install uninstall "sign MODULE_SIG_KEY=$work/key.pem"; do
		refused "nothing is built here" "make\$" $target INSTALL_MOD_PATH="$root" ||
			return 1
	done
'
place=

test_expect_success "what make tests has built is not installed" '
	make_in "$work/copy" tests &&
	refused "the tests. modules would be installed, too" "make; then" \
		modules_install INSTALL_MOD_PATH="$root"
'
rm -rf "$root"

test_expect_success 'without a key, sign says how to make one' '
	make_in "$work/copy" && refused "there is no key to sign with" "openssl req " sign &&
	refused "there is no key to sign with" "openssl req " sign MODULE_SIG_KEY=/absent
'

test_expect_success 'what is built for another machine is not installed into this one' '
	for target in modules_install uninstall; do
		refused "these modules are for another machine" \
			"make $target ARCH=.* INSTALL_MOD_PATH=" $target ARCH="$arch" || return 1
	done
'

test_expect_success 'what is built for another machine is installed only where that has its files' '
	for target in modules_install uninstall; do
		for words in "" INSTALL_MOD_PATH=/ INSTALL_MOD_PATH=/usr/..; do
			test_must_fail "$repo/scripts/for-another" "$KERNEL" $target $words \
				2>said &&
				four_lines said make "these modules are for another machine" \
					"ARCH=$arch" "make $target ARCH=$arch INSTALL_MOD_PATH=" ||
				return 1
		done
	done
'

test_expect_success 'sign signs with it' '
	openssl req -new -x509 -newkey rsa:2048 -nodes -days 1 -subj "/CN=a test/" \
		-keyout "$work/key.pem" -out "$work/key.pem" &&
	make_in "$work/copy" sign MODULE_SIG_KEY="$work/key.pem" &&
	for ko in hello/hello.ko twomods/user.ko; do
		tail -c 28 "$work/copy/$ko" | grep "Module signature appended" || return 1
	done && grep -a "a test" "$work/copy/hello/hello.ko" >signer
'

# signed NAME: hello.ko is, by the key of the certificate that has this name.
signed() {
	tail -c 28 "$work/copy/hello/hello.ko" | grep "Module signature appended" &&
		modinfo -F signer "$work/copy/hello/hello.ko" >by &&
		echo "$1" >expected && test_cmp expected by
}

# pair NAME KEY CERTIFICATE [FORM]: a key and its certificate, in DER unless FORM is PEM.
pair() {
	openssl req -new -x509 -newkey rsa:2048 -nodes -days 1 -subj "/CN=$1/" \
		-keyout "$work/$2" -outform "${4:-DER}" -out "$work/$3"
}

test_expect_success 'the certificate is beside the key, as shim and DKMS have it, or is named' '
	cd "$work" && pair shim MOK.priv MOK.der && pair dkms mok.key mok.pub &&
	pair other other.key elsewhere PEM && cd "$OLDPWD" &&
	make_in "$work/copy" sign MODULE_SIG_KEY="$work/MOK.priv" && signed shim &&
	make_in "$work/copy" sign MODULE_SIG_KEY="$work/mok.key" && signed dkms &&
	make_in "$work/copy" sign MODULE_SIG_KEY="$work/other.key" \
		MODULE_SIG_CERT="$work/elsewhere" && signed other
'

test_expect_success 'one that is not there, or that of another key, is refused' '
	sha256sum "$work/copy/hello/hello.ko" >before &&
	refused "there is no certificate for the key" "make sign .* MODULE_SIG_CERT=" \
		sign MODULE_SIG_KEY="$work/other.key" &&
	refused "there is no certificate for the key" "make sign .* MODULE_SIG_CERT=" \
		sign MODULE_SIG_KEY="$work/other.key" MODULE_SIG_CERT=/absent &&
	refused "the certificate is not that of the key" "make sign .* MODULE_SIG_CERT=" \
		sign MODULE_SIG_KEY="$work/other.key" MODULE_SIG_CERT="$work/MOK.der" &&
	refused "the key cannot be used" "openssl pkey -in $work/elsewhere" \
		sign MODULE_SIG_KEY="$work/elsewhere" &&
	sha256sum -c before
'

test_expect_success 'a passphrase is asked for, at a terminal' '
	openssl pkey -in "$work/MOK.priv" -aes256 -passout "pass:two words" \
		-out "$work/locked.key" &&
	cp "$work/MOK.der" "$work/locked.der" &&
	words="make -C $work/copy KDIR=$kdir $typed sign MODULE_SIG_KEY=$work/locked.key" &&
	make_in "$work/copy" sign MODULE_SIG_KEY="$work/mok.key" && signed dkms &&
	: >shown && { shows "^Passphrase of " shown && echo "two words"; } |
		"$repo/tests/terminal" $words >shown 2>&1 &&
	cat shown && grep "^Passphrase of $work/locked.key: " shown && ! grep words shown &&
	signed shim &&
	: >shown && { shows "^Passphrase of " shown && echo wrong; } |
		"$repo/tests/terminal" $words >shown 2>&1 &&
	grep "error: the key cannot be used" shown &&
	test_expect_code 2 setsid $words >said 2>&1 </dev/null &&
	four_lines said make "the key has a passphrase"
'

test_expect_success 'for another machine, the key and what is beside it come along' '
	collection "$work/asked" && printf "#!/bin/sh\nprintf \"%%s\\\\n\" \"\$@\"\n" \
		>"$work/asked/vm/host/enter" && cat "$work/asked/vm/host/enter" &&
	"$work/asked/scripts/for-another" "$KERNEL" sign MODULE_SIG_KEY="$work/MOK.priv" >asked &&
	grep -x "$work/MOK.priv" asked && grep -x "$work/MOK.der" asked &&
	"$work/asked/scripts/for-another" "$KERNEL" sign MODULE_SIG_KEY="$work/other.key" \
		MODULE_SIG_CERT="$work/elsewhere" >asked &&
	grep -x "$work/elsewhere" asked && grep -x "MODULE_SIG_CERT=$work/elsewhere" asked &&
	make -n -C "$repo" sign ARCH=arm MODULE_SIG_KEY=one MODULE_SIG_CERT=two >said &&
	grep "MODULE_SIG_CERT=.two" said
'

# Without what a debugger reads, they are compressed in a tenth of the time.
test_expect_success 'modules_install installs every lesson below updates, and depmod knows them' '
	make_in "$work/copy" modules_install INSTALL_MOD_PATH="$root" INSTALL_MOD_STRIP=1 \
		>said 2>&1 || { cat said && false; } &&
	test_must_fail grep -i error said &&
	(cd "$modules/updates" &&
	find . -name "*.ko*" | sed "s/^..//; s/\.ko.*//" | sort) >actual &&
	sed "s/\.k*o$//" "$work/copy/modules.order" | sort >expected && test_cmp expected actual &&
	grep "^updates/twomods/user.ko[^:]*: updates/twomods/provider.ko" "$modules/modules.dep" &&
	test_must_fail grep tests/modules "$modules/modules.dep"
'

test_expect_success 'dkms.conf names every lesson, where it is' '
	bash -c "cd \"$work/copy\" && . ./dkms.conf && for n in \${!BUILT_MODULE_NAME[@]}; do
		echo \${BUILT_MODULE_LOCATION[n]}/\${BUILT_MODULE_NAME[n]}; done" | sort >actual &&
	test_cmp expected actual
'

test_expect_success 'uninstall removes them, and nothing else' '
	: >"$modules/updates/other.ko" && make_in "$work/copy" uninstall INSTALL_MOD_PATH="$root" &&
	(cd "$modules/updates" && find . -type f) >actual && echo ./other.ko >expected &&
	test_cmp expected actual && test_must_fail grep twomods "$modules/modules.dep"
'
rm -rf "$root"

test_expect_success 'from a path with a blank, and below another name, both ways' '
	small "$work/a blank" hello/hello &&
	cp -a "$work/copy/hello/hello.ko" "$work/a blank/hello/" &&
	echo hello/hello.o >"$work/a blank/modules.order" &&
	make_in "$work/a blank" modules_install INSTALL_MOD_PATH="$root" INSTALL_MOD_DIR=extra \
		INSTALL_MOD_STRIP=1 &&
	ls "$modules/extra/hello" >actual && grep "^hello.ko" actual &&
	make_in "$work/a blank" uninstall INSTALL_MOD_PATH="$root" INSTALL_MOD_DIR=extra &&
	test_must_fail grep hello "$modules/modules.dep" &&
	test_must_fail test -e "$modules/extra/hello"
'
rm -rf "$root"

test_expect_success 'nor into a path with a blank' '
	refused "kbuild cannot install into a path with a blank or the like" \
		"make modules_install" modules_install INSTALL_MOD_PATH="$PWD/root" &&
	refused "kbuild cannot install into a path with a blank or the like" "make uninstall" \
		uninstall INSTALL_MOD_PATH="$PWD/it'\''s"
'

test_expect_success 'where one may not write, it says so' '
	mkdir "$work/ro" && mount -t tmpfs -o ro tmpfs "$work/ro" &&
	test_when_finished "umount $work/ro" &&
	for target in modules_install uninstall; do
		refused "modules cannot be installed there" "sudo make $target" \
			$target INSTALL_MOD_PATH="$work/ro" || return 1
	done
'

test_done
