# SPDX-License-Identifier: GPL-2.0

# What counts is typed after `make`. Of the environment, only this does: the rest may mean
# something to kbuild or to the programs here, but it was not said to them.
kept := PATH HOME USER LOGNAME SHELL TERM LANG LANGUAGE LC_% TMPDIR XDG_CACHE_HOME DEBFULLNAME \
	DEBEMAIL %_proxy %_PROXY APT_CONFIG MAKEFLAGS MAKELEVEL MFLAGS SUDO_% TMUX% RUSTUP_% \
	CARGO_HOME LIBCLANG_PATH LD_LIBRARY_PATH container
$(foreach name,$(filter-out $(kept),$(.VARIABLES)),$(if $(filter environment%,$(origin $(name))),\
	$(eval unexport $(name))$(eval undefine $(name))))

MAKE := $(or $(MAKE),make)

# A file system that is mounted noexec, or that knows no modes of files.
$(if $(shell test -x scripts/help || echo no),$(shell me=make; . scripts/lib.sh; die \
	'the programs here cannot be run' "$$PWD/scripts/help, which is not executable" \
	'a checkout with the modes of its files, on a file system that is not mounted noexec' \
	'git clone . /another/directory')$(error stop))

quote = '$(subst ','\'',$1)'
# typed NAMES: those of them that were typed, and have a value, as NAME=VALUE, for a shell.
typed = $(foreach name,$1,$(if $(filter command%,$(origin $(name))),\
	$(if $($(name)),$(name)=$(call quote,$($(name))))))

# The settings that choose a kernel; those that the tests listen to; and those that kbuild does.
kernel := $(call typed,ARCH SUITE KVER KDIR LLVM DEBUG)
testing := $(call typed,JOBS TIME_LIMIT BOOT V CASES SEED LOADS)
# The file that JUNIT names is written from within the toolchain root.
junit_file := $(if $(JUNIT),$(shell realpath -m $(call quote,$(JUNIT))))
junit := $(if $(JUNIT),JUNIT=$(call quote,$(junit_file)))
written := $(if $(JUNIT),-b "$$(dirname $(call quote,$(junit_file)))")
building := MO RUSTC LLVM CC CROSS_COMPILE V
# ARCH or SUITE means Debian's kernel, unless KDIR names one of your own; DEBUG, one that we build.
debians := $(if $(KDIR),,$(ARCH)$(SUITE))$(DEBUG)
# Each of several architectures, in turn.
several := $(or $(filter all,$(ARCH)),$(if $(word 2,$(ARCH)),yes))

# The module directory: this one, or that which M names.
module := $(if $(M),$(shell realpath -m $(call quote,$(M))),$(CURDIR))
which := $(if $(M),-m $(call quote,$(module)))
in := $(if $(M),MODULE_DIR=$(call quote,$(module)))
setup := vm/host/setup $(kernel) $(if $(M),M=$(call quote,$(module)))

