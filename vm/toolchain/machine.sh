# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # what an answer of vm/host/resolve sets
#
# A virtual machine in QEMU, for the programs that run one. Sourced, with the functions of
# scripts/lib.sh, an answer, and these set:
#
#   work    a directory of its own, where the machine's memory, sockets, and what comes out are
#   log     the file of the kernel's log
#   limit   the seconds until QEMU is ended; 0 is never
#   cpus    the number of processors
#   console the console's other end, as -chardev takes it
#
# If `esp` is set, the firmware starts the kernel, from that directory.

# What the guest root is to the kernel.
guest_root='root=rootfs rootfstype=virtiofs ro init=/init'

# accelerator: QEMU's options for KVM, where that is seen to work; else TCG is used. A /dev/kvm that
# is there may still not work. Tried once for each boot of this machine.
accelerator() {
	case $(uname -m)-$arch in
	x86_64-x86_64) kvm='-accel kvm -cpu host' port=ttyS0 ;;
	aarch64-arm64) kvm='-accel kvm -cpu host -M virt,gic-version=host' port=ttyAMA0 ;;
	*) return ;;
	esac
	[ "$version" ] && [ -z "${VM_KERNEL-}" ] && [ -w /dev/kvm ] || return 0
	tried=$cache/kvm-$(cat /proc/sys/kernel/random/boot_id)
	if ! [ -f "$tried" ]; then
		rm -f "$cache"/kvm-*
		# It has no root, so the end of its boot is a panic. QEMU may abort, and the shell
		# would say so.
		# shellcheck disable=SC2086 # several words
		(timeout 5 $qemu $kvm -m 512 -nodefaults -display none -no-reboot -kernel "$image" \
			-append "console=$port panic=-1" -serial "file:$tried.log" || :) \
			</dev/null >/dev/null 2>&1
		if grep -aqs 'Kernel panic' "$tried.log"; then echo yes; else echo no; fi >"$tried"
	fi
	[ "$(cat "$tried")" != yes ] || echo " $kvm"
}

# take_kernel: the image to boot and its arguments, and QEMU with its accelerator.
take_kernel() {
	arguments="ignore_loglevel oops=panic panic=-1 $append"
	image=${VM_KERNEL:-$image}
	[ -f "$image" ] || die 'there is no kernel to boot' "no $image" \
		'the image of a kernel, beside its modules' \
		"make there; or without KDIR, for Debian's kernel"
	accelerated=$(accelerator)
	qemu=$qemu$accelerated
}

# share TAG DIR CACHE: starts a virtiofsd for a file system of the machine.
share() {
	/usr/libexec/virtiofsd --socket-path="$work/$1" --shared-dir="$2" --sandbox=none \
		--migration-mode=find-paths --cache="$3" --log-level=error 2>"$work/$1.said" &
	helpers="${helpers-} $!"
	tries=0
	while ! [ -S "$work/$1" ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 200 ] || die 'virtiofsd did not start' \
			"$(tail -n 1 "$work/$1.said")" 'its socket' 'the same command again'
		sleep 0.02
	done
}

