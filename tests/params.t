#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='params: defaults, permissions, what is freed, taint, lockdown'
. "$(dirname "$0")/lib.sh"

ko=$lessons/params/params.ko
files=/sys/module/params/parameters
before=$(cat /proc/sys/kernel/tainted)
quiet_first_load
# -1 and -2 as wide as a long.
case $(getconf LONG_BIT) in
32) minus=0xfffffff ;;
*) minus=0xfffffffffffffff ;;
esac

test_expect_success 'without arguments, the defaults are logged' '
	mark &&
	insmod "$ko" &&
	logged params <<-EOF
	params: fixed=1
	params: byte=1
	params: short=-1
	params: ushort=1
	params: int=-1
	params: uint=1
	params: hexint=0x10
	params: long=${minus}f
	params: ulong=0x1
	params: ullong=0x1
	params: bool=false
	params: invbool=false
	params: bool_enable_only=false
	params: bint=0
	params: type=0
	params: percent=50
	params: even=0
	params: speed=Normal
	params: danger=0
	params: port=0x3f8
	params: charp=Some("none")
	params: string="none"
	params: brief=None
	params: array=[1, 2, 3, 4]
	params: counted=[1, 2]
	params: names=[]
	EOF
'

test_expect_success 'the files have the permissions given; 0 has none, nor have those of module!' '
	stat -c "%a %U %n" $files/short $files/ushort $files/int >actual &&
	cat >expected <<-EOF &&
	600 root $files/short
	444 root $files/ushort
	644 root $files/int
	EOF
	test_cmp expected actual &&
	! test -e $files/byte && ! test -e $files/fixed
'

test_expect_success 'another user may read 0644 but not write it, and not read 0600' '
	nobody="setpriv --reuid=65534 --regid=65534 --clear-groups" &&
	$nobody cat $files/int &&
	test_must_fail $nobody cat $files/short 2>said && grep "Permission denied" said &&
	test_must_fail $nobody sh -c "echo 1 >$files/int" 2>said && grep "Permission denied" said
'

test_expect_success 'after all that, no taint but O and E' '
	test "$(cat /sys/module/params/taint)" = OE &&
	test $(($(cat /proc/sys/kernel/tainted) & ~(before | 4096 | 8192))) -eq 0 &&
	rmmod params && absent params
'

test_expect_success 'values of every kind arrive' '
	mark &&
	insmod "$ko" byte=0xff short=-32768 ushort=65535 int=2147483647 uint=010 long=-2 ulong=2 \
		ullong=18446744073709551615 hexint=0xbeef bool invbool=y bool-enable-only=on \
		bint=y charp="\"a b\"" string=1234567 array=5,6 counted=7,8,9 names=x,y type=4 \
		percent=100 even=3 brief=abc speed=fast told=6 fixed=-5 &&
	rmmod params &&
	logged params <<-EOF
	params: told is 6 now
	params: fixed=-5
	params: byte=255
	params: short=-32768
	params: ushort=65535
	params: int=2147483647
	params: uint=8
	params: hexint=0xbeef
	params: long=${minus}e
	params: ulong=0x2
	params: ullong=0xffffffffffffffff
	params: bool=true
	params: invbool=false
	params: bool_enable_only=true
	params: bint=1
	params: type=4
	params: percent=100
	params: even=2
	params: speed=Fast
	params: danger=0
	params: port=0x3f8
	params: charp=Some("a b")
	params: string="1234567"
	params: brief=Some("abc")
	params: array=[5, 6, 3, 4]
	params: counted=[7, 8, 9]
	params: names=[Some("x"), Some("y")]
	EOF
'

test_expect_success 'a module without module! has parameters, too' '
	insmod "$lessons/tests/modules/bare.ko" text=abc &&
	echo 4 >/sys/module/bare/parameters/number &&
	cat /sys/module/bare/parameters/number /sys/module/bare/parameters/text >actual &&
	printf "4\nabc\n" >expected && test_cmp expected actual &&
	rmmod bare
'

