# SPDX-License-Identifier: GPL-2.0

# What ARCH alone asks for is Debian's kernel for that architecture.
stock := $(if $(ARCH),$(if $(KDIR),,yes))
LESSON ?= hello hello/commands.md hello/loglevels.md hello/failinit.md hello/insmod.md hello/dmesg.md params params/modprobe.md multifile twomods twomods/build.md noexit
KREL ?= $(KVER)

# Each of several architectures, in turn.
several := $(or $(filter all,$(ARCH)),$(if $(word 2,$(ARCH)),yes))

export ARCH SUITE KDIR KVER LLVM MO JOBS TIME_LIMIT V CASES SEED INSTALL_MOD_PATH INSTALL_MOD_DIR MODULE_SIG_KEY
export RUSTC BINDGEN
# kbuild hears of it on the command line only.
ifneq ($(origin CC),command line)
unexport CC
endif

define help
In a virtual machine, on the kernel that Debian ships; each sets up whatever is missing:

  make run [LESSON=hello]   play the lessons: each command, its output, the kernel's log
  make check                run every test
  make check T=tests/hello.t [V=1] [JOBS=2]
                            run one test file; V=1 shows all it does; JOBS files at once
  make check T=tests/params-twins.t CASES=1000000 TIME_LIMIT=7200 [SEED=1]
                            compare many more parameters with those of C
  make check ARCH=all       run every test on the kernels of four architectures; prints a table
  make check-native         type what the README says for a machine of your own, on a whole Debian
  make check-embedded [LLVM=1]
                            build a small kernel for 32-bit ARM, and run every test on that
  make shell                a shell, with the lessons at hand

On this machine's own kernel, or another; plain kbuild:

  make kdir                 complete the headers, if they lack the Rust metadata; prints where they are
  make [KDIR=/path] [LLVM=1]
                            build the modules: make -C $$KDIR M=$$PWD modules; LLVM=1 for a kernel built by clang
  make tests                build the tests' modules too; then: sudo prove tests/
  make sign MODULE_SIG_KEY=key.pem
                            sign them with a key of your own
  make modules_install [INSTALL_MOD_PATH=/path]
                            as root: put them where modprobe looks, and run depmod
  make uninstall            as root: remove them there
  make clean                remove what make built
  make clippy, fmt, doc     what clippy says; rustfmt; the documentation in doc/
  make rust-analyzer        rust-project.json, for your editor
  make deb [KREL=release]   a Debian package of that metadata, for all modules in Rust

  make distclean            also remove the cache, which the set-up fills

KVER=7.3.4+deb13-amd64 after any of these takes that release of the kernel.
ARCH=x86_64, arm64, arm or loongarch after any of these, or after make alone, takes Debian's kernel for that
architecture, and a compiler, which are set up; SUITE=sid, that of another suite. KDIR=/path takes a kernel of
your own, where it was built; with it, make ARCH=arm CROSS_COMPILE=arm-linux-gnueabihf- is plain kbuild.
endef

ifeq ($(stock),yes)
modules tests modules_install uninstall sign clean clippy doc:
	kdir=$$(vm/setup kdir) && vm/enter -w env KDIR="$$kdir" kdir/kbuild $@

rust-analyzer:
	@printf '%s\n' 'make: error: an editor works with what this machine has' '  found:  ARCH=$(ARCH)' \
		"  needed: this machine's own kernel, or KDIR" '  next:   make rust-analyzer ARCH=' >&2; exit 1

kdir:
	@vm/setup kdir

deb:
	@KVER=$(KREL) vm/setup kdir >/dev/null
	@KVER=$(KREL) vm/enter -w sh -c 'kdir/deb "$$KVER"'
else
modules tests modules_install uninstall sign clean clippy doc rust-analyzer:
	@+kdir/kbuild $@

kdir:
	@kdir/kdir $(KVER)

deb:
	@kdir/kdir $(KREL) >/dev/null
	@kdir/deb $(KREL)
endif

fmt:
	find . -name '*.rs' -exec rustfmt --edition 2021 {} +

help:
	$(info $(help))
	@:

run:
	@vm/setup
	@vm/enter vm/boot play $(LESSON)

check:
ifeq ($(several),)
	@vm/setup
	@vm/enter tests/check $(T)
else
	@tests/architectures $(ARCH:all=x86_64 arm64 arm loongarch)
endif

check-native:
	@vm/setup native
	@tests/native/prepare $(or $(T),tests/native/*.t)
	@vm/enter prove --timer $(if $(V),--verbose) --exec 'vm/boot native' $(or $(T),tests/native)

check-embedded: export ARCH = arm
check-embedded:
	@vm/setup kdir >/dev/null
	@kdir=$$(vm/enter tests/embedded/build) && $(MAKE) --no-print-directory check KDIR="$$kdir"

shell:
	@vm/setup
	@vm/enter vm/boot shell

distclean:
	find . \( -name '*.ko' -o -name '*.o' -o -name '*.mod' -o -name '*.mod.c' -o -name '.*.cmd' \
		-o -name Module.symvers -o -name modules.order \) -type f -exec rm -f {} +
	rm -rf "$${XDG_CACHE_HOME:-$$HOME/.cache}/linux-rust-modules"

.PHONY: modules modules_install uninstall sign clean clippy doc rust-analyzer fmt kdir deb tests help run check check-native check-embedded shell distclean
