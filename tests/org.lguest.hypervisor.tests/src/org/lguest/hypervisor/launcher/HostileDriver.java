/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.util.Random;

import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.host.TinyGuest;

/** What a hostile guest of 4.x does to its bus: mostly what a driver might, so that it gets far enough to do harm. */
final class HostileDriver {

    private static final int BAR = TinyGuest.PAGE_OFFSET + TinyGuest.BAR;
    private static final int RING = TinyGuest.SCRATCH - TinyGuest.PAGE_OFFSET + 0x400;
    private static final int[] REGISTERS = {0, 4, 8, 12, 16, 18, 20, 21, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 52, 56, 58, 59,
        60, 68, 72, 100, 127};
    private static final int[] EDGES = {0, 1, 2, 3, 4, 11, 15, 255, 256, 0x7FFF, 0x8000, 0xFFFF, TinyGuest.BYTES - 1,
        TinyGuest.BYTES, 0x7FFF_FFFF, 0x8000_0000, -4096, -1};

    private HostileDriver() {
    }

    private static int edge(Random random) {
        return EDGES[random.nextInt(EDGES.length)];
    }

    private static int mostly(Random random, int sane) {
        return random.nextInt(40) == 0 ? edge(random) : sane;
    }

    /** Configuration space, and ports at which there is nothing. */
    static void ports(Code code, Random random) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            int register = random.nextInt(3) == 0 ? random.nextInt(256) : 0x84 + 4 * random.nextInt(5);
            out(code, 0xCF8, mostly(random, 1 << 31 | 1 + random.nextInt(2) << 11 | register));
            int port = mostly(random, 0xCFC + (random.nextInt(4) == 0 ? random.nextInt(4) : 0));
            code.mov(Code.EDX, port).mov(Code.EAX, random.nextBoolean() ? random.nextInt(80) : edge(random));
            if (random.nextInt(4) == 0) {
                code.bytes(0x66);
            }
            code.bytes(0xEC + random.nextInt(4));
        }
    }

    private static void out(Code code, int port, int value) {
        code.mov(Code.EDX, port).mov(Code.EAX, value).bytes(0xEF);
    }

    private static void write(Code code, int address, int width, int value) {
        code.mov(Code.EAX, value).mov(Code.EBX, address)
                .bytes(width == 1 ? new int[] {0x88, 0x03} : width == 2 ? new int[] {0x66, 0x89, 0x03} : new int[] {0x89, 0x03});
    }

    private static int natural(int register) {
        return register == 20 || register == 21 || register == 58 ? 1
                : register >= 16 && register < 32 || register == 56 ? 2 : 4;
    }

    /** Brings a device up, now and then with a slip, and kicks it with rings of chance. */
    static void drive(Code code, Random random) {
        int bar = BAR + 128 * random.nextInt(2);
        switch (random.nextInt(4)) {
            case 0 -> {
                int register = REGISTERS[random.nextInt(REGISTERS.length)];
                write(code, bar + register, random.nextInt(8) == 0 ? 1 << random.nextInt(3) : natural(register), edge(random));
            }
            case 1 -> {
                int register = REGISTERS[random.nextInt(REGISTERS.length)];
                int width = mostly(random, natural(register));
                code.mov(Code.EBX, bar + register)
                        .bytes(width == 1 ? new int[] {0x8A, 0x03} : width == 2 ? new int[] {0x66, 0x8B, 0x03} : new int[] {0x8B, 0x03});
            }
            default -> bringUp(code, random, bar);
        }
    }

    private static void bringUp(Code code, Random random, int bar) {
        write(code, bar + 20, 1, 0);
        write(code, bar + 20, 1, 1);
        write(code, bar + 20, 1, 3);
        write(code, bar + 20, 1, mostly(random, 11));
        code.mov(Code.EBX, bar + 20).bytes(0x8A, 0x03);
        int queues = bar == BAR ? 2 : 1;
        int size = 1 << random.nextInt(4);
        rings(code, random, size);
        for (int queue = 0; queue < queues; queue++) {
            write(code, bar + 22, 2, queue);
            write(code, bar + 24, 2, mostly(random, size));
            write(code, bar + 32, 4, mostly(random, RING));
            write(code, bar + 40, 4, mostly(random, RING + 0x100));
            write(code, bar + 48, 4, mostly(random, RING + 0x200));
            write(code, bar + 28, 2, 1);
        }
        write(code, bar + 20, 1, mostly(random, 15));
        for (int kick = random.nextInt(4); kick > 0; kick--) {
            rings(code, random, size);
            write(code, bar + 56, 2, mostly(random, random.nextInt(queues)));
        }
    }

    private static void rings(Code code, Random random, int size) {
        int base = TinyGuest.PAGE_OFFSET + RING;
        for (int i = 0; i < size; i++) {
            boolean header = i == 0;
            int page = random.nextInt(TinyGuest.BYTES / 4096) * 4096;
            code.store(base + 16 * i, mostly(random, header ? RING + 0x300 : page + random.nextInt(4096)))
                    .store(base + 16 * i + 4, random.nextInt(100) == 0 ? 1 : 0)
                    .store(base + 16 * i + 8, mostly(random, header ? 16 : random.nextInt(700)))
                    .store(base + 16 * i + 12, mostly(random, (random.nextInt(4) != 0 ? 1 : 0) | (header ? 0 : random.nextInt(2) * 2)
                            | random.nextInt(size) << 16));
        }
        code.store(base + 0x100, mostly(random, random.nextInt(2) | random.nextInt(size + 1) << 16))
                .store(base + 0x104, random.nextInt(size) | random.nextInt(size) << 16).store(base + 0x200, 0)
                .store(base + 0x300, mostly(random, random.nextInt(5))).store(base + 0x308, mostly(random, random.nextInt(130)))
                .store(base + 0x30C, 0);
    }
}