test_expect_success 'they may be named as local variables of the kernel are, and as words of Rust' '
	mark &&
	insmod "$lessons/tests/modules/driver.ko" timeout=7 init args=some type=3 &&
	cat /sys/module/driver/parameters/type /sys/module/driver/parameters/speed >actual &&
	printf "3\nslow\n" >expected && echo fast >/sys/module/driver/parameters/speed &&
	test_cmp expected actual &&
	modinfo -F parm "$lessons/tests/modules/driver.ko" | sort >actual &&
	cat >expected <<-\EOF &&
	args:more (charp)
	init:a constant (bool)
	slot:of 2 cards (array of int)
	speed:slow or fast (string)
	timeout:in seconds (int)
	type:a word (uint)
	EOF
	test_cmp expected actual && rmmod driver &&
	logged driver <<-\EOF
	driver: args=Some("some")
	driver: timeout=7 slot=2 type=3
	driver: speed=Fast
	driver: slots=Some(1) Some(0) None
	EOF
'

# What KASAN keeps a while after it was freed is in use, too, until a cache is told to shrink.
caches=$(ls -d /sys/kernel/slab/kmalloc*-1k) # several words

# leaked MODULE ARGUMENT…: how many blocks of 1 KiB more are in use after 100 loads and unloads; of
# these, $loaded were loaded.
leaked() {
	before=$(blocks) loaded=0
	for load in $(seq 100); do
		if insmod "$lessons/tests/modules/$1.ko" "$2" "$3" 2>insmod-said; then
			rmmod "$1" && loaded=$((loaded + 1))
		fi
	done
	echo $(($(blocks) - before))
}
blocks() {
	for cache in $caches; do
		echo 1 >"$cache/shrink"
	done
	awk '/^kmalloc-([a-z]*-[0-9]*-)?1k / { sum += $2 } END { print sum }' /proc/slabinfo
}
text=$(printf '%0600d' 0)
too_long=$(printf '%02000d' 0)

test_expect_success 'strings are freed when the module is unloaded, and when it fails to load' '
	leaked twin_r some_charp=$text,$text,$text,$text charp=$text >blocks && cat blocks &&
	test $(cat blocks) -lt 50 && test $loaded -eq 100 &&
	leaked twin_r some_charp=$text,$text,$text,$text charp=$too_long >blocks && cat blocks &&
	test $loaded -eq 0 && test $(cat blocks) -lt 50
'

test_expect_success 'those of elements that were given no more, too' '
	leaked twin_r some_charp=$text,$text,$text,$text some_charp=$text >blocks && cat blocks &&
	test $loaded -eq 100 && test $(cat blocks) -lt 50
'

# C frees as many elements as were given last. That this is seen shows that the tests above would
# see it. Where kmemleak is, it would see that, too, and fail this file.
running_has CONFIG_DEBUG_KMEMLEAK || test_set_prereq WITHOUT_KMEMLEAK
test_expect_success WITHOUT_KMEMLEAK 'C leaks those' '
	leaked twin_c some_charp=$text,$text,$text,$text some_charp=$text >blocks && cat blocks &&
	test $(cat blocks) -gt 200
'

test_expect_success 'a parameter that is marked unsafe taints the kernel: U' '
	mark &&
	insmod "$ko" danger=1 &&
	kernel_log_has "^Setting dangerous option danger - tainting kernel$" &&
	test $(($(cat /proc/sys/kernel/tainted) & 64)) -eq 64 &&
	rmmod params
'

# The last, and not on a machine of your own: there is no way back.
test_expect_success VIRTUAL_MACHINE 'a parameter of hardware cannot be set in lockdown: EPERM' '
	mount -t securityfs securityfs /sys/kernel/security && insmod "$ko" &&
	echo 0x2f8 >$files/port &&
	echo integrity >/sys/kernel/security/lockdown &&
	test_must_fail strace -o calls -e trace=write sh -c "echo 0x3f8 >$files/port" &&
	grep "= -1 EPERM" calls &&
	test "$(cat $files/port)" -eq 760 &&
	echo 5 >$files/int
'

test_done
