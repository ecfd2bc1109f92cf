# SPDX-License-Identifier: GPL-2.0
"""Makes gdb see modules: sourced by it (vm/toolchain/gdb), with these in the environment.

MODULES         the directory with the .ko files, debug information included
DO_INIT_MODULE  the address of do_init_module (kernel/module/main.c), in hex
SOURCES         the directory below which the kernel's own Rust sources are

The kernel calls do_init_module when a module is in its place, and before its init. gdb stops there
for a moment, and reads from `struct module` where the sections are. Then it stops in init.
"""

import os
import re
import struct
import tempfile

import gdb

SHF_ALLOC = 2
SHT_SYMTAB = 2
# The first argument of a function.
ARGUMENT = {"i386:x86-64": "rdi", "aarch64": "x0", "Loongarch64": "a0"}


class File:
    """A .ko: an ELF file (elf.h), of the byte order that all architectures here have."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        wide = self.data[4] == 2
        self.pointer = "<Q" if wide else "<I"
        # e_shoff; e_shentsize, e_shnum
        self.headers, = struct.unpack_from(self.pointer, self.data, 40 if wide else 32)
        self.header_size, count = struct.unpack_from("<HH", self.data, 58 if wide else 46)
        # sh_name, sh_type, sh_flags, sh_addr, sh_offset, sh_size
        header = "<IIQQQQ" if wide else "<IIIIII"
        self.sections = [
            struct.unpack_from(header, self.data, self.headers + self.header_size * number)
            for number in range(count)
        ]
        # st_shndx and st_value, of the Elf_Sym of that many bytes
        self.symbol = "<6xHQ8x" if wide else "<4xI6xH"
        self.size = struct.calcsize(self.symbol)
        self.wide = wide

    def symbols(self, data):
        """The section and the value of each symbol in a symbol table."""
        for found in struct.iter_unpack(self.symbol, data):
            yield found if self.wide else found[::-1]

    def symbol_table(self):
        for _, kind, _, _, offset, size in self.sections:
            if kind == SHT_SYMTAB:
                return self.data[offset : offset + size]
        return b""

    def addresses(self, loaded):
        """The address of each section, by a symbol table whose values are addresses."""
        found = {}
        pairs = zip(self.symbols(self.symbol_table()), self.symbols(loaded))
        for (section, offset), (_, address) in pairs:
            if 0 < section < len(self.sections) and self.sections[section][2] & SHF_ALLOC:
                found[section] = address - offset
        return found

    def at(self, addresses):
        """The file, with its sections there. With add-symbol-file's own options for that, gdb
        would move all debug information as far as .text."""
        data = bytearray(self.data)
        for section, address in addresses.items():
            sh_addr = self.headers + self.header_size * section + (16 if self.wide else 12)
            struct.pack_into(self.pointer, data, sh_addr, address)
        return data


class Loading(gdb.Breakpoint):
    """Where a module is about to be initialised."""

    def __init__(self, files):
        super().__init__("*" + os.environ["DO_INIT_MODULE"], internal=True)
        self.silent = True
        self.commands = "python loading.load()\ncontinue"
        self.files = files
        self.directory = tempfile.mkdtemp()
        self.in_init = []
        self.fields(next(iter(files.values())))

    def fields(self, path):
        """Where the fields are that are read, by the debug information of any module."""
        gdb.execute("file " + quote(path), to_string=True)
        try:
            for kind in "module", "mod_kallsyms":
                for field in gdb.lookup_type("struct " + kind).fields():
                    setattr(self, f"{kind}_{field.name}", field.bitpos // 8)
        except gdb.error as error:
            raise gdb.GdbError("No debug information; is CONFIG_DEBUG_INFO off?") from error
        # gdb would complain if there were no executable.
        gdb.execute("symbol-file", to_string=True)

    def read(self, address, size):
        return bytes(gdb.selected_inferior().read_memory(address, size))

    def module(self):
        """The `struct module`, and the name, of the one that is loaded."""
        frame = gdb.newest_frame()
        module = frame.read_register(ARGUMENT.get(frame.architecture().name(), "r0"))
        module = int(module.cast(gdb.lookup_type("unsigned long")))
        return module, self.read(module + self.module_name, 64).split(b"\0")[0].decode()

    # gdb does not allow this to change breakpoints. The commands may.
    def stop(self):
        return self.module()[1] in self.files

    def load(self):
        module, name = self.module()
        path = self.files[name]
        file = File(path)

        def pointer(at):
            return struct.unpack(file.pointer, self.read(at, struct.calcsize(file.pointer)))[0]

        kallsyms = pointer(module + self.module_kallsyms)
        count, = struct.unpack("<I", self.read(kallsyms + self.mod_kallsyms_num_symtab, 4))
        table = self.read(pointer(kallsyms + self.mod_kallsyms_symtab), count * file.size)
        placed = os.path.join(self.directory, name + ".ko")
        if os.path.exists(placed):
            gdb.execute("remove-symbol-file " + quote(placed), to_string=True)
        with open(placed, "wb") as output:
            output.write(file.at(file.addresses(table)))
        gdb.execute("add-symbol-file " + quote(placed), to_string=True)
        self.stop_in_init(name, pointer(module + self.module_init))

    def stop_in_init(self, name, init):
        """In the function of the Rust source, or where the kernel begins."""
        for breakpoint in self.in_init:
            if breakpoint.is_valid():
                breakpoint.delete()
        functions = gdb.execute("info functions -q -n ::init$", to_string=True)
        found = re.findall(rf"fn ({name}::{{impl#\d+}}::init)\(.*ThisModule", functions)
        self.in_init = [gdb.Breakpoint(function, temporary=True) for function in found]
        # That function may be in the kernel's, and then a copy by itself is never called.
        block = gdb.block_for_pc(init) if init else None
        if block and not any(
            block.start <= location.address < block.end
            for breakpoint in self.in_init
            for location in breakpoint.locations
        ):
            self.in_init.append(gdb.Breakpoint(f"*{init:#x}", temporary=True))


def quote(path):
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def modules(directory):
    found = {}
    for top, _, names in os.walk(directory):
        for name in names:
            if name.endswith(".ko"):
                found[name[:-3].replace("-", "_")] = os.path.join(top, name)
    return found


gdb.execute("directory " + os.environ["SOURCES"], to_string=True)
loading = Loading(modules(os.environ["MODULES"]))
