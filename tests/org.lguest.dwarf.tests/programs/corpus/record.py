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
# STOPS say where to, which instructions, and how many stops at most.

import os
import random
import re
import gdb

out = open(os.environ["RECORD"], "w")
dice = random.Random(int(os.environ.get("SEED", "1")))
most_stops = int(os.environ.get("STOPS", "100"))
REGISTERS = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags", "es", "cs", "ss", "ds", "fs", "gs"]
BLOCK = 64
known = {}


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
                        found += [i["addr"] for i in architecture.disassemble(code.start, code.end - 1)]
    return sorted(set(found))


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


def memory(low, high):
    inferior = gdb.selected_inferior()
    for address in range(low & -BLOCK, high, BLOCK):
        try:
            data = bytes(inferior.read_memory(address, BLOCK))
        except gdb.MemoryError:
            continue
        if known.get(address) != data:
            known[address] = data
            put("mem", "%x" % address, data.hex())


def writable():
    """The program's own writable memory, and where its stack ends."""
    ranges, stack_end = [], 0
    for line in execute("info proc mappings").splitlines():
        fields = line.split()
        if len(fields) >= 5 and fields[0].startswith("0x") and "w" in fields[4]:
            low, high = int(fields[0], 16), int(fields[1], 16)
            if fields[-1] == "[stack]":
                stack_end = high
            else:
                ranges.append((low, high))
    return ranges, stack_end


def text(value):
    try:
        return value.format_string()
    except gdb.error as e:
        return "error: %s" % e
    except gdb.MemoryError as e:
        return "error: %s" % e


def variables(frame):
    """The symbols in sight in a frame's function, the innermost block's first."""
    found = []
    try:
        block = frame.block()
    except RuntimeError:
        return found
    while block is not None:
        found += [s for s in block if s.is_variable or s.is_argument]
        if block.function is not None:
            break
        block = block.superblock
    return found


def whole(type):
    return type.strip_typedefs()


def expressions(name, type):
    """Things to ask of a variable."""
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
        asked += ["*%s", "%s + 1", "%s - 1", "%s == 0", "(unsigned) %s", "!%s", "%s[0]"]
        target = whole(type.target())
        if target.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
            asked += ["%s->" + f.name for f in target.fields() if f.name]
    elif code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        asked += ["%s." + f.name for f in type.fields() if f.name]
        asked += ["&%s." + f.name for f in type.fields() if f.name and not f.bitsize]
    elif code == gdb.TYPE_CODE_ARRAY:
        asked += ["%s[0]", "%s[1]", "*%s", "%s + 1", "&%s[2]", "%s == 0", "sizeof (%s) / sizeof (%s[0])"]
    return [a.replace("%s", name).replace("%%", "%") for a in asked]


def ask(level, expression):
    try:
        answer = execute("print " + expression)
        answer = answer.split(" = ", 1)[1].rstrip("\n") if " = " in answer else answer.rstrip("\n")
    except gdb.error as e:
        answer = "error: %s" % e
    put("expr", level, expression, answer)


def stop():
    frame = gdb.newest_frame()
    put("stop", "%x" % frame.pc())
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
    try:
        bottom = word(frames[-1].older().read_register("esp")) if frames[-1].older() else esp + 0x400
    except gdb.error:
        bottom = esp + 0x400
    memory(esp - 256, min(max(bottom + 16, esp + 16), esp + 0x20000, stack_end))
    for level, frame in enumerate(frames):
        place = frame.find_sal()
        kind = {gdb.NORMAL_FRAME: "normal", gdb.INLINE_FRAME: "inline", gdb.TAILCALL_FRAME: "tailcall"}.get(
            frame.type(), "other")
        put("frame", level, kind, "%x" % frame.pc(), frame.name() or "",
            os.path.basename(place.symtab.filename) if place.symtab else "", place.line,
            *("%x" % word(frame.read_register(r)) for r in ("esp", "ebp", "ebx", "esi", "edi")))
        if kind == "tailcall":
            continue
        frame.select()
        asked, seen = [], set()
        for symbol in variables(frame):
            try:
                value = symbol.value(frame)
            except gdb.error as e:
                put("var", level, symbol.name, "error: %s" % e)
                continue
            put("var", level, symbol.name, text(value))
            # Arithmetic with a number of which there is no whole value, or that is in two registers, kills gdb 13.1.
            # Of an array of variable length that is nowhere it has lost the length.
            is_fragile = "<optimized out>" in text(value) or value.address is None and value.type.sizeof == 8 \
                or text(value) == "0x0" and whole(symbol.type).code == gdb.TYPE_CODE_ARRAY
            if symbol.name not in seen and not is_fragile:
                seen.add(symbol.name)
                asked += expressions(symbol.name, symbol.type)
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


def main():
    for setting in ("pagination off", "confirm off", "width 0", "height 0", "breakpoint pending off",
                    "print entry-values no", "max-value-size unlimited", "unwindonsignal on",
                    "exec-wrapper env -i"):
        gdb.execute("set " + setting)
    put("gdb", gdb.VERSION)
    execute("tbreak main")
    execute("run")
    places = instructions()
    planted = {}
    for address in dice.sample(places, min(len(places), most_stops)):
        planted[address] = gdb.Breakpoint("*0x%x" % address, internal=True)
        planted[address].silent = True
    stops = 0
    while stops < most_stops:
        try:
            execute("continue")
        except gdb.error:
            break
        if not gdb.selected_inferior().pid:
            break
        breakpoint = planted.get(word(gdb.newest_frame().pc()))
        if breakpoint is None:
            break
        # After a step, unlike at a breakpoint, gdb does not hide a copy of a function at whose start it stands.
        execute("stepi")
        if not gdb.selected_inferior().pid:
            break
        stop()
        stops += 1
        if breakpoint.hit_count >= 2:
            breakpoint.enabled = False
    put("done", stops)
    out.close()
    if gdb.selected_inferior().pid:
        execute("kill")


main()
