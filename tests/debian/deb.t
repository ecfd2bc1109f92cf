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

(cd / && find -H "$headers/" "$headers/scripts/" usr/share/doc | sort) >before

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

test_expect_success 'it is upgraded' '
	repacked "s/^Version: .*/&+1/" && dpkg -i ./changed.deb &&
	dpkg-query -W "$name" | grep "+1$" &&
	as_learner kdir/find
'

test_expect_success 'and purged, without a trace' '
	as_learner "sudo apt-get purge -y $name" &&
	(cd / && find -H "$headers/" "$headers/scripts/" usr/share/doc | sort) >after &&
	test_cmp before after
'

test_done
