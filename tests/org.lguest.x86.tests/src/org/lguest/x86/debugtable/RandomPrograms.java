/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.lguest.x86.Eflags;
import org.lguest.x86.Machine;

/**
 * Programs of a few instructions with debug registers that lie in their way, for what nobody thought to make a rule of.
 * Left out is what the SDM leaves open or processors are known to differ in: two loads of SS in a row, an instruction
 * breakpoint behind one, INT1, POPA, branches on undefined flags, and selectors, which are not the same everywhere.
 */
final class RandomPrograms {

    private static final String[] PLAIN = """
            c6 07 01|c7 07 01 00 00 00|c7 47 02 01 00 00 00|88 07|66 89 07|89 47 03|8b 07|8a 47 01|66 8b 47 03|ff 07|f0 ff 07
            fe 47 02|87 07|86 47 01|0f b1 0f|0f b0 0f|f0 0f b1 0f|0f c7 0f|f0 0f c7 0f|39 07|80 3f 00|85 07|f7 07 01 00 00 00
            0f ab 0f|0f ba 2f 03|0f bb 0f|0f a3 0f|0f b3 0f|0f ba 37 09|0f ba 27 09|66 0f ab 0f|0f c1 07|f0 0f c1 07|0f 92 07
            d3 27|d1 27|c1 27 00|d2 2f|c0 07 04|d1 1f|0f a4 0f 03|0f ad 0f|f7 17|f7 1f|f7 27|f7 2f|f7 37|0f af 07|6b 07 03
            12 07|10 07|01 07|29 07|83 2f 01|f6 07 01|ff 0f|a2 01 00 03 00|a1 02 00 03 00|8d 07|0f b6 07|0f be 47 01|66 0f b6 07
            50|58|66 50|66 58|6a 05|68 05 00 00 00|8f 07|ff 37|66 ff 37|66 8f 07|8f 44 24 08|ff 74 24 04|8f 44 24 fc|ff 74 24 fe
            60|66 60|9c|9c 58|c8 00 00 00|c8 08 00 00|c8 04 00 01|c9|e8 00 00 00 00|e8 02 00 00 00 eb 01 c3|ff 37 8f 07
            89 44 24 ff|8b 44 24 fd|c7 44 24 fe 01 00 00 00|0e 68 00 00 00 00 83 04 24 00 cb|c2 04 00|83 e4 f0
            a4|a5|a6|a7|aa|ab|ac|ad|ae|af|f3 a4|f3 a5|f3 aa|f3 ab|f3 ac|f3 a6|f2 ae|f3 ae|f2 a7|66 f3 ab|66 f3 a5|f2 aa|67 f3 aa
            fd|fc|41|49|90|66 90|eb 00|75 00|e3 00|8c 1f|1e 1f|0f bc 07|0f bd 07
            cc|cd 03|cd 01|f4|0f 0b|0f 21 c0|e4 60|6c|6e|9d|68 02 03 00 00 9d|68 02 02 00 00 9d|68 02 03 01 00 9d
            8b 05 00 30 03 00|89 05 fe 1f 03 00|89 05 fe 0f 03 00|8b 05 ff 0f 03 00|01 05 fe 0f 03 00|26 8b 07|3e c6 07 01
            """.strip().split("[|\n]");
    private static final String[] LOADS_SS = "8e d3|16 17|16 36 17|66 16 66 17|89 27 8c 57 04 0f b2 27".split("\\|");
    private static final int[] LENGTHS = {1, 2, 4};

    private final Random random;

    RandomPrograms(long seed) {
        random = new Random(seed);
    }

    List<DebugCase> next(int count) {
        List<DebugCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(next());
        }
        return cases;
    }

    private DebugCase next() {
        List<byte[]> code = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int instructions = 1 + random.nextInt(4);
        int loadsSs = random.nextInt(4) == 0 ? random.nextInt(instructions) : -1;
        int at = Machine.CODE;
        for (int i = 0; i < instructions; i++) {
            String[] pool = i == loadsSs ? LOADS_SS : PLAIN;
            byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(pool[random.nextInt(pool.length)].strip());
            code.add(bytes);
            starts.add(at);
            at += bytes.length;
        }
        int[] addresses = new int[4];
        int dr7 = 0;
        StringBuilder armed = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            boolean executes = loadsSs < 0 && random.nextInt(4) == 0;
            int length = executes ? 1 : LENGTHS[random.nextInt(LENGTHS.length)];
            int rw = executes ? 0 : random.nextBoolean() ? 1 : 3;
            addresses[i] = executes ? starts.get(random.nextInt(starts.size())) : place() & -length;
            dr7 |= 1 << 2 * i | (length - 1 << 2 | rw) << 16 + 4 * i;
            armed.append(String.format("DR%d %s%d %08x, ", i, executes ? "x" : rw == 1 ? "w" : "a", length,
                    addresses[i]));
        }
        int flags = (random.nextInt(5) == 0 ? Eflags.TF : 0) | (random.nextInt(6) == 0 ? Eflags.RF : 0)
                | (random.nextInt(8) == 0 ? Eflags.DF : 0);
        armed.append(String.format("EFLAGS %x", flags));
        return new DebugCase("random", armed.toString(), "", code, false, false, flags, addresses, 0, dr7, 0,
                DebugCase.MAXIMUM_EVENTS, armed.toString(), List.of(), Map.of());
    }

    /** Where programs go: behind EDI, ESI and ESP, and the end of what can be written. */
    private int place() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Machine.DATA + random.nextInt(12);
            case 3, 4 -> Machine.DATA + 0x100 + random.nextInt(12) - 2;
            case 5 -> Machine.DATA + (random.nextBoolean() ? 0xFF8 : 0x1FF8) + random.nextInt(12);
            default -> DebugCase.STACK + random.nextInt(48) - 32;
        };
    }
}
