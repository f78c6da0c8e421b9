/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Storage.Piece;
import org.lguest.dwarf.value.Storage.Pieces;
import org.lguest.dwarf.value.Value;

/**
 * Values as gdb 13.1 takes them where a location's pieces end before the value does: what is behind the last piece is 0
 * to it where some bits of a number are in a piece, and else part of a pointer that does not exist. Of a number of 64
 * bits that is computed on a stack of 32, the upper ones are 0 to it too.
 */
final class PiecesBehind {
    private static final int LONG_DOUBLE_SIZE = 12;
    private static final int ADDRESS_SIZE = 4;

    private PiecesBehind() {
    }

    /** The value with zeros behind its last piece, or above the 32 bits that were computed of it. */
    static Value zero(Value value) {
        return switch (value.storage()) {
            case Pieces(List<Piece> pieces) -> zero(value, pieces);
            case Storage.Bytes(byte[] bytes, var place) when bytes.length == ADDRESS_SIZE && value.bits() == 64 ->
                new Value(value.type(), new Storage.Bytes(Arrays.copyOf(bytes, 8), Optional.empty()));
            default -> value;
        };
    }

    /**
     * A value with a piece of st0 that is as long as {@code long double}, so two bytes longer than the register: gdb
     * 13.1 reads those from st1, and puts them where the first two belong.
     *
     * @param next what is in st1
     */
    static Value overrun(Value value, byte[] next) {
        return value.storage() instanceof Pieces(List<Piece> pieces)
                ? new Value(value.type(), new Pieces(pieces.stream().map(p -> overrun(p, next)).toList()),
                        value.firstBit(), value.bits())
                : value;
    }

    private static Piece overrun(Piece piece, byte[] next) {
        if (!(piece.storage() instanceof Storage.Bytes(byte[] bytes, var place)) || bytes.length != LONG_DOUBLE_SIZE
                || piece.bits() != 8 * LONG_DOUBLE_SIZE) {
            return piece;
        }
        byte[] mixed = bytes.clone();
        System.arraycopy(next, 0, mixed, 0, 2);
        return new Piece(new Storage.Bytes(mixed, place), piece.bits(), piece.from());
    }

    /**
     * A value with zeros in each piece of which more is asked for than the 32 bits that gdb 13.1 has computed, whatever
     * those are.
     */
    static Value zeroBeyond(Value value) {
        return value.storage() instanceof Pieces(List<Piece> pieces)
                ? new Value(value.type(), new Pieces(pieces.stream().map(PiecesBehind::zeroBeyond).toList()),
                        value.firstBit(), value.bits())
                : value;
    }

    private static Piece zeroBeyond(Piece piece) {
        boolean isBeyond = piece.storage() instanceof Storage.Bytes(byte[] bytes, var place) && place.isEmpty()
                && bytes.length <= 8 && piece.from() + piece.bits() > 8 * ADDRESS_SIZE;
        return isBeyond ? new Piece(new Storage.Bytes(new byte[(int) (piece.bits() + 7) / 8], Optional.empty()),
                piece.bits(), 0) : piece;
    }

    /**
     * A value's text in gdb's words, with ours where both say that there is nothing: of a member behind the last piece,
     * whatever its type, gdb says that it is a pointer that does not exist.
     *
     * @param zero with zeros behind the last piece, which ours differs from there
     */
    static String withOurWords(String theirs, String ours, String zero) {
        String[] words = theirs.split(", ");
        String[] mine = ours.split(", ");
        String[] others = zero.split(", ");
        for (int i = 0; i < words.length && words.length == mine.length && words.length == others.length; i++) {
            if (!mine[i].equals(others[i]) && words[i].equals(mine[i].replace("<optimized out>", "<synthetic pointer>"))) {
                words[i] = mine[i];
            }
        }
        return String.join(", ", words);
    }

    private static Value zero(Value value, List<Piece> pieces) {
        long missing = value.bits() - pieces.stream().mapToLong(Piece::bits).sum();
        if (missing <= 0) {
            return value;
        }
        List<Piece> all = new ArrayList<>(pieces);
        all.add(new Piece(new Storage.Bytes(new byte[(int) ((missing + 7) / 8)], Optional.empty()), missing, 0));
        return new Value(value.type(), new Pieces(all), value.firstBit(), value.bits());
    }
}
