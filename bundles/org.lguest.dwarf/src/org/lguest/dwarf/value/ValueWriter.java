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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.frame.RegisterPlace;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;
import org.lguest.dwarf.value.Storage.Absent;
import org.lguest.dwarf.value.Storage.Bytes;
import org.lguest.dwarf.value.Storage.ImplicitPointer;
import org.lguest.dwarf.value.Storage.Memory;
import org.lguest.dwarf.value.Storage.Piece;
import org.lguest.dwarf.value.Storage.Pieces;

/** Tells what to write where in order to change a value; for any thread, within {@link TargetMemory#ask}. */
public final class ValueWriter {
    private ValueWriter() {
    }

    /** Whether the value can be changed: whether all of it is in memory and registers. */
    public static boolean isWritable(Value value) {
        return isWritable(value.storage()) && value.bits() > 0;
    }

    private static boolean isWritable(Storage storage) {
        return switch (storage) {
            case Memory memory -> true;
            case Bytes(var bytes, Optional<RegisterPlace> place) ->
                place.filter(p -> !(p instanceof RegisterPlace.Computed)).isPresent();
            case Pieces(List<Piece> pieces) -> pieces.stream().allMatch(p -> isWritable(p.storage()));
            case ImplicitPointer pointer -> false;
            case Absent absent -> false;
        };
    }

    /**
     * The writes that give a value other bytes, bits around a bit-field staying as they are.
     *
     * @param bytes as {@link ValueBytes#of} gives them
     * @throws NoValueException if it can't be changed, and why
     */
    public static List<Write> write(Value value, byte[] bytes, TargetMemory memory) throws NoValueException {
        List<Write> writes = new ArrayList<>();
        write(value.storage(), value.firstBit(), value.bits(), bytes, memory, writes);
        return writes;
    }

    private static void write(Storage storage, long first, long bits, byte[] bytes, TargetMemory memory,
            List<Write> writes) throws NoValueException {
        switch (storage) {
            case Memory(int address) -> {
                int at = address + (int) Math.floorDiv(first, 8L);
                writes.add(new Write.ToMemory(at, merged(at, Math.floorMod(first, 8L), bits, bytes, memory)));
            }
            case Bytes(byte[] old, Optional<RegisterPlace> place) -> {
                if (place.isEmpty() || place.get() instanceof RegisterPlace.Computed) {
                    throw new NoValueException("it is in no place: the compiler computes it");
                }
                writes.add(toRegister(place.get(), old, first, bits, bytes));
            }
            case Pieces(List<Piece> pieces) -> {
                long at = 0;
                long done = 0;
                for (Piece piece : pieces) {
                    long from = Math.max(first - at, 0);
                    long wanted = Math.min(piece.bits() - from, bits - done);
                    if (from < piece.bits() && wanted > 0) {
                        write(piece.storage(), piece.from() + from, wanted, part(bytes, done, wanted), memory, writes);
                        done += wanted;
                    }
                    at += piece.bits();
                }
            }
            case ImplicitPointer pointer -> throw new NoValueException("the compiler did without the pointer");
            case Absent(String reason) -> throw new NoValueException(reason);
        }
    }

    private static Write toRegister(RegisterPlace place, byte[] old, long first, long bits, byte[] bytes)
            throws NoValueException {
        byte[] all = replaced(old, first, bits, bytes);
        return switch (place) {
            case RegisterPlace.Saved(int address) -> new Write.ToMemory(address, all);
            case RegisterPlace.Live(int number) -> {
                if (all.length != 4) {
                    throw new NoValueException("registers of " + all.length + " bytes can't be changed");
                }
                yield new Write.ToRegister(number, (int) ValueBytes.integer(all, 32, false));
            }
            case RegisterPlace.Computed computed -> throw new NoValueException("it is computed");
        };
    }

    private static byte[] merged(int address, long first, long bits, byte[] bytes, TargetMemory memory)
            throws NoValueException {
        if (first == 0 && bits % 8 == 0) {
            return part(bytes, 0, bits);
        }
        try {
            return replaced(memory.read(address, (int) ((first + bits + 7) / 8)), first, bits, bytes);
        } catch (UnreadableException e) {
            throw new NoValueException("memory can't be read at 0x" + Integer.toHexString(e.address()));
        }
    }

    private static byte[] replaced(byte[] old, long first, long bits, byte[] bytes) throws NoValueException {
        if (first + bits > old.length * 8L) {
            throw new NoValueException("it has " + old.length + " bytes only");
        }
        byte[] result = old.clone();
        for (long bit = first; bit < first + bits; bit++) {
            result[(int) (bit / 8)] &= (byte) ~(1 << bit % 8);
        }
        ValueBytes.insert(bytes, result, first, bits);
        return result;
    }

    private static byte[] part(byte[] bytes, long first, long bits) {
        byte[] result = new byte[(int) ((bits + 7) / 8)];
        for (long i = 0; i < bits; i++) {
            if ((bytes[(int) ((first + i) / 8)] >> (first + i) % 8 & 1) != 0) {
                result[(int) (i / 8)] |= (byte) (1 << i % 8);
            }
        }
        return result;
    }
}
