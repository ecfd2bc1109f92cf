#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# runs in: the toolchain root
# same on: every kernel

test_description='packages: what a machine that lacks something is told'
. "$(dirname "$0")/../toolchain.sh"

# A machine with little more than a shell. Its fakes say who it is and what they were asked.
mkdir bin
for tool in sh dirname realpath cksum cut sed cat env uname grep tail; do
	ln -s "$(command -v $tool)" bin/
done

# fake NAME BODY
fake() {
	printf '#!/bin/sh\n%s\n' "$2" >"bin/$1" && chmod +x "bin/$1"
}
fake id 'echo 1000'

# packages: vm/host/prerequisites on that machine.
packages() {
	PATH=$PWD/bin HOME=$PWD "$repo/vm/host/prerequisites" "$@" >stdout 2>said
}

missing='mmdebstrap bubblewrap debian-archive-keyring'
[ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing='mmdebstrap bubblewrap'

test_expect_success 'without apt: which packages are needed' '
	test_expect_code 1 packages &&
	grep "error: this needs programs that are not installed" said &&
	grep "needed: $missing, and apt" said
'

test_expect_success 'without sudo: the command to type as root' '
	fake apt-get "echo apt-get \$* >>asked" &&
	test_expect_code 1 packages &&
	grep "error: this needs packages that only root can install" said &&
	install="apt-get install --no-install-recommends -y $missing" &&
	grep "next:   as root: apt-get update && $install$" said &&
	! test -e asked
'

test_expect_success 'with sudo: says what it installs, and installs that' '
	fake sudo "exec env -i PATH=\"\$PATH\" \"\$@\"" &&
	fake bwrap : &&
	test_might_fail packages && missing=${missing#mmdebstrap bubblewrap} &&
	install="apt-get install --no-install-recommends -y mmdebstrap$missing" &&
	grep "^prerequisites: installing mmdebstrap$missing: sudo $install$" said &&
	grep "^apt-get update" asked && grep "^$install -qq" asked
'

test_expect_success 'a proxy of the environment is passed on, which sudo drops' '
	fake apt-get "echo \$1 \${http_proxy-} \${https_proxy-} \${no_proxy-} >>asked" &&
	: >asked &&
	(http_proxy="http://a b:1" https_proxy=http://c:2 no_proxy=d && export http_proxy &&
		export https_proxy no_proxy && test_might_fail packages) &&
	printf "%s http://a b:1 http://c:2 d\n" update install >expected &&
	test_cmp expected asked
'

test_expect_success 'when the packages cannot be installed: the command to type as root' '
	fake apt-get "exit 100" &&
	test_expect_code 1 packages &&
	grep "error: the packages were not installed" said &&
	grep "next:   as root: apt-get install" said
'

# What a kernel has been told: NAME=VALUE, a line each, in the file `settings`.
rm bin/cat
fake cat "case \$1 in
/proc/sys/*) sed -n \"s,^\${1#/proc/sys/}=,,p\" settings ;;
*) exec $(command -v cat) \"\$@\" ;;
esac"
fake mmdebstrap :
fake apt-get :

# What bubblewrap says | what the kernel has been told | in a container; and what to type next
while IFS='|' read -r says told container && read -r next; do
	export container
	test_expect_success "bubblewrap: $says, $told${container:+, in a container}: $next" '
		fake bwrap "echo bwrap: $says >&2; exit 1" && echo "$told" >settings &&
		test_expect_code 1 packages &&
		four_lines said prerequisites "bubblewrap is not allowed to make a namespace here" \
			"bwrap: $says" && grep -xF "  next:   $next" said
	'
done <<'EOT'
No permissions to create new namespace|kernel/unprivileged_userns_clone=0|
sudo sysctl -w kernel.unprivileged_userns_clone=1
Creating new namespace failed|user/max_user_namespaces=0|
sudo sysctl -w user.max_user_namespaces=10000
setting up uid map: Permission denied|kernel/apparmor_restrict_unprivileged_userns=1|
sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
Creating new namespace failed: Operation not permitted||podman
start the container with --privileged, as podman and docker call it
Creating new namespace failed: Operation not permitted||
the same command as root: this kernel does not say why it refuses
EOT
unset container

# with_profile: vm/host/prerequisites, where AppArmor has one for bubblewrap.
with_profile() {
	unshare --mount sh -c 'mount -t tmpfs tmpfs /etc && mkdir /etc/apparmor.d &&
		: >/etc/apparmor.d/bwrap-userns-restrict &&
		PATH=$PWD/bin HOME=$PWD exec "$1" 2>said' sh "$repo/vm/host/prerequisites"
}

test_expect_success 'a profile of AppArmor for bubblewrap is named, too' '
	fake bwrap "echo mount: /tmp: permission denied. >&2; exit 32" &&
	echo kernel/apparmor_restrict_unprivileged_userns=1 >settings &&
	test_expect_code 1 with_profile && four_lines said prerequisites \
		"bubblewrap is not allowed to make a namespace here" \
		"mount: /tmp: permission denied." \
		"sudo sysctl .*=0; sudo apparmor_parser -R /etc/apparmor.d/bwrap-userns-restrict$"
'

test_expect_success 'where bubblewrap may, but nothing can be mounted: what mount says' '
	fake bwrap "echo mount: /tmp: permission denied. >&2; exit 32" && : >settings &&
	test_expect_code 1 packages && four_lines said prerequisites \
		"bubblewrap is not allowed to make a namespace here" \
		"mount: /tmp: permission denied."
'

test_expect_success 'the namespace has what is needed later: a mount in it' '
	fake bwrap "echo \"\$*\" >asked" && test_might_fail packages && cat asked &&
	grep -e "--unshare-user --uid 0 --gid 0 --cap-add ALL .*mount -t tmpfs none /tmp$" asked
'

test_expect_success 'on another processor than these two: what is left to do, without any package' '
	fake bwrap : && rm bin/uname bin/mmdebstrap && fake uname "echo riscv64" &&
	test_when_finished "fake mmdebstrap :" &&
	test_expect_code 1 packages && four_lines said prerequisites \
		"the virtual machine is for x86-64 and arm64 hosts so far" riscv64 &&
	test_expect_code 1 grep installing said
'

# But for the keyring, which cannot be faked where it is not.
test_expect_success 'where nothing is missing: nothing is said' '
	rm bin/uname && fake uname "echo x86_64" &&
	packages && ! grep -v "installing debian-archive-keyring:" said
'

test_expect_success 'for a whole Debian: also uidmap, and ids to lend' '
	: >asked && fake apt-get "echo apt-get \$* >>asked" && test_expect_code 1 packages debian &&
	grep "^prerequisites: installing$missing uidmap: sudo apt-get install" said &&
	grep "error: you have no user ids to lend" said &&
	grep "found:  no line of 1000 in /etc/subuid" said && ids=100000-165535 &&
	grep "next:   sudo usermod --add-subuids $ids --add-subgids $ids 1000" said
'

test_expect_success 'programs of another architecture cannot be run: what runs them is installed' '
	fake arch-test "echo arch-test \$* >>asked; exit 1" &&
	fake apt-get "echo apt-get \$* >>asked" &&
	fake newuidmap : && : >asked && test_might_fail packages debian arm64 &&
	grep -x "arch-test arm64" asked &&
	grep "^apt-get install .* -y.* binfmt-support qemu-user-static " asked &&
	fake arch-test : && : >asked && test_might_fail packages debian arm64 &&
	! grep "qemu-user-static" asked
'

test_expect_success 'what runs them is installed, and the kernel does not know: it is told' '
	fake arch-test "echo \$1: ok; [ -e enabled ]" &&
	fake update-binfmts "echo update-binfmts \$* >>asked; >enabled" &&
	: >asked && test_might_fail packages debian arm64 && cat said &&
	grep -x "update-binfmts --enable" asked && ! grep "error: this machine" said &&
	grep "the kernel what runs programs of arm64: sudo update-binfmts --enable$" said &&
	: >asked && test_might_fail packages debian arm64 && ! grep update-binfmts asked
'

test_expect_success 'the kernel cannot be told: what it takes' '
	fake arch-test "echo \$1: not supported on this machine/kernel; exit 1" &&
	test_expect_code 1 packages debian arm64 && cat said && four_lines said prerequisites \
		"this machine does not run programs of arm64" \
		"arm64: not supported" "as root, .*: update-binfmts --enable$"
'

# mmdebstrap 1.5 has sh write to a descriptor, of which dash knows those of one figure alone.
test_expect_success 'mmdebstrap gets no descriptor that is open here' '
	for number in 0 1 2 3 4 5 6 7 8 9; do
		echo "(: >&$number) 2>/dev/null && echo $number >&2"
	done >tried && echo "exit 0" >>tried && fake mmdebstrap "$(cat tried)" &&
	fake apt-config : &&
	PATH=$PWD/bin:$PATH sh -c ". \"\$1/scripts/lib.sh\" && . \"\$1/vm/host/apt.sh\" &&
		bootstrap new trixie" sh "$repo" 3>&1 4>&1 5>&1 6>&1 7>&1 8>&1 9>&1 2>descriptors &&
	printf "%s\n" 0 1 2 >expected && test_cmp expected descriptors
'

test_done
