#!/bin/sh
# SPDX-License-Identifier: GPL-2.0

test_description='params: what lies at the edges of each kind, in each form, with each field'
. "$(dirname "$0")/lib.sh"

# There is a line for each text that is refused.
quiet_console

# edges SECTION: of try-edges.
edges() {
	perl "$lessons/tests/modules/try-edges" "$1"
}

test_expect_success 'each kind, plain and checked: limits, what its file shows, what it has' '
	edges kinds
'

test_expect_success 'as elements: how many were given, what is left, what is before a wrong one' '
	edges elements
'

test_expect_success 'a range, a check, and both' '
	edges checks
'

test_expect_success 'one of several words; what is called when a value has been stored' '
	edges words
'

test_expect_success 'strings: as long as can be, too long, none' '
	edges strings
'

test_expect_success 'a page is filled, and not by a byte more' '
	edges pages
'

test_expect_success 'by insmod: the name alone, defaults, twice, by another name, refused' '
	edges load
'

test_expect_success 'the files have the modes given' '
	edges modes
'

test_expect_success 'the names of the symbols' '
	edges symbols
'

test_expect_success 'what modinfo shows' '
	for field in parm parmtype; do
		modinfo -F $field "$lessons/tests/modules/edges.ko" | sort >$field || return 1
	done &&
	sed -n "/^ranged\|int_array:\|charp_array:\|^renamed\|^charp:\|^byte_\|^string/p" \
		parmtype >actual &&
	cat >expected <<-\EOF &&
	both_charp_array:array of charp
	both_int_array:array of int
	byte_all:array of byte
	byte_checked:byte
	byte_each:array of byte
	byte_some:array of byte
	charp:charp
	danger_charp_array:array of charp
	danger_int_array:array of int
	hardware_charp_array:array of charp
	hardware_int_array:array of int
	ranged:int
	ranged_each:array of int
	renamed:int
	string:string
	string_checked:string
	string_default:string
	EOF
	test_cmp expected actual &&
	grep -x "called:what was given" parm && grep -x "ranged:3 to 5 (int)" parm &&
	grep -x "renamed:by another name (int)" parm && grep -x "string:15 bytes (string)" parm
'

test_expect_success 'strings are freed, whoever has set them, however the module ends' '
	edges freed
'

# The last, and not on a machine of your own: there is no way back.
test_expect_success VIRTUAL_MACHINE 'flags: what taints, what lockdown refuses, in each form' '
	edges flags
'

loud_console

test_done
