#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: a whole Debian
# needs: the packages of the metadata

test_description='make deb: the package of the Rust metadata, '
test_description="${test_description}and modules that are not ours, built with it"
. "$(dirname "$0")/lib.sh"

release=$(uname -r)
headers=/usr/src/linux-headers-$release
deb=$(echo /srv/deb/linux-lib-rust-"$release"_*.deb)
name=linux-lib-rust-$release

# repacked SED: the package, its control file changed, as ./changed.deb.
repacked() {
	rm -rf unpacked && dpkg-deb -R "$deb" unpacked && sed -i "$1" unpacked/DEBIAN/control &&
		dpkg-deb -Znone -b unpacked changed.deb
}

second=$(grep -vxF "$release" /opt/kernels/with-rust | grep -v -e -cloud-)
flavour=$(grep -e -cloud- /opt/kernels/with-rust)

# A module, for the headers of another kernel.
su - learner -c 'mkdir plain && cp lessons/hello/hello.rs plain/ &&
	echo obj-m := hello.o >plain/Kbuild'

# builds RELEASE: the headers, as they are, build a module for that kernel.
builds() {
	su - learner -c "make -C /lib/modules/$1/build M=\$HOME/plain clean modules" &&
		modinfo -F vermagic "$home/../plain/hello.ko" | grep "^$1 "
}

# gone RELEASE: the package is, and what it brought.
gone() {
	test "$(dpkg-query -W -f '${db:Status-Status}' "linux-lib-rust-$1" 2>/dev/null)" \
		!= installed && test ! -e "/usr/src/linux-headers-$1/rust/libkernel.rmeta"
}

# there: what is in the places where packages put files. The headers of $flavour are removed below.
there() {
	(cd / && find -H "$headers/" "$headers/scripts/" usr/share/doc | grep -vF "$flavour" | sort)
}
there >before

# Whoever makes a package has an address; the tests have none.
test_expect_success 'lintian has nothing against it' '
	lintian --fail-on error --suppress-tags \
		root-in-contact,bogus-mail-host,bogus-mail-host-in-debian-changelog "$deb"
'

test_expect_success 'before, the headers lack the metadata' '
	test_must_fail as_learner kdir/find
'

test_expect_success 'for headers of another version, dpkg refuses it' '
	repacked "s/(= .*), rustc (>=/(= 1.2.3-4), rustc (>=/" &&
	test_must_fail dpkg -i ./changed.deb 2>said && cat said &&
	grep "$name depends on linux-headers-$release (= 1.2.3-4)" said && dpkg --purge "$name"
'

test_expect_success 'it installs' '
	as_learner "sudo apt-get install -y $deb" &&
	test "$(dpkg-query -W -f "\${Status}" "$name")" = "install ok installed"
'

test_expect_success 'and the headers are found, as they are' '
	as_learner kdir/find >found && echo "/lib/modules/$release/build" >expected &&
	test_cmp expected found
'

for module in rust_minimal rust_misc_device; do
	title="$module, of the kernel's own samples, is built with them by an ordinary user,"
	test_expect_success "$title loads and unloads" '
		su - learner -c "mkdir $module && cp /srv/deb/samples/$module.rs $module/ &&
			echo obj-m := $module.o >$module/Kbuild &&
			make -C /lib/modules/$release/build M=\$HOME/$module modules" &&
		insmod "$home/../$module/$module.ko" && grep "^$module " /proc/modules &&
		rmmod "$module" &&
		dmesg | grep "$module: "
	'
done

test_expect_success 'that of another flavour, and of another release, go beside it' '
	apt-get install -y /srv/deb/*.deb &&
	builds "$release" && builds "$flavour" && builds "$second"
'

test_expect_success 'and stay when it goes' '
	apt-get purge -y "$name" && gone "$release" && builds "$flavour" && builds "$second" &&
	test_must_fail builds "$release"
'

# Headers of the same release, as of another build of it.
test_expect_success 'headers that are upgraded take it away, as it is not for those' '
	rm -rf unpacked && dpkg-deb -R /opt/kernels/linux-headers-"$second"_*.deb unpacked &&
	sed -i "s/^Version: .*/&+1/" unpacked/DEBIAN/control &&
	dpkg-deb -Znone -b unpacked headers.deb && apt-get install -y ./headers.deb &&
	gone "$second" && dpkg --audit >unfinished && test_must_be_empty unfinished
'

test_expect_success 'dpkg alone, which removes nothing, says that the two do not fit' '
	apt-get install -y --allow-downgrades /opt/kernels/linux-headers-"$second"_*.deb \
		/srv/deb/linux-lib-rust-"$second"_*.deb && builds "$second" &&
	test_must_fail dpkg -i ./headers.deb >said 2>&1 && cat said &&
	grep "linux-lib-rust-$second .* breaks linux-headers-$second" said &&
	apt-get install -y --fix-broken && gone "$second"
'

test_expect_success 'so do headers that are removed' '
	apt-get remove -y "linux-headers-$flavour" && gone "$flavour" &&
	test ! -e "/usr/src/linux-headers-$flavour"
'

test_expect_success 'it is upgraded' '
	apt-get install -y "$deb" &&
	repacked "s/^Version: .*/&+1/" && dpkg -i ./changed.deb &&
	dpkg-query -W "$name" | grep "+1$" &&
	as_learner kdir/find
'

test_expect_success 'and purged, without a trace' '
	as_learner "sudo apt-get purge -y $name" &&
	there >after &&
	test_cmp before after
'

test_done
