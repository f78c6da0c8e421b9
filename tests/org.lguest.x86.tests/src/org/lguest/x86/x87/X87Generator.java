/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OperandCode;

/** Makes cases for a row of the opcode table: numbers of every kind, often related, under every control word. */
final class X87Generator {

    private static final int STATUS_FLAGS = 0x8D5;
    private static final int BIAS = 0x3FFF;

    private final Random random;
    private int signExponent;
    private long significand;

    X87Generator(long seed) {
        random = new Random(seed);
    }

    X87Case next(OpcodeRow row) {
        ByteBuffer image = ByteBuffer.allocate(X87Case.IMAGE).order(ByteOrder.LITTLE_ENDIAN);
        int control = control();
        int status = random.nextInt(0x10000) & 0x7F7F & (oneIn(2) ? 0x7F00 : -1);
        status &= ~(~control & 0x3F);
        int top = status >>> 11 & 7;
        image.putInt(0xFFFF0000 | control).putInt(0xFFFF0000 | status).putInt(0xFFFF0000 | tags(top));
        image.position(28);
        for (int i = 0; i < 8; i++) {
            if (i == 0 || i == 7 || !oneIn(3)) {
                number();
            } else {
                relate();
            }
            image.putLong(significand).putShort((short) signExponent);
        }
        byte[] operand = operand(row);
        int eflags = random.nextInt() & STATUS_FLAGS | 0x202;
        return new X87Case(image.array(), operand, eflags, code(row));
    }

    private byte[] code(OpcodeRow row) {
        String encoding = row.encoding();
        int opcode = Integer.parseInt(encoding.substring(0, 2), 16);
        int modRM;
        if (encoding.charAt(2) == '/') {
            modRM = (encoding.charAt(3) - '0') << 3 | 6;
        } else {
            int first = Integer.parseInt(encoding.substring(3, 5), 16);
            int last = Integer.parseInt(encoding.substring(encoding.length() - 2), 16);
            modRM = first + random.nextInt(last - first + 1);
        }
        return new byte[] {(byte) opcode, (byte) modRM, 0, 0};
    }

    private int control() {
        int masks = oneIn(3) ? random.nextInt(0x40) : 0x3F;
        return 0x40 | masks | random.nextInt(4) << 10 | (oneIn(2) ? 3 : random.nextInt(4)) << 8;
    }

    /** Mostly all in use but ST(7), else anything. */
    private int tags(int top) {
        if (oneIn(8)) {
            return random.nextInt(0x10000);
        }
        return oneIn(8) ? 0 : 3 << 2 * (top + 7 & 7);
    }

    private byte[] operand(OpcodeRow row) {
        byte[] bytes = new byte[X87Case.OPERAND];
        byte[] some = new byte[row.operands().contains(OperandCode.Mf) ? bytes.length : 16];
        random.nextBytes(some);
        System.arraycopy(some, 0, bytes, 0, some.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (row.operands().isEmpty()) {
            return bytes;
        }
        switch (row.operands().get(0)) {
            case Md -> buffer.putInt(row.mnemonic().startsWith("fi") ? integer() : single());
            case Mw -> buffer.putShort((short) (row.mnemonic().equals("fldcw") ? control() : integer()));
            case Mq -> buffer.putLong(row.mnemonic().startsWith("fi") ? (oneIn(2) ? integer() : random.nextLong())
                    : doubled());
            case Mt -> {
                if (row.mnemonic().equals("fbld")) {
                    for (int i = 0; i < 9; i++) {
                        bytes[i] = (byte) (random.nextInt(10) << 4 | random.nextInt(10));
                    }
                } else {
                    number();
                    buffer.putLong(significand).putShort((short) signExponent);
                }
            }
            case Me, Mf -> {
                int control = control();
                buffer.putInt(0xFFFF0000 | control).putInt(0xFFFF0000 | random.nextInt(0x10000) & ~(~control & 0x3F))
                        .putInt(0xFFFF0000 | random.nextInt(0x10000));
            }
            default -> {
            }
        }
        return bytes;
    }

    private int integer() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> 1 << random.nextInt(32);
            case 2 -> (1 << random.nextInt(32)) - 1;
            default -> random.nextInt() >> random.nextInt(32);
        };
    }

    private int single() {
        int sign = random.nextInt(2) << 31;
        int fraction = random.nextInt(1 << 23) & (oneIn(3) ? -1 << random.nextInt(23) : -1);
        return sign | switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 0x7F80_0000;
            case 2 -> 0x7F80_0000 | fraction;
            case 3 -> fraction;
            case 4, 5, 6, 7 -> 100 + random.nextInt(60) << 23 | fraction;
            default -> random.nextInt(0x100) << 23 | fraction;
        };
    }

    private long doubled() {
        long sign = (long) random.nextInt(2) << 63;
        long fraction = random.nextLong() & 0xF_FFFF_FFFF_FFFFL & (oneIn(3) ? -1L << random.nextInt(52) : -1);
        return sign | switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 0x7FFL << 52;
            case 2 -> 0x7FFL << 52 | fraction;
            case 3 -> fraction;
            case 4, 5, 6, 7 -> 1023L - 40 + random.nextInt(80) << 52 | fraction;
            default -> (long) random.nextInt(0x800) << 52 | fraction;
        };
    }

    /** Any number, with a taste for borders. */
    private void number() {
        int sign = random.nextInt(2) << 15;
        long bits = random.nextLong();
        switch (random.nextInt(5)) {
            case 0 -> bits &= -1L << random.nextInt(64);
            case 1 -> bits |= (1L << random.nextInt(64)) - 1;
            case 2 -> bits = bits & -1L << 11 | (1L << random.nextInt(12)) - random.nextInt(2);
            case 3 -> bits = bits & -1L << 40 | (1L << random.nextInt(42)) - random.nextInt(2);
            default -> {
            }
        }
        long normal = bits | 1L << 63;
        significand = normal;
        int exponent = switch (random.nextInt(20)) {
            case 0 -> {
                significand = 0;
                yield 0;
            }
            case 1 -> {
                significand = bits >>> 1 + random.nextInt(63);
                yield 0;
            }
            case 2 -> {
                significand = oneIn(2) ? normal : bits >>> 1;
                yield oneIn(2) ? 0 : random.nextInt(0x8000);
            }
            case 3 -> {
                significand = 1L << 63;
                yield 0x7FFF;
            }
            case 4 -> 0x7FFF;
            case 5 -> random.nextInt(70);
            case 6 -> 0x7FFE - random.nextInt(70);
            case 7 -> BIAS - 1023 - 60 + random.nextInt(70);
            case 8 -> BIAS + 1023 - random.nextInt(3);
            case 9 -> BIAS - 127 - 30 + random.nextInt(40);
            case 10 -> BIAS + 127 - random.nextInt(3);
            case 11, 12 -> BIAS + random.nextInt(70);
            case 13 -> BIAS - random.nextInt(4);
            case 14 -> {
                significand = 1L << 63;
                yield BIAS;
            }
            case 15 -> random.nextInt(0x7FFF);
            default -> BIAS - 40 + random.nextInt(80);
        };
        signExponent = sign | exponent;
    }

    /** The number before, a little changed. */
    private void relate() {
        switch (random.nextInt(5)) {
            case 0 -> signExponent ^= 0x8000;
            case 1 -> significand += random.nextInt(5) - 2;
            case 2 -> signExponent = signExponent & 0x8000 | (signExponent & 0x7FFF) + random.nextInt(9) - 4 & 0x7FFF;
            case 3 -> significand = random.nextLong() | 1L << 63;
            default -> {
            }
        }
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