# kbuild takes neither a relative MO nor, in the path of the modules, a blank or the like.
output := $(if $(MO),$(shell realpath -m $(call quote,$(MO))))
mo := $(if $(output),MO=$(output))
odd := $(shell . scripts/lib.sh; ! odd_path $(call quote,$(module)) || echo odd)
# kbuild acts even where make is only asked what it would do (-n).
asked := $(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
act := $(if $(asked),,+)
kbuild := $(act)$(if $(odd),scripts/elsewhere $(call quote,$(module)) )$(MAKE)
at := $(if $(odd),,M=$(module))
find = kdir/find $1 $(call typed,RUSTC LLVM CC) $(call quote,$(or $(KDIR),$(KVER)))
kdir = $(shell $(find) 2>/dev/null)
headers = $(shell $(call find,--headers) 2>/dev/null)

ifeq ($(debians),)
modules tests clean modules_install uninstall sign clippy doc fmt rust-analyzer: \
	$(if $(MO),path-of-output) $(if $(M),module-directory)
module-directory:
	@me=make; . scripts/lib.sh; is_module_directory $(call quote,$(M))
path-of-output:
	@me=make; . scripts/lib.sh; ! odd_path $(call quote,$(output)) || die \
		'kbuild cannot build in a path with a blank or the like' \
		$(call quote,MO=$(output)) "$$plain_path" 'make MO=/another/directory'

modules:
	@$(find) >/dev/null
	$(if $(kdir),$(kbuild) -C $(kdir) $(at) $(mo) modules)

tests:
	@$(find) >/dev/null
	$(if $(kdir),$(kbuild) -C $(kdir) $(at) $(mo) TESTS=m modules)

clean:
	@[ ! -e $(or $(output),$(call quote,$(module)))/modules.order ] || \
		$(call find,--headers) >/dev/null
	$(if $(headers),$(kbuild) -C $(headers) $(at) $(mo) clean)

modules_install uninstall:
	@$(call find,--headers) >/dev/null
	$(act)scripts/install $(if $(filter uninstall,$@),--remove) $(if $(MO),--built $(output)) \
		$(if $(ARCH),--for $(call quote,$(ARCH))) \
		$(if $(INSTALL_MOD_PATH),--root $(call quote,$(INSTALL_MOD_PATH))) \
		$(if $(INSTALL_MOD_DIR),--below $(call quote,$(INSTALL_MOD_DIR))) $(headers) \
		$(call quote,$(module))

sign:
	@$(call find,--headers) >/dev/null
	@scripts/sign $(headers) $(or $(output),$(call quote,$(module))) \
		$(call quote,$(MODULE_SIG_KEY)) $(call quote,$(MODULE_SIG_CERT))

clippy rust-analyzer:
	@$(call find,--source) >/dev/null
	$(act)scripts/$@ $(shell $(call find,--source) 2>/dev/null) $(call quote,$(module)) \
		$(call typed,RUSTC LLVM CC)

doc:
	@$(find) >/dev/null
	$(act)scripts/doc $(kdir) $(call quote,$(module)) $(call typed,RUSTC LLVM CC)

fmt:
	@command -v rustfmt >/dev/null || { me=make; . scripts/lib.sh; \
		die 'there is no rustfmt' 'none in PATH' 'what formats Rust' \
		'sudo apt install rustfmt; or the same with ARCH=x86_64'; }
	find $(if $(M),$(call quote,$(module)),.) -name '*.rs' -exec rustfmt --edition 2021 {} +

kdir:
	@kdir/complete $(call typed,RUSTC BINDGEN LLVM) $(KVER)

deb:
	@kdir/complete $(call typed,RUSTC BINDGEN LLVM) $(KVER) >/dev/null
	@kdir/package $(KVER)
else
# The same, by the same words, with the compilers and headers that the set-up brings.
modules tests clean modules_install uninstall sign clippy doc fmt rust-analyzer:
	@kernel=$$(vm/host/setup kdir $(kernel)) && scripts/for-another "$$kernel" $@ \
		$(call typed,M $(building) INSTALL_MOD_PATH INSTALL_MOD_DIR MODULE_SIG_KEY \
			MODULE_SIG_CERT)

kdir:
	@kernel=$$(vm/host/setup kdir $(kernel)) && . "$$kernel" && printf '%s\n' "$$kdir"

deb:
	@kernel=$$(vm/host/setup kdir $(kernel)) && . "$$kernel" && \
		vm/host/enter -w "$$kernel" kdir/package "$$release"
endif

new:
	@scripts/new $(call typed,NAME FROM DIR)

run:
	@pages=$$($(in) scripts/pages $(LESSON)) && kernel=$$($(setup)) && \
		vm/host/enter $(which) "$$kernel" env $(testing) vm/toolchain/run play $$pages

shell:
	@me=make; . scripts/lib.sh; has_terminal $@ && kernel=$$($(setup)) && \
		vm/host/enter $(which) "$$kernel" env $(testing) vm/toolchain/run shell

# The set-up does not build M: it would end at what does not compile.
watch: program = vm/host/enter $(which) "$$kernel" env $(testing) vm/toolchain/watch
debug: program = vm/host/debug $(which) "$$kernel"
watch debug:
ifneq ($(M),)
	@$(in) scripts/pages >/dev/null && kernel=$$(vm/host/setup machine $(kernel)) && $(program)
else ifneq ($(LESSON),)
	@$(MAKE) --no-print-directory $@ M=$(firstword $(subst /, ,$(LESSON))) LESSON=
else
	@me=make; . scripts/lib.sh; die 'make $@ needs a module' 'neither M nor LESSON' \
		'a module directory, or a lesson' 'make $@ LESSON=hello'
endif

gdb:
	@vm/host/debug --attach

rebuild:
	@$(setup) >/dev/null

check:
ifeq ($(several),)
	@$(in) tests/check -n $(junit) $(T) && kernel=$$($(setup)) && \
		vm/host/enter $(written) $(which) "$$kernel" tests/check $(testing) $(junit) $(T)
else
	@$(if $(JUNIT),me=make; . scripts/lib.sh; die 'JUNIT is for one architecture' \
		$(call quote,ARCH=$(ARCH)) 'one' 'make check ARCH=arm64 JUNIT=arm64.xml';) \
	$(in) tests/check -n $(T) && \
		$(in) tests/architectures $(call typed,SUITE LLVM KVER KDIR DEBUG) $(testing) \
			$(ARCH:all=) -- $(T)
endif

check-debian:
	@tests/check -n $(T) && kernel=$$(vm/host/setup debian $(kernel)) && \
		tests/debian/prepare "$$kernel" $(or $(T),tests/debian/*.t) && \
		vm/host/enter "$$kernel" tests/check $(testing) JOBS=1 $(or $(T),tests/debian/*.t)

check-container:
	@tests/container/check

# JOBS may be fewer than there are processors; every copy is some 0.3 GB of memory.
mutants:
	@kernel=$$(vm/host/setup $(kernel)) && \
		vm/host/enter $(if $(RESULTS),-b $(call quote,$(RESULTS))) "$$kernel" \
			tests/mutants/all $(call typed,SEED MINUTES JOBS RESULTS) $(T)

check-places:
	@tests/places $(T)

# With the documentation of the code.
book:
	@kernel=$$(vm/host/setup kdir $(kernel)) && \
		scripts/for-another "$$kernel" doc >/dev/null && scripts/book

kernels:
	@tests/kernels $(call typed,SUITE ARCH KVER)

check-embedded:
	@tests/check -n $(T) && \
		kernel=$$(vm/host/setup EMBEDDED=1 $(call typed,SUITE KVER LLVM)) && \
		vm/host/enter "$$kernel" tests/check $(testing) $(T)

distclean:
	find . -path ./.git -prune -o \( -name '*.ko' -o -name '*.o' -o -name '*.mod' \
		-o -name '*.mod.c' -o -name '.*.cmd' -o -name Module.symvers \
		-o -name modules.order \) -type f -exec rm -f {} +
	@me=make; . scripts/lib.sh; cache=$$(cache) && rm -rf "$$(realpath -m "$$cache")"

help:
	@scripts/help $(if $(V),--all)

.PHONY: modules tests clean modules_install uninstall sign clippy doc rust-analyzer kdir deb fmt \
	new run shell watch debug gdb rebuild check check-places check-debian check-container \
	check-embedded book kernels mutants distclean help
