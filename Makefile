# SPDX-License-Identifier: GPL-2.0

# What ARCH alone asks for is Debian's kernel for that architecture.
stock := $(if $(ARCH),$(if $(filter undefined,$(origin KDIR)),yes))
KDIR ?= /lib/modules/$(or $(KVER),$(shell uname -r))/build
LESSON ?= hello hello/commands.md hello/loglevels.md hello/failinit.md hello/insmod.md hello/dmesg.md params params/modprobe.md multifile twomods twomods/build.md noexit

export ARCH SUITE KVER JOBS TIME_LIMIT V CASES SEED

define help
In a virtual machine, on the kernel that Debian ships; each sets up whatever is missing:

  make run [LESSON=hello]   play the lessons: each command, its output, the kernel's log
  make check                run every test
  make check T=tests/hello.t [V=1] [JOBS=2]
                            run one test file; V=1 shows all it does; JOBS files at once
  make check T=tests/params-twins.t CASES=1000000 TIME_LIMIT=7200 [SEED=1]
                            compare many more parameters with those of C
  make shell                a shell, with the lessons at hand
  make kdir                 complete that kernel's headers; prints where they are

On this machine's own kernel, or another; plain kbuild:

  make [KDIR=/path]         build the modules: make -C $$KDIR M=$$PWD modules
  make modules_install      as root: put them where modprobe looks; then run depmod -a
  make clean                remove what that built

  make distclean            also remove the cache, which the set-up fills

KVER=7.3.4+deb13-amd64 names a release, for the virtual machine or for KDIR.
ARCH=arm64, arm or loongarch after any of these, and after make alone, is for Debian's kernel there, with
the compilers of the set-up; SUITE=sid, for that of another suite. With KDIR=/path it is plain kbuild again.
endef

ifeq ($(stock),yes)
modules clean:
	kdir=$$(vm/setup kdir) && vm/enter -w $(MAKE) -C "$$kdir" M=$(CURDIR) $@
else
modules modules_install:
	@test -e "$(KDIR)/Makefile" || { printf '%s\n' >&2 \
		'make: error: there are no kernel headers to build with' \
		'  found:  no $(KDIR)' \
		'  needed: the headers of the kernel that the modules are for' \
		'  next:   make run, which needs none; or install them, or name them by KDIR='; exit 1; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) $@

# Where there are no headers, nothing was built.
clean:
	@! test -e "$(KDIR)/Makefile" || $(MAKE) -C $(KDIR) M=$(CURDIR) clean
endif

help:
	$(info $(help))
	@:

run:
	@vm/setup
	@vm/enter vm/boot play $(LESSON)

check:
	@vm/setup
	@vm/enter tests/check $(T)

shell:
	@vm/setup
	@vm/enter vm/boot shell

kdir:
	@vm/setup kdir

distclean:
	find . \( -name '*.ko' -o -name '*.o' -o -name '*.mod' -o -name '*.mod.c' -o -name '.*.cmd' \
		-o -name Module.symvers -o -name modules.order \) -type f -exec rm -f {} +
	rm -rf "$${XDG_CACHE_HOME:-$$HOME/.cache}/linux-rust-modules"

.PHONY: modules modules_install clean help run check shell kdir distclean
