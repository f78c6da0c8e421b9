# Copyright (c) 2026 Lguest Debug contributors
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License 2.0 which is available at
# https://www.eclipse.org/legal/epl-2.0/
#
# SPDX-License-Identifier: EPL-2.0
#
# Run by gdb: stops a program at random instructions of its own functions, and writes down for each stop the machine's
# state and what gdb makes of it, one fact a line, fields separated by tabs. The environment variables RECORD, SEED and
# STOPS say where to, which instructions, and how many stops at most. With STEPS, instead of what it sees there, it
# writes where so many steps from each stop lead, and where breakpoints on lines and functions are. The program runs
# natively, or, if QEMU names a socket, in qemu-i386.

import ctypes
import os
import random
import re
import subprocess
import time
import gdb

out = open(os.environ["RECORD"], "w")
dice = random.Random(int(os.environ.get("SEED", "1")))
most_stops = int(os.environ.get("STOPS", "100"))
steps_each = int(os.environ.get("STEPS", "0"))
REGISTERS = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags", "es", "cs", "ss", "ds", "fs", "gs"]
BLOCK = 64
PAGE = 4096
# How much is recorded of what is no more, or not yet, on the stack: before its prologue has ended, a function's variables.
RED = 0x2000
WRITABLE = (".data", ".bss", ".got", ".got.plt", ".tdata", ".tbss", ".init_array", ".fini_array", ".data.rel.ro")
# How much is recorded of what a pointer points to.
POINTED = 256
# How much of the stack below main begins with zeros.
CLEARED = 0x10000
# Of a C library: nothing of this processor's extensions, and no random key in memory that is freed.
TUNABLES = ("glibc.cpu.hwcaps=-SSE2,-SSSE3,-SSE4_1,-SSE4_2,-AVX,-AVX2,-ERMS,-FSRM"
            ":glibc.malloc.tcache_count=0")
# As ours is: a Pentium Pro without extensions, whose caches a C library does not ask for.
PROCESSOR = ("pentium2,level=1,xlevel=0,family=6,model=1,stepping=9,-mmx,-fxsr,-vme,-mce,-msr,-pae,-apic,-sep,-mtrr,-mca,"
             "-pat,-pse36,-acpi,-hypervisor")
# Of the auxiliary vector: its end, an entry to be ignored, where the kernel's own code for system calls is.
AT_NULL, AT_IGNORE, AT_SYSINFO, AT_SYSINFO_EHDR = 0, 1, 32, 33
# A symbol behind an address.
SYMBOL = re.compile(r"(0x[0-9a-f]+ <)([^<>+]+)")
qemu_socket = os.environ.get("QEMU")
known = {}
decoded = {}


