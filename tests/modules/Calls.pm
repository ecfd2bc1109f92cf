# SPDX-License-Identifier: GPL-2.0
#
# The system calls for modules, for the tests' programs in Perl.
package Calls;
use strict;
use warnings;
use Errno;
use Exporter 'import';
use POSIX ();
our @EXPORT_OK = qw(slurp load unload result);

my %numbers = (x86_64 => [175, 176], armv7l => [128, 129]);
chomp(my $machine = `uname -m`);
my ($init_module, $delete_module) = @{$numbers{$machine} // [105, 106]};
my %errno = map { Errno->can($_)->() => $_ } grep { $_ ne 'EWOULDBLOCK' } @Errno::EXPORT_OK;

# slurp FILE: what is in it.
sub slurp {
	my $file = shift;
	open my $in, '<:raw', $file or die "$file: $!\n";
	local $/;
	return <$in> // '';
}

# result VALUE: what a system call that has given VALUE came to: ok, or its errno.
sub result { return $_[0] >= 0 ? 'ok' : $errno{$! + 0} // $! }

# load IMAGE ARGUMENTS: init_module; IMAGE is what is in a module's file.
sub load {
	my ($image, $arguments) = @_;
	my $copy = "$arguments\0";
	return result(syscall $init_module, $image, length $image, $copy);
}

# unload NAME: delete_module.
sub unload {
	my $name = "$_[0]\0";
	return result(syscall $delete_module, $name, POSIX::O_NONBLOCK());
}

1;
