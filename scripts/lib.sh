# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# What the programs share. Sourced, with `me` set to the name of the program.

say() {
	printf '%s: %s\n' "$me" "$*" >&2
}

# die CAUSE FOUND NEEDED NEXT
die() {
	printf '%s: error: %s\n  found:  %s\n  needed: %s\n  next:   %s\n' "$me" "$@" >&2
	exit 1
}

# lock FILE WHAT: one at a time, until descriptor 9 is closed; says so if it has to wait for WHAT.
# The children of one that was interrupted keep the lock until they have cleared up.
lock() {
	exec 9>"$1"
	flock -n 9 || {
		say "waiting for $2"
		flock 9
	}
}

# config DIR NAME: the value of CONFIG_NAME in the kernel build directory DIR.
config() {
	sed -n "s/^CONFIG_$2=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "$1/.config"
}

# kernel_setting NAME: what the kernel that runs has been told; nothing if it knows no such setting.
kernel_setting() {
	cat "/proc/sys/$1" 2>/dev/null || :
}

# in_container: this machine is one, and says so. The files are those of docker, podman, systemd and
# Kubernetes.
in_container() {
	[ -e /.dockerenv ] || [ -e /run/.containerenv ] || [ -e /run/systemd/container ] ||
		[ -e /run/secrets/kubernetes.io ] || [ "${container-}" ]
}

# without_headers RELEASE: what to type where there are none. A container runs its host's kernel,
# whose headers its own distribution may not have.
without_headers() {
	if in_container; then
		echo 'make run, or the same with ARCH=x86_64, which need none;' \
			"this container runs its host's kernel"
	else
		echo "sudo apt install linux-headers-$1; or make run," \
			'or the same with ARCH=x86_64, which need none'
	fi
}

# header KEY FILE: what a test (`# KEY: value`) or a page (`<!-- KEY: value -->`) says, in its first
# lines, that it needs of its machine.
header() {
	sed -n "1,12{s/^# $1: //p; s/^<!-- $1: \(.*\) -->\$/\1/p;}" "$2"
}

# has_option OPTION CONFIG: the kernel of CONFIG, a .config, was built with that.
has_option() {
	grep -qs "^$1=[ym]$" "$2"
}

# running_config: the .config of the kernel that runs.
running_config() {
	for configuration in "/usr/lib/modules/$(uname -r)/config" "/boot/config-$(uname -r)" \
		"/lib/modules/$(uname -r)/build/.config"; do
		[ ! -f "$configuration" ] || break
	done
	printf '%s\n' "$configuration"
}

# running_has OPTION: the kernel that runs was built with that.
running_has() {
	has_option "$1" "$(running_config)"
}

# unfit_for FILE RELEASE CONFIG: why a test or a page is not for the kernel of that RELEASE, which
# was built with CONFIG, if it is not, by its header: `since:`, a release of Linux; `needs:`,
# options of the configuration, and `without:`, one that it must not have.
unfit_for() {
	since=$(header since "$1")
	if newer "$since" "$2"; then
		printf 'only for Linux %s and later\n' "$since"
		return
	fi
	for option in $(header needs "$1"); do
		if ! has_option "$option" "$3"; then
			printf 'only for a kernel with %s\n' "$option"
			return
		fi
	done
	option=$(header without "$1")
	if has_option "$option" "$3"; then
		printf 'only for a kernel without %s\n' "$option"
	fi
}

# unfit FILE: why a test or a page is not for the running machine, if it is not: its kernel is not
# (unfit_for), or, by the header, `virtual machine:`, the reason why it is for no other, or
# `append:`, words of the kernel's command line.
unfit() {
	reason=$(header 'virtual machine' "$1")
	if [ "$reason" ] && [ -z "${VIRTUAL_MACHINE-}" ]; then
		printf 'only in a virtual machine: %s\n' "$reason"
		return
	fi
	reason=$(unfit_for "$1" "$(uname -r)" "$(running_config)")
	if [ "$reason" ]; then
		printf '%s\n' "$reason"
		return
	fi
	header append "$1" | tr ' ' '\n' | while read -r word; do
		tr ' ' '\n' </proc/cmdline | grep -qxF -e "$word" || {
			printf 'only for a kernel that was started with %s\n' "$word"
			break
		}
	done
}

# as_root: the words of bubblewrap by which an ordinary user is root of a namespace of one user.
as_root() {
	[ "$(id -u)" -eq 0 ] || echo --unshare-user --uid 0 --gid 0
}

# quote TEXT: as a word of the shell.
quote() {
	case $1 in
	*\'*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
	*) printf "'%s'" "$1" ;;
	esac
}

# to_type TEXT: as one types it to a shell: in quotes, if they make a difference.
to_type() {
	if odd_path "$1"; then quote "$1"; else printf '%s' "$1"; fi
}

# digest: of what comes in, for the name of a file that is made from it.
digest() {
	cksum | cut -d' ' -f1
}

# cache: where everything is kept that is made. vm/README.md lists what is in it.
cache() {
	place=${XDG_CACHE_HOME:-${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}/.cache}
	place=$(realpath -m "$place/linux-rust-modules")
	if odd_path "$place"; then plain_link "$place"; else printf '%s\n' "$place"; fi
}

