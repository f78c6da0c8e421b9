/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;
import org.lguest.dwarf.value.Storage.Absent;
import org.lguest.dwarf.value.Storage.Bytes;
import org.lguest.dwarf.value.Storage.ImplicitPointer;
import org.lguest.dwarf.value.Storage.Memory;
import org.lguest.dwarf.value.Storage.Piece;
import org.lguest.dwarf.value.Storage.Pieces;

/** Fetches the bytes of values; for any thread, within {@link TargetMemory#ask}. */
public final class ValueBytes {
    /** Nobody looks at more at once: arrays come page by page. */
    private static final long MOST_BITS = 8L << 20;

    private ValueBytes() {
    }

    /**
     * A value's bytes in memory's order, a bit-field's moved to the lowest bits and not extended.
     *
     * @throws NoValueException if there is no value, or only a part of it
     */
    public static byte[] of(Value value, TargetMemory memory) throws NoValueException {
        if (value.bits() > MOST_BITS) {
            throw new NoValueException("it has more than " + (MOST_BITS / 8) + " bytes");
        }
        return read(value.storage(), value.firstBit(), value.bits(), memory);
    }

    private static byte[] read(Storage storage, long first, long bits, TargetMemory memory) throws NoValueException {
        return switch (storage) {
            case Memory(int address) -> {
                int length = (int) ((first % 8 + bits + 7) / 8);
                try {
                    byte[] bytes = memory.read(address + (int) Math.floorDiv(first, 8L), length);
                    yield extracted(bytes, Math.floorMod(first, 8L), bits);
                } catch (UnreadableException e) {
                    throw new NoValueException("memory can't be read at 0x" + Integer.toHexString(e.address()));
                }
            }
            case Bytes(byte[] bytes, var place) -> {
                if (first < 0 || first + bits > bytes.length * 8L) {
                    throw new NoValueException("it has " + bytes.length + " bytes only");
                }
                yield extracted(bytes, first, bits);
            }
            case Pieces(var pieces) -> assembled(pieces, first, bits, memory);
            case ImplicitPointer pointer ->
                throw new NoValueException("the compiler did without the pointer, but not without what it points to");
            case Absent(String reason) -> throw new NoValueException(reason);
        };
    }

    private static byte[] assembled(Iterable<Piece> pieces, long first, long bits, TargetMemory memory)
            throws NoValueException {
        byte[] result = new byte[(int) ((bits + 7) / 8)];
        long at = 0;
        long done = 0;
        for (Piece piece : pieces) {
            long from = Math.max(first - at, 0);
            long wanted = Math.min(piece.bits() - from, bits - done);
            if (from < piece.bits() && wanted > 0) {
                insert(read(piece.storage(), piece.from() + from, wanted, memory), result, done, wanted);
                done += wanted;
            }
            at += piece.bits();
        }
        if (done < bits) {
            throw new NoValueException("the compiler tells of a part of it only");
        }
        return result;
    }

    private static byte[] extracted(byte[] bytes, long first, long bits) {
        byte[] result = new byte[(int) ((bits + 7) / 8)];
        if (first % 8 == 0) {
            System.arraycopy(bytes, (int) (first / 8), result, 0, result.length);
            if (bits % 8 != 0) {
                result[result.length - 1] &= (byte) ((1 << bits % 8) - 1);
            }
            return result;
        }
        for (long i = 0; i < bits; i++) {
            long bit = first + i;
            if ((bytes[(int) (bit / 8)] >> bit % 8 & 1) != 0) {
                result[(int) (i / 8)] |= (byte) (1 << i % 8);
            }
        }
        return result;
    }

    /** Puts bits into others, which are 0. */
    static void insert(byte[] from, byte[] to, long at, long bits) {
        for (long i = 0; i < bits; i++) {
            if ((from[(int) (i / 8)] >> i % 8 & 1) != 0) {
                to[(int) ((at + i) / 8)] |= (byte) (1 << (at + i) % 8);
            }
        }
    }

    /** Up to eight bytes as an integer; @param bits how many of them count, and are extended. */
    public static long integer(byte[] bytes, long bits, boolean isUnsigned) {
        long result = 0;
        for (int i = Math.min(bytes.length, 8) - 1; i >= 0; i--) {
            result = result << 8 | bytes[i] & 0xFF;
        }
        int unused = (int) (64 - Math.min(bits, 64));
        return unused == 64 ? 0 : isUnsigned ? result << unused >>> unused : result << unused >> unused;
    }
}