def put(*fields):
    text = "\t".join(str(f).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") for f in fields)
    out.write(text + "\n")


def execute(command):
    return gdb.execute(command, to_string=True)


def word(value):
    return int(value) & 0xFFFFFFFF


def instructions():
    """The instructions of the functions that have source of the program's own units."""
    found = []
    for symtab in own_symtabs():
        for block in (symtab.global_block(), symtab.static_block()):
            for symbol in block:
                if symbol.is_function:
                    code = gdb.block_for_pc(word(symbol.value().address))
                    if code is not None:
                        while code.function is None:
                            code = code.superblock
                        architecture = gdb.selected_frame().architecture()
                        found += [i["addr"] for i in architecture.disassemble(code.start, code.end - 1)
                                  if is_of_function(i["addr"])]
    return sorted(set(found))


def is_of_function(address):
    """Of a function in two parts gdb tells where the first begins and the last ends, and all of the program may lie between."""
    block = gdb.block_for_pc(address)
    return block is not None and not block.is_static and not block.is_global


def own_symtabs():
    frame_symtab = gdb.lookup_global_symbol("main").symtab
    return [frame_symtab]


def machine(frame):
    put("reg", *("%s=%x" % (r, word(frame.read_register(r))) for r in REGISTERS))
    stack = [""] * 8
    top = 0
    for line in execute("info float").splitlines():
        row = re.match(r"(?:=>|  )R(\d): +\w+ +0x([0-9a-f]{20})", line)
        if row:
            number = int(row.group(1))
            raw = row.group(2)
            if line.startswith("=>"):
                top = number
            stack[number] = raw
    put("st", *(stack[(top + i) % 8] for i in range(8)))
    put("xmm", *("".join("%016x" % (int(gdb.parse_and_eval("$xmm%d.v2_int64[%d]" % (i, half))) & 2**64 - 1)
                         for half in (1, 0)) for i in range(8)))


def turned(by):
    """Turns the FPU's registers: qemu 7.2 tells the first of its file for the top of its stack, and so on."""
    if not qemu_socket:
        return
    gdb.newest_frame().select()
    values = [gdb.parse_and_eval("$st%d" % i) for i in range(8)]
    for value in values:
        value.fetch_lazy()
    top = word(gdb.parse_and_eval("$fstat")) >> 11 & 7
    for i in range(8):
        gdb.set_convenience_variable("turned", values[(i + by * top) % 8])
        execute("set $st%d = $turned" % i)


def memory(low, high):
    inferior = gdb.selected_inferior()
    for page in range(low & -PAGE, high, PAGE):
        start, end = max(page, low & -BLOCK), min(page + PAGE, high + BLOCK - 1 & -BLOCK)
        try:
            data = bytes(inferior.read_memory(start, end - start))
        except gdb.MemoryError:
            continue
        for at in range(0, end - start, BLOCK):
            block = data[at:at + BLOCK]
            if known.get(start + at) != block:
                known[start + at] = block
                put("mem", "%x" % (start + at), block.hex())


def pointed(value):
    """Records what a pointer points to, which need not be the program's own, nor be meant."""
    try:
        if whole(value.type).code == gdb.TYPE_CODE_PTR and not value.is_optimized_out:
            memory(max(word(value) - BLOCK, 0), min(word(value) + POINTED, 2**32))
    except gdb.error:
        return


def readable(address):
    try:
        gdb.selected_inferior().read_memory(address, 1)
        return True
    except gdb.MemoryError:
        return False


def writable():
    """The program's own writable memory, and where its stack ends."""
    ranges, stack_end = [], 0
    if qemu_socket:
        end = 0
        for line in execute("info files").splitlines():
            section = re.match(r"\s*(0x[0-9a-f]+) - (0x[0-9a-f]+) is (\S+)$", line)
            if section and section.group(3) in WRITABLE:
                ranges.append((int(section.group(1), 16), int(section.group(2), 16)))
                end = max(end, ranges[-1][1] + PAGE - 1 & -PAGE)
        heap = end
        while heap < end + 0x20000 and readable(heap):
            heap += PAGE
        ranges.append((end, heap))
        stack_end = (word(gdb.newest_frame().read_register("esp")) & -PAGE) + PAGE
        while readable(stack_end):
            stack_end += PAGE
        return ranges, stack_end
    for line in execute("info proc mappings").splitlines():
        fields = line.split()
        if len(fields) >= 5 and fields[0].startswith("0x") and "w" in fields[4]:
            low, high = int(fields[0], 16), int(fields[1], 16)
            if fields[-1] == "[stack]":
                stack_end = high
            else:
                ranges.append((low, high))
    return ranges, stack_end


def start():
    """Brings the program to its entry."""
    if qemu_socket:
        # It outlives a gdb that is killed, and its program may never end.
        subprocess.Popen(["timeout", "300", "qemu-i386", "-cpu", PROCESSOR, "-g", qemu_socket, gdb.current_progspace().filename],
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={"GLIBC_TUNABLES": TUNABLES})
        for attempt in range(200):
            try:
                execute("target remote " + qemu_socket)
                break
            except gdb.error:
                # It does not listen yet.
                if attempt == 199:
                    raise
                time.sleep(0.05)
    else:
        execute("tbreak *" + re.search(r"Entry point: (0x[0-9a-f]+)", execute("info files")).group(1))
        execute("run")
        hide_vdso()


def hide_vdso():
    """Leaves the program without the kernel's vDSO, which ours has not: a C library then makes its system calls itself."""
    inferior = gdb.selected_inferior()

    def word_at(address):
        return int.from_bytes(bytes(inferior.read_memory(address, 4)), "little")
    # The number of arguments, these, and the environment, each with a null pointer behind.
    entry = word(gdb.newest_frame().read_register("esp"))
    entry += 4 + 4 * (word_at(entry) + 1)
    while word_at(entry):
        entry += 4
    entry += 4
    while word_at(entry) != AT_NULL:
        if word_at(entry) in (AT_SYSINFO, AT_SYSINFO_EHDR):
            inferior.write_memory(entry, AT_IGNORE.to_bytes(4, "little"))
        entry += 8


def ada(symbol):
    """What gdb takes a symbol for if it takes it for one of Ada's."""
    if symbol not in decoded:
        decoded[symbol] = execute("demangle -l ada -- " + symbol).strip()
    return decoded[symbol]


def plain(asked):
    """What gdb answers, but for symbols that it takes for Ada's, as clang's counted.calls, which it then spells otherwise."""
    answer = asked()
    if not SYMBOL.search(answer):
        return answer
    execute("set print demangle off")
    symbols = iter([symbol for _, symbol in SYMBOL.findall(asked())])
    execute("set print demangle on")

    def spelled(found):
        symbol = next(symbols, found.group(2))
        # A number behind a dot is gcc's way to tell static variables apart: their names gdb knows.
        is_ada = re.sub(r"\.\d+$", "", symbol) != found.group(2) and ada(symbol) == found.group(2)
        return found.group(1) + (symbol if is_ada else found.group(2))
    return SYMBOL.sub(spelled, answer)


def text(value):
    return plain(lambda: text_of(value))


def text_of(value):
    try:
        # Unlike print, a value's own text has all parts of what is in no location, and an address for an array of
        # variable length.
        if value.is_optimized_out:
            gdb.set_convenience_variable("whole", value)
            if execute("output $whole") == "<optimized out>":
                return "<optimized out>"
        return value.format_string()
    except gdb.error as e:
        return "error: %s" % e
    except gdb.MemoryError as e:
        return "error: %s" % e


def is_variable(symbol):
    """Also if the compiler made a constant of it, which for gdb is what an enumerator is; a label is none."""
    type = whole(symbol.type)
    if symbol.is_constant:
        return type.code != gdb.TYPE_CODE_ENUM or symbol.name not in [field.name for field in type.fields()]
    return symbol.is_argument or symbol.is_variable and str(symbol.type) != "__CORE_ADDR"


def variables(frame):
    """The symbols in sight in a frame's function, the innermost block's first."""
    found = []
    try:
        block = frame.block()
    except RuntimeError:
        return found
    while block is not None:
        found += [s for s in block if is_variable(s)]
        if block.function is not None:
            break
        block = block.superblock
    return found


def whole(type):
    return type.strip_typedefs()


def expressions(name, type, has_address=True):
    """
    Things to ask of a variable. Of a pointer that the compiler did without gdb 13.1 takes 0 for the address, and of an
    array without an address it finds the first element by its number only.
    """
    type = whole(type)
    code = type.code
    asked = ["sizeof (%s)", "&%s"]
    if code in (gdb.TYPE_CODE_INT, gdb.TYPE_CODE_CHAR, gdb.TYPE_CODE_BOOL, gdb.TYPE_CODE_ENUM):
        if code != gdb.TYPE_CODE_ENUM:
            # Of enumerations gdb takes the results for enumerators, which C does not.
            asked += ["-%s", "~%s", "%s << 2", "%s >> 1"]
        asked += ["%s + 1", "!%s", "%s * 3 - 7", "%s / 3", "%s %% 5", "%s == 3",
                  "%s < 2 && %s > -5", "(char) %s", "(unsigned) %s", "(long long) %s * 1000000007", "(double) %s / 7",
                  "%s ? 1 : 2", "%s & 0xff", "%s | 0x100u", "%s ^ -1", "(short) %s + 1LL", "%s > 1u"]
    elif code == gdb.TYPE_CODE_FLT:
        # gdb subtracts from 0 to negate, and so loses the sign of 0.
        asked += ["%s + 1", "-%s + 1", "%s * 0.5", "(int) %s", "(float) %s", "%s < 1", "%s == %s", "%s / 3", "!%s"]
    elif code == gdb.TYPE_CODE_PTR:
        asked += ["*%s", "%s + 1", "%s - 1", "%s[0]"]
        if has_address:
            asked += ["%s == 0", "(unsigned) %s", "!%s"]
        target = whole(type.target())
        if target.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
            asked += ["%s->" + f.name for f in target.fields() if f.name]
    elif code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        asked += ["%s." + f.name for f in type.fields() if f.name]
        asked += ["&%s." + f.name for f in type.fields() if f.name and not f.bitsize]
    elif code == gdb.TYPE_CODE_ARRAY:
        asked += ["%s[0]", "%s + 1", "&%s[2]", "%s == 0", "sizeof (%s) / sizeof (%s[0])"]
        if has_address:
            asked += ["*%s"]
        # What is behind an array of one may be a C library's, and be about the processor.
        if type.range()[1] != 0:
            asked += ["%s[1]"]
    return [a.replace("%s", name).replace("%%", "%") for a in asked]


def has_address(value):
    """Whether a pointer has, and what is no pointer is at one."""
    if whole(value.type).code == gdb.TYPE_CODE_PTR:
        return text(value) != "<synthetic pointer>"
    return value.address is not None


def ask(level, expression):
    try:
        answer = plain(lambda: execute("print " + expression))
        answer = answer.split(" = ", 1)[1].rstrip("\n") if " = " in answer else answer.rstrip("\n")
    except gdb.error as e:
        if "may-call-functions" in str(e):
            # For its address gdb would have the program make place for an array that is in registers.
            return
        answer = "error: %s" % e
    put("expr", level, expression, answer)


def nothing():
    """What statx(2) says of the output, of which a C library leaves parts on the stack."""
    status = ctypes.create_string_buffer(256)
    ctypes.CDLL(None).statx(-100, os.devnull.encode(), 0, 0x7FF, status)
    # What is behind the device qemu leaves out.
    put("null", (status.raw[:0x90] + bytes(256 - 0x90)).hex())


def entry():
    """The machine as the kernel hands it to the program."""
    put("entry")
    nothing()
    machine(gdb.newest_frame())
    _, stack_end = writable()
    memory(word(gdb.newest_frame().read_register("esp")), stack_end)


def clear():
    """
    Clears the stack that main is to have: what a C library leaves there, before it, is about the processor, as the
    numbers that it tells of itself. Programs of our own bring none, and find what their machine leaves.
    """
    try:
        execute("info address __libc_start_main")
    except gdb.error:
        return
    execute("tbreak *0x%x" % word(gdb.lookup_global_symbol("main").value().address))
    execute("continue")
    frame = gdb.newest_frame()
    low, high = word(frame.read_register("esp")) - CLEARED, word(frame.read_register("esp"))
    gdb.selected_inferior().write_memory(low, bytes(high - low))
    put("cleared", "%x" % frame.pc(), "%x" % low, "%x" % high)


def to_main():
    """To where gdb stops for main, where it may be already."""
    if word(gdb.newest_frame().pc()) not in [place.pc for place in gdb.decode_line("main")[1]]:
        execute("tbreak main")
        execute("continue")


def stop(breakpoint, is_last):
    frame = gdb.newest_frame()
    put("stop", "%x" % frame.pc(), "%x" % breakpoint, "last" if is_last else "")
    machine(frame)
    frames = []
    while frame is not None and len(frames) < 40:
        frames.append(frame)
        if frame.name() == "main" and frame.type() == gdb.NORMAL_FRAME:
            break
        frame = frame.older()
    ranges, stack_end = writable()
    for low, high in ranges:
        memory(low, min(high, low + 0x20000))
    esp = word(gdb.newest_frame().read_register("esp"))
    memory(esp - RED, min(esp + 0x20000, stack_end))
    for level, frame in enumerate(frames):
        place = frame.find_sal()
        kind = {gdb.NORMAL_FRAME: "normal", gdb.INLINE_FRAME: "inline", gdb.TAILCALL_FRAME: "tailcall"}.get(
            frame.type(), "other")
        put("frame", level, kind, "%x" % frame.pc(), frame.name() or "",
            os.path.basename(place.symtab.filename) if place.symtab else "", place.line,
            *("%x" % word(frame.read_register(r)) for r in ("esp", "ebp", "ebx", "esi", "edi")))
        frame.select()
        asked, seen = [], set()
        for symbol in variables(frame):
            try:
                value = symbol.value(frame)
            except gdb.error as e:
                put("var", level, symbol.name, "error: %s" % e)
                continue
            put("var", level, symbol.name, text(value))
            pointed(value)
            # Arithmetic with a number of which there is no whole value, or that is in two registers, kills gdb 13.1.
            is_fragile = "<optimized out>" in text(value) or value.address is None and value.type.sizeof == 8
            if symbol.name not in seen and not is_fragile:
                seen.add(symbol.name)
                asked += expressions(symbol.name, symbol.type, has_address(value))
        for expression in dice.sample(asked, min(len(asked), 8)):
            ask(level, expression)
    frames[0].select()
    unit = gdb.lookup_global_symbol("main").symtab
    for block in (unit.global_block(), unit.static_block()):
        symbols = [s for s in block if s.is_variable]
        for symbol in dice.sample(symbols, min(len(symbols), 5)):
            put("global", symbol.name, text(symbol.value()))
            if "<optimized out>" in text(symbol.value()):
                continue
            for expression in dice.sample(expressions(symbol.name, symbol.type), 2):
                ask(0, expression)
    put("end")


def depth():
    """How many frames there are, to main."""
    count, frame = 0, gdb.newest_frame()
    while frame is not None:
        count += frame.type() != gdb.TAILCALL_FRAME
        if frame.name() == "main" and frame.type() == gdb.NORMAL_FRAME:
            break
        frame = frame.older()
    return count


def hidden():
    """How many copies of functions begin where gdb stands, and are not shown for that reason."""
    copies, block = -1, gdb.block_for_pc(gdb.newest_frame().pc())
    while block is not None and not block.is_static:
        copies += block.function is not None
        block = block.superblock
    frame = gdb.newest_frame()
    while frame is not None and frame.type() == gdb.INLINE_FRAME:
        copies -= 1
        frame = frame.older()
    return max(copies, 0)


def landed(command):
    """Makes a step. Returns whether the program is still there."""
    try:
        execute(command)
    except gdb.error as e:
        put("landed", command, "error: %s" % e)
        return False
    if not gdb.selected_inferior().pid:
        put("landed", command, "ended")
        return False
    frame = gdb.newest_frame()
    place = frame.find_sal()
    put("landed", command, "", "%x" % frame.pc(), "%x" % word(frame.read_register("esp")), frame.name() or "",
        os.path.basename(place.symtab.filename) if place.symtab else "", place.line, depth(), hidden())
    return True


def breakpoints():
    """Where gdb stops for each function."""
    symtab = own_symtabs()[0]
    for block in (symtab.global_block(), symtab.static_block()):
        for symbol in block:
            if symbol.is_function:
                for place in gdb.decode_line(symbol.name)[1] or ():
                    if place.symtab and place.symtab.filename == symbol.symtab.filename:
                        put("place", symbol.name, "%x" % place.pc)


def lines():
    """Where gdb stops for each line of the program's source, or for the next that has code."""
    symtab = own_symtabs()[0]
    name = os.path.basename(symtab.filename)
    for line in range(1, max([entry.line for entry in symtab.linetable()] + [0]) + 3):
        try:
            breakpoint = gdb.Breakpoint("%s:%d" % (name, line), internal=True)
            put("line", name, line, *("%x" % a for a in sorted(set(each.address for each in breakpoint.locations))))
            breakpoint.delete()
        except gdb.error:
            put("line", name, line)


def steps():
    """Steps from a stop. Returns whether the program is still there."""
    for _ in range(steps_each):
        command = dice.choice(("step", "step", "next", "next", "finish"))
        if not landed("next" if command == "finish" and depth() < 2 else command):
            return False
        # A step would now enter the copy without moving.
        if hidden() and not landed("stepi"):
            return False
    return True


def main():
    for setting in ("pagination off", "confirm off", "width 0", "height 0", "breakpoint pending off",
                    "print entry-values no", "max-value-size unlimited", "unwindonsignal on",
                    "startup-with-shell off", "may-call-functions off"):
        gdb.execute("set " + setting)
    # Nothing of whoever runs this reaches the program.
    gdb.execute("unset environment")
    gdb.execute("set environment GLIBC_TUNABLES=" + TUNABLES)
    put("gdb", gdb.VERSION)
    start()
    entry()
    clear()
    to_main()
    places = instructions()
    planted = {}
    chosen = dice.sample(places, min(len(places), most_stops))
    for address in chosen:
        # From qemu gdb can not tell a stop at an address from one behind a breakpoint instruction just before it.
        if qemu_socket and address - 1 in chosen:
            continue
        planted[address] = gdb.Breakpoint("*0x%x" % address, internal=True)
        planted[address].silent = True
    put("begin", "%x" % gdb.newest_frame().pc(), *("%x" % address for address in planted))
    if steps_each:
        breakpoints()
        lines()
    stops = 0
    while stops < most_stops:
        try:
            execute("continue")
        except gdb.error:
            break
        if not gdb.selected_inferior().pid:
            break
        place = word(gdb.newest_frame().pc())
        breakpoint = planted.get(place)
        if breakpoint is None:
            break
        # After a step, unlike at a breakpoint, gdb does not hide a copy of a function at whose start it stands.
        execute("stepi")
        if not gdb.selected_inferior().pid:
            break
        is_last = breakpoint.hit_count >= 2
        stops += 1
        if steps_each:
            put("from", "%x" % place, "last" if is_last else "")
            if is_last:
                breakpoint.enabled = False
            enabled = [each for each in planted.values() if each.enabled]
            for each in enabled:
                each.enabled = False
            if not steps():
                break
            for each in enabled:
                each.enabled = True
            continue
        turned(1)
        stop(place, is_last)
        turned(-1)
        if is_last:
            breakpoint.enabled = False
    put("done", stops)
    out.close()
    if gdb.selected_inferior().pid:
        execute("kill")


main()
