/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.Trace;

/** Whatever a guest does, it dies of a cause or lives on: the emulator does not throw, and does not fail to look up. */
class HostileGuestTest {

    private static final int GUESTS = 400;
    private static final int PATIENCE = 2_000_000;
    private static final int[] EDGES = {0, 1, 2, 3, 4, 7, 31, 32, 33, 63, 64, 0x80, 255, 256, 1022, 1023, 1024, 0xFFF, 0x1000,
        TinyGuest.DATA, TinyGuest.PGDIR, TinyGuest.TABLE, TinyGuest.BYTES - 4, TinyGuest.BYTES, TinyGuest.BYTES + 4092, 0x7FFF_FFFF,
        0x8000_0000, TinyGuest.PAGE_OFFSET, TinyGuest.START, TinyGuest.STACK_TOP, TinyGuest.SCRATCH, 0xFFBF_FFFF,
        LguestPages.SWITCHER, LguestPages.REGS, LguestPages.GUEST_GDT, LguestPages.GUEST_IDT, -4096, -4, -1};

    /** Ends the guest when it has had its time. */
    private static final class Impatient extends ScriptedDebugger {
        private final Random random;

        Impatient(Machine machine, Random random) {
            super(machine, launched -> { });
            this.random = random;
        }

        @Override
        public boolean wanted() {
            return random.nextInt(50) == 0 || machine.processor().retired() > PATIENCE;
        }

        @Override
        public boolean attend(SafePoint safePoint) {
            if (safePoint != SafePoint.LAUNCHED
                    && (machine.processor().retired() > PATIENCE || random.nextInt(200) == 0)) {
                machine.lguest().death().kill("out of time");
            }
            ScriptedDebugger.set(machine, random.nextInt(4), random.nextInt() & 0x7FFF_FFFF);
            ScriptedDebugger.set(machine, 7, random.nextInt(256) | 0x00D3_0000);
            return false;
        }

        @Override
        public void sleep(long nanos) {
            if (nanos == Long.MAX_VALUE) {
                machine.lguest().death().kill("asleep for ever");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void neitherThrowsNorHangs(int kind) {
        for (int seed = 0; seed < GUESTS; seed++) {
            Random random = new Random(seed * 10L + kind);
            TinyGuest guest = kind == 1 ? hypercalls(random) : kind == 2 ? noise(random) : tables(random);
            Machine machine = guest.machine(Trace.OFF);
            String death = TinyGuest.run(machine, new Impatient(machine, random));
            assertFalse(death.startsWith(RunLoop.HOST_DEFECT), "seed " + seed + ": " + death);
            assertTrue(machine.processor().retired() < PATIENCE + 1_000_000, "seed " + seed);
        }
    }

    /** The Host copies gates as it copies segments, with the accessed bit set: a call gate comes out as no gate. */
    @Test
    void noCallGateLeadsIntoTheHost() {
        int table = TinyGuest.PAGE_OFFSET + 0x7_0000;
        String death = TinyGuest.of(code -> code.store(table + 8 * 12, 0x0000_FFFF).store(table + 8 * 12 + 4, 0x00CF_9A00)
                .store(table + 8 * 13, 0x0000_FFFF).store(table + 8 * 13 + 4, 0x00CF_9200)
                .store(table + 8 * 20, LguestPages.LGUEST_CS << 16 | 0x1234).store(table + 8 * 20 + 4, 0xAC00)
                .hypercall(Hypercall.LOAD_GDT, table - TinyGuest.PAGE_OFFSET, 32)
                .bytes(0x9A).dword(0).bytes(0xA1, 0)).run();
        assertTrue(death.matches("unhandled trap 13 at 0x[0-9a-f]+ \\(0xa0\\)"), death);
    }

    private static int edge(Random random) {
        int value = EDGES[random.nextInt(EDGES.length)];
        return random.nextInt(4) == 0 ? value + random.nextInt(9) - 4 : value;
    }

    /** Calls of every number with arguments at the edges. */
    private static TinyGuest hypercalls(Random random) {
        return TinyGuest.of(code -> {
            for (int i = 0; i < 60; i++) {
                int number = random.nextInt(24);
                if (number != 2 && number != 1 && number != 11) {
                    code.hypercall(number, edge(random), edge(random), edge(random));
                }
            }
            return code;
        });
    }

    /** No program at all. */
    private static TinyGuest noise(Random random) {
        return TinyGuest.of(code -> {
            for (int vector = 0; vector < 32; vector++) {
                if (random.nextBoolean()) {
                    code.gate(vector, TinyGuest.HANDLERS + random.nextInt(64), 0xE + random.nextInt(2),
                            random.nextInt(4));
                }
            }
            return bytes(code, random, 3000);
        }).at(TinyGuest.HANDLERS, code -> bytes(code, random, 2000));
    }

    private static Code bytes(Code code, Random random, int count) {
        for (int i = 0; i < count; i++) {
            code.bytes(random.nextInt(12) == 0 ? 0xCD : random.nextInt(256));
        }
        return code;
    }

    /** Page tables and descriptors out of their wits. */
    private static TinyGuest tables(Random random) {
        TinyGuest guest = TinyGuest.of(code -> {
            for (int i = 0; i < 40; i++) {
                int entry = TinyGuest.PAGE_OFFSET + (random.nextInt(8) == 0 ? TinyGuest.PGDIR : TinyGuest.TABLE)
                        + 4 * random.nextInt(1024);
                int page = random.nextInt(TinyGuest.BYTES / 4096 + 4) * 4096;
                code.store(entry, page | (random.nextInt(6) == 0 ? random.nextInt(4096) : 0x67));
                code.hypercall(14, TinyGuest.PGDIR, random.nextInt() & (random.nextBoolean() ? -1 : 0xC01F_FFFF),
                        page | random.nextInt(128) & ~8);
                code.store(TinyGuest.SCRATCH + 8 * random.nextInt(32), random.nextInt());
                code.store(TinyGuest.SCRATCH + 8 * random.nextInt(32) + 4, random.nextInt());
                switch (random.nextInt(5)) {
                    case 0 -> code.hypercall(3, TinyGuest.SCRATCH - TinyGuest.PAGE_OFFSET, 32);
                    case 1 -> code.hypercall(5, random.nextInt(2));
                    case 2 -> code.hypercall(7, 1 + 8 * random.nextInt(32), random.nextInt(), random.nextInt(3));
                    case 3 -> code.mov(Code.EAX, random.nextInt(256)).bytes(0x8E, 0xC0 | random.nextInt(6) << 3);
                    default -> code.loadEax(TinyGuest.PAGE_OFFSET + random.nextInt(TinyGuest.BYTES));
                }
            }
            return code;
        });
        return guest;
    }
}
