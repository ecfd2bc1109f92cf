#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# cpus: 4

test_description='params: read and written at the same time'
. "$(dirname "$0")/lib.sh"

files=/sys/module/locks/parameters
page=$(getconf PAGESIZE)
quiet_first_load

test_expect_success 'there is more than one processor' '
	test "$(nproc)" -gt 1
'

test_expect_success 'a lock that is held is refused, with EDEADLK, and is of use again afterwards' '
	mark &&
	insmod "$lessons/tests/modules/locks.ko" &&
	logged locks <<-\EOF
	locks: a second lock: Err(EDEADLK)
	locks: and then: Ok(())
	EOF
'

# fails_with ERRNO COMMAND…: COMMAND fails because a read or write on $files does, with ERRNO.
fails_with() {
	wanted=$1
	shift
	test_must_fail strace -f -o calls -e trace=read,write "$@" &&
		grep -E "= -1 $wanted " calls
}

test_expect_success 'in a callback, too: set, get, and for an element of an array' '
	fails_with EDEADLK sh -c "echo 1 >$files/locks" &&
	fails_with EDEADLK cat $files/locks &&
	fails_with EDEADLK sh -c "echo 1,2 >$files/element"
'

test_expect_success 'two objects of a module, each with a copy of moduleparam.rs, share it' '
	mark &&
	insmod "$lessons/tests/modules/copies.ko" &&
	logged copies <<-\EOF &&
	copies: the other: Err(EDEADLK)
	copies: the part has it
	copies: and then: Ok(())
	EOF
	fails_with EDEADLK sh -c "echo 1 >/sys/module/copies/parameters/part" &&
	rmmod copies
'

test_expect_success 'what init stores is in the file' '
	test "$(cat $files/answer)" -eq 42
'

test_expect_success 'a callback may show a page less two bytes; more is EINVAL' '
	for length in $((page - 1)) $page $((2 * page)); do
		echo $length >$files/length && fails_with EINVAL cat $files/page || return 1
	done &&
	echo $((page - 2)) >$files/length && test "$(wc -c <$files/page)" -eq $((page - 1)) &&
	test_must_fail kernel_log_has "bad count" &&
	rmmod locks
'

test_expect_success 'an array shows what a page has room for, and no more' '
	yes "$(printf "%01000d" 0)" | head -n 32 | paste -s -d , >texts &&
	yes 18446744073709551615 | head -n 1024 | paste -s -d , >numbers &&
	insmod "$lessons/tests/modules/locks.ko" "long_texts=$(cat texts)" "many=$(cat numbers)" &&
	head -c $(((page - 1) / 1001 * 1001 - 1)) texts >expected && echo >>expected &&
	cat $files/long_texts >shown && test_cmp expected shown &&
	head -c $(((page - 1) / 21 * 21 - 1)) numbers >expected && echo >>expected &&
	cat $files/many >shown && test_cmp expected shown &&
	rmmod locks
'

# writer LETTER…: writes the letter all over the parameters, again and again.
cat >writer <<'EOS'
use strict;
my $files = shift;
my %open;
for (qw(wide checked string charp numbers counted)) {
	open $open{$_}, "+<", "$files/$_" or die "$_: $!\n";
}
sub put {
	my ($name, $text) = @_;
	sysseek $open{$name}, 0, 0;
	defined syswrite $open{$name}, $text or die "$name: $!\n";
}
for (my $round = 0; -d $files; $round++) {
	my $digit = sprintf "%x", $round * $ARGV[0] % 16;
	my $number = "0x" . $digit x 16;
	put($_, $number) for qw(wide checked);
	put("string", $digit x (1 + $round % 63));
	put("charp", $digit x (1 + $round * 7 % 1000));
	put("numbers", join ",", ($number) x 8);
	put("counted", join ",", ($digit x (1 + $round % 50)) x (1 + $round % 4));
	for (qw(string charp)) {
		sysseek $open{$_}, 0, 0;
		sysread $open{$_}, my $text, 4096;
		$text =~ /^(.?)\1*$/ or die "$_ is torn: $text\n";
	}
	last unless -e "going";
}
EOS

test_expect_success 'while two write and read for 10 seconds, init reads no torn value, and ends' '
	mark && : >going &&
	{ insmod "$lessons/tests/modules/locks.ko" run=1 & } && insmod=$! &&
	tries=0 &&
	until kernel_log_has "^locks: started"; do
		sleep 0.1 && tries=$((tries + 1)) && test $tries -lt 100 || return 1
	done &&
	{ perl writer $files 1 & } && first=$! &&
	{ perl writer $files 7 & } && second=$! &&
	sleep 10 && rm going && wait $first && wait $second &&
	echo 0 >$files/run && wait $insmod &&
	logged locks <<-\EOF &&
	locks: started
	locks: torn=0, enough=true
	locks: a second lock: Err(EDEADLK)
	locks: and then: Ok(())
	EOF
	rmmod locks
'

test_done
