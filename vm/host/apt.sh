# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
#
# What the programs share that take packages from Debian's mirror. Sourced, on the host.

# apt_sources SUITE: a list of apt's sources. The mirrors are the host's.
apt_sources() {
	# The DVD that a machine was installed from is none.
	hosts=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' \
		'Identifier: Packages' | sed '/^cdrom:/d' | sort -u)
	main=$(printf '%s\n' "$hosts" | sed -n '/ Debian Debian$/{s/ .*//p;q;}')
	security=$(printf '%s\n' "$hosts" | sed -n '/ Debian Debian-Security$/{s/ .*//p;q;}')
	: "${main:=http://deb.debian.org/debian}"
	case $1 in
	trixie)
		printf 'deb %s %s main\n' "$main" trixie "$main" trixie-updates \
			"$main" trixie-backports ${security:+"$security" trixie-security}
		;;
	*) printf 'deb %s %s main\n' "$main" "$1" ;;
	esac
}

# apt_options: the host's settings that a mirror may need: a proxy, and whether a list may be past
# its date.
apt_options() {
	apt-config dump --format '%f "%v";%n' |
		grep -E '^Acquire::(https?::|Check-Valid-Until|Check-Date|Retries)' || :
}

# mmdebstrap_alone ARGUMENT…: mmdebstrap, without what is open here. It has sh write to a descriptor
# of its own, and dash knows those of one figure alone.
mmdebstrap_alone() {
	mmdebstrap "$@" </dev/null 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
}

# bootstrap DIRECTORY SUITE [OPTION…]: unpacks Debian packages into a new directory, as whoever
# you are. apt verifies them; none of their scripts is run.
bootstrap() {
	root=$1 from=$2
	shift 2
	apt_sources "$from" >"$root.list"
	apt_options >"$root.conf"
	# Newer versions refuse the mode to root, as scripts would run on this machine; the
	# variant runs none.
	mmdebstrap_alone --variant=extract --mode=chrootless --skip=check/chrootless \
		--skip=check/qemu --format=directory --aptopt="$root.conf" "$@" \
		"$from" "$root" "$root.list" || return
	rm "$root.list" "$root.conf"
}