# plain_link DIR: a link to it, of the same name, in a path that kbuild can work with. Both are made
# if they are not there.
plain_link() {
	plain=/tmp/plain-$(id -u)-$(printf '%s' "$1" | digest)
	link=$plain/${1##*/}
	mkdir -p "$1" 2>/dev/null || :
	[ -d "$plain" ] || mkdir -m 700 "$plain" 2>/dev/null || :
	[ -L "$link" ] || ln -s "$1" "$link" 2>/dev/null || :
	[ "$(stat -c %u "$plain") $(readlink "$link")" = "$(id -u) $1" ] ||
		die 'something is in the way of a link' "$plain, which is not yours" \
			"a link to $1" 'XDG_CACHE_HOME=/some/directory make run'
	printf '%s\n' "$link"
}

# completed RELEASE: where the headers of that kernel are, once kdir/complete has completed them.
completed() {
	printf '%s\n' "$(cache)/kdir/$1"
}

# architectures: the lines of the table, their fields between bars.
architectures() {
	sed '/^#/d; s/ *| */|/g' "$repo/vm/architectures"
}

# text_kernel: the release whose outputs the pages show.
text_kernel() {
	architectures | sed -n '1p' | cut -d'|' -f4,5 | tr '|' -
}

# The oldest series of Linux that the sources here are for.
oldest=7.2

# series RELEASE: 7.3 of 7.3.4+deb13-amd64; nothing if it does not begin so.
series() {
	printf '%s\n' "$1" | sed -n 's/^\([0-9]*\.[0-9]*\).*/\1/p'
}

# newer RELEASE OTHER: it is newer than the other. A series is older than its releases.
newer() {
	[ "$1" != "$2" ] && printf '%s\n' "$2" "$1" | sort -VC
}

# is_new_enough RELEASE: or that is an error.
is_new_enough() {
	! newer "$oldest" "$(series "$1")" || [ -z "$(series "$1")" ] ||
		die "the kernel $1 is older than the sources here" "Linux $(series "$1")" \
			"Linux $oldest or later, with Rust" \
			'make run, which brings one in a virtual machine; or a newer kernel'
}

# architecture_of DIR FIELD: of the architecture that the kernel in DIR is for, that field of
# the table.
architecture_of() {
	architectures | while IFS='|' read -r name rest; do
		[ "$(config "$1" "$(printf '%s' "$name" | tr '[:lower:]' '[:upper:]')")" != y ] ||
			printf '%s|%s\n' "$name" "$rest" | cut -d'|' -f"$2"
	done
}

# odd_path PATH: it has a character that kbuild, make or a shell may read otherwise than these.
plain_path='letters, digits and / . _ + @ % , = ~ -'
odd_path() {
	case $1 in
	*[!A-Za-z0-9/._+@%,=~-]*) return 0 ;;
	*) return 1 ;;
	esac
}

# runs_programs DIR: a program that is written there can be run.
runs_programs() {
	program=$(mktemp "$1/try.XXXXXX" 2>/dev/null) || return
	{ printf '#!/bin/sh\n' >"$program" && chmod +x "$program" && "$program"; } 2>/dev/null &&
		ran=0 || ran=1
	rm -f "$program"
	return "$ran"
}

# folds_case DIR: names there that differ only in their case are one.
folds_case() {
	lower=$(mktemp "$1/case.XXXXXX") || return
	[ -e "${lower%/*}/CASE.${lower##*.}" ] && folds=0 || folds=1
	rm -f "$lower"
	return "$folds"
}

# tells_cases DIR TARGET: or that is an error, of `make TARGET`.
tells_cases() {
	! folds_case "$1" ||
		die 'upper and lower case are the same in the cache' "$1" \
			'a file system that tells them apart: files of the kernel need that' \
			"XDG_CACHE_HOME=/some/directory make $2"
}

# build_directory: makes a new directory for a build, and prints its path: below TMPDIR, or else
# where kbuild can work and programs can be run.
build_directory() {
	for place in "${TMPDIR:-/tmp}" /tmp /var/tmp "$(cache)"; do
		place=$(realpath -m "$place")
		! odd_path "$place" || continue
		made=$(mktemp -d -p "$place" 2>/dev/null) || continue
		if runs_programs "$made" && ! folds_case "$made"; then
			printf '%s\n' "$made"
			return
		fi
		rm -rf "$made"
	done
	die 'there is no place to build in' "${TMPDIR:-/tmp}, /tmp, /var/tmp, $(cache)" \
		"one of these: writable, not noexec, telling A from a; its path of $plain_path" \
		'TMPDIR=/such/a/directory, before the same command'
}

# near KEY: where the certificate of that key may be, a line each: in it, or beside it.
near() {
	printf '%s\n' "$1" "${1%.*}.der" "${1%.*}.pub" "${1%.*}.x509" "${1%.*}.crt" "${1%.*}.pem"
}

# has_terminal MODE: or that is an error.
has_terminal() {
	[ -t 0 ] || die 'a shell needs a terminal' 'input that is none' 'a terminal' \
		"make run, or make $1 in a terminal"
}

# is_module_directory DIR: or that is an error.
is_module_directory() {
	[ -d "$1" ] || die "there is no directory M=$1" "no $1" 'a module directory' \
		'make run M=/path/to/it'
	[ -f "$1/Kbuild" ] || grep -qs '^[[:space:]]*obj-' "$1/Makefile" ||
		die "M=$1 is not a module directory" "no Kbuild in it" \
			'a Kbuild that names its modules' \
			"echo 'obj-m := NAME.o' >$(to_type "$1/Kbuild")"
}

# built DIR: the modules that are built in DIR, by their names without .ko.
built() {
	sed 's/\.k\{0,1\}o$//' "$1/modules.order" 2>/dev/null ||
		die 'nothing is built here' "no $1/modules.order" 'the modules' make
}

# copy_sources DIR COPY: what is in DIR, without what was built there.
copy_sources() {
	tar --exclude=.git --exclude-from="$repo/.gitignore" -C "$1" -c . | tar -x -C "$2"
}
