/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * A table of abbreviations, which compilers number from 1 up. It is read as far as it is asked for: of most units of a
 * large program only the first entry is ever looked at. For any thread.
 */
final class Abbreviations {
    private static final int MOST_INDEXED = 1 << 12;

    private final Reader rest;
    private final AtomicLong left;
    private boolean isComplete;
    private @Nullable MalformedException damage;
    private volatile @Nullable Abbreviation[] indexed = new Abbreviation[16];
    private final ConcurrentHashMap<Long, Abbreviation> others = new ConcurrentHashMap<>();

    /**
     * @param reader at the table's start
     * @param left how many bytes all tables of the section may have, which counts down
     */
    Abbreviations(Reader reader, AtomicLong left) {
        this.rest = reader;
        this.left = left;
    }

    /** The abbreviation of a code; of several of one code the first counts. */
    Optional<Abbreviation> get(long code) throws MalformedException {
        Abbreviation known = known(code);
        return known == null ? Optional.ofNullable(readTo(code)) : Optional.of(known);
    }

    private @Nullable Abbreviation known(long code) {
        if (code < 0 || code >= MOST_INDEXED) {
            return others.get(code);
        }
        @Nullable Abbreviation[] table = indexed;
        return code < table.length ? table[(int) code] : null;
    }

    /** A table that is damaged has what is before the damage; each question for what comes later meets it again. */
    private synchronized @Nullable Abbreviation readTo(long wanted) throws MalformedException {
        try {
            while (!isComplete && damage == null && known(wanted) == null) {
                int at = rest.offset();
                long code = rest.uleb();
                isComplete = code == 0;
                if (!isComplete) {
                    add(code, DebugAbbrev.abbreviation(rest));
                }
                if (left.addAndGet(at - rest.offset()) < 0) {
                    throw rest.malformed(at, "tables of abbreviations that overlap");
                }
            }
        } catch (MalformedException e) {
            damage = e;
        }
        Abbreviation found = known(wanted);
        if (found == null && damage != null) {
            throw damage;
        }
        return found;
    }

    private void add(long code, Abbreviation abbreviation) {
        if (code < 0 || code >= MOST_INDEXED) {
            others.putIfAbsent(code, abbreviation);
            return;
        }
        int index = (int) code;
        @Nullable Abbreviation[] table = indexed;
        if (index >= table.length) {
            table = Arrays.copyOf(table, Math.min(MOST_INDEXED, 2 * index));
        }
        if (table[index] == null) {
            table[index] = abbreviation;
        }
        // Seen by others with what is in it.
        indexed = table;
    }
}