# start ROOT [OPTION…]: QEMU, in the background; $machine is the number of the process. The
# directory ROOT is `rootfs`, and /shared is `shared`. The guest's ports are `task`, a pipe for what
# it has to do; `out`, for what it prints; `status`, for how it is. A saved machine needs the same
# devices.
start() {
	# What is in the root does not change. What is built does, and the guest must see it.
	share rootfs "$1" always
	share shared /shared never
	shift
	[ "${esp-}" ] || set -- -kernel "$image" -append "$arguments" "$@"
	rm -f "$work/status"
	mkfifo "$work/task.in" "$work/task.out" "$work/out.in" "$work/out.out" \
		"$work/monitor.in" "$work/monitor.out"
	cat "$work/monitor.out" >"$work/monitor" &
	helpers="${helpers-} $!"
	# What is written to a pipe is kept as long as it is open.
	exec 3<&0 4<>"$work/task.in" 5<>"$work/monitor.in"
	# shellcheck disable=SC2086 # $qemu and VM_QEMU are several words
	timeout --foreground "$limit" $qemu -smp "$cpus" -m "$memory" -nodefaults -no-user-config \
		-display none -no-reboot \
		-object "memory-backend-file,id=ram,size=$memory,mem-path=$work/memory,share=on" \
		-machine memory-backend=ram \
		-chardev "socket,id=rootfs,path=$work/rootfs" \
		-device vhost-user-fs-pci,chardev=rootfs,tag=rootfs \
		-chardev "socket,id=shared,path=$work/shared" \
		-device vhost-user-fs-pci,chardev=shared,tag=shared \
		-device virtio-serial-pci \
		-chardev "$console,id=console" -device virtconsole,chardev=console \
		-chardev "pipe,id=task,path=$work/task" \
		-device virtserialport,chardev=task,name=task \
		-chardev "pipe,id=out,path=$work/out" -device virtserialport,chardev=out,name=out \
		-chardev "file,id=status,path=$work/status" \
		-device virtserialport,chardev=status,name=status \
		-chardev "file,id=log,path=$log,append=on" -serial chardev:log \
		-chardev "pipe,id=monitor,path=$work/monitor" -mon monitor,mode=readline \
		${VM_QEMU-} "$@" \
		<&3 2>"$work/qemu.said" &
	machine=$!
	exec 3<&-
}

# checksums FILE…
checksums() {
	for file; do cksum <"$file"; done
}

# tell COMMAND…: to QEMU's monitor.
tell() {
	printf '%s\n' "$@" >&5
}

# stop: ends the machine, and what serves it: a virtiofsd that nobody has connected to waits.
stop() {
	# shellcheck disable=SC2086 # several numbers
	kill ${machine-} ${helpers-} 2>/dev/null || :
	machine='' helpers=''
}

# await WORD SECONDS: WORD is the last that the guest has said of itself. Fails if the machine has
# ended, or if SECONDS have gone by without a line in its log. A slow machine may be silent as long
# as it had run before.
await() {
	waited=0 grew=0 size=
	until said && [ "$said" = "$1" ]; do
		kill -0 "$machine" 2>/dev/null || return
		if [ $((waited % 50)) -eq 0 ] && [ "$size" != "$(wc -c <"$log")" ]; then
			grew=$waited size=$(wc -c <"$log")
		fi
		waited=$((waited + 1))
		silent=$((waited - grew))
		[ "$silent" -lt $(($2 * 50)) ] || [ "$silent" -lt "$grew" ] || return
		sleep 0.02
	done
}

# said: what the guest has said last is $said.
said() {
	said=
	[ ! -f "$work/status" ] || while read -r line; do said=$line; done <"$work/status"
}

# fail REASON FOUND: of the task $name. The kernel's log is kept.
fail() {
	mkdir -p "$cache/logs"
	kept=$cache/logs/$release-$name.log
	cp "$log" "$kept" 2>/dev/null || : >"$kept"
	die "$name: $1" "$2" 'a task that ends, on a kernel that is well' \
		"less $kept, the kernel's log"
}

# trouble: the first line of the log in which the kernel says that it is not well, but for those
# that have a line of $excused in them. KCSAN reports races of the kernel's own, too, and they are
# none of a task's: where a module has part, its name is there, in brackets.
trouble() {
	bad='Kernel panic|Oops|\bBUG\b|\bWARNING\b|LOCKUP|suspicious'
	bad="$bad|rust_kernel: panicked at|UBSAN:"
	bad="$bad|kmemleak: unreferenced|INFO: trying to register non-static key"
	grep -aE "$bad" "$log" | grep -avE 'BUG: KCSAN: [^[]*$' |
		if [ "${excused-}" ]; then grep -avF -e "$excused"; else cat; fi | head -n 1
}

# absent: the first line of $expected that is not in the log.
absent() {
	printf '%s\n' "${expected-}" | while read -r line; do
		grep -aqF -e "$line" "$log" || {
			printf '%s\n' "$line"
			break
		}
	done
}
