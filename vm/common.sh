# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# What the programs of this directory share: messages, and where things are. Sourced, with `me` set
# to the name of the program and `repo` to the top of the collection.

say() {
	printf '%s: %s\n' "$me" "$*" >&2
}

die() {
	say "error: $1"
	shift
	for line; do
		printf '  %s\n' "$line" >&2
	done
	exit 1
}

# The release that this collection is known to work on, as long as Debian offers it.
known_good=7.3.4+deb13-amd64
suite=trixie

cache=${XDG_CACHE_HOME:-$HOME/.cache}/linux-rust-modules

# vm/toolchain writes this file when Debian no longer offers the release known to be good.
if [ -z "${KVER-}" ] && [ -f "$cache/instead-of-$known_good" ]; then
	KVER=$(cat "$cache/instead-of-$known_good")
fi
krel=${KVER:-$known_good}

# A root is made from the packages that its program names, so the program's text is its key.
toolchain=$cache/toolchain-$krel-$(cksum <"$repo/vm/toolchain" | cut -d' ' -f1)
guest=$cache/guest-$suite-$(cksum <"$repo/vm/guest" | cut -d' ' -f1)
kdir=$cache/kdir/$krel
build=$cache/build/$krel-$(printf '%s' "$repo" | cksum | cut -d' ' -f1)
export KVER krel

# bootstrap DIRECTORY [OPTION…]: unpacks Debian packages into a new directory, as whoever you are.
# apt verifies them; none of their scripts is run.
bootstrap() {
	root=$1
	shift
	# The host's mirrors and proxy, and whether it accepts an index that is past its date.
	hosts=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Identifier: Packages' |
		sort -u)
	main=$(printf '%s\n' "$hosts" | sed -n '/ Debian Debian$/{s/ .*//p;q;}')
	security=$(printf '%s\n' "$hosts" | sed -n '/ Debian Debian-Security$/{s/ .*//p;q;}')
	apt-config dump --format '%f "%v";%n' |
		grep -E '^Acquire::(https?::|Check-Valid-Until|Check-Date|Retries)' >"$cache/$me.conf" || :
	if [ "$main" ]; then
		printf 'deb %s %s main\n' "$main" $suite "$main" $suite-updates \
			${security:+"$security" $suite-security} >"$cache/$me.list"
	fi
	# Newer versions refuse the mode to root, as scripts would run on this machine; the variant runs none.
	mmdebstrap --variant=extract --mode=chrootless --skip=check/chrootless --format=directory \
		--aptopt="$cache/$me.conf" \
		--setup-hook='cd "$1/etc/apt"; cat sources.list sources.list.d/*.list 2>/dev/null |
			sed -n "s/ '$suite' main/ '$suite'-backports main/p" >sources.list.d/backports.list' \
		"$@" $suite "$root" ${main:+"$cache/$me.list"} </dev/null
}
