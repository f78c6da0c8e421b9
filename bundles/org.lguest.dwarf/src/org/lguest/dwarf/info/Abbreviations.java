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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** One table of abbreviations. Compilers number them from 1 on, so the code is an index; others are kept aside. */
final class Abbreviations {
    private static final int MOST_INDEXED = 1 << 12;

    private @Nullable Abbreviation[] indexed = new Abbreviation[64];
    private final Map<Long, Abbreviation> others = new HashMap<>();

    /** Of several of one code the first counts. */
    void add(long code, Abbreviation abbreviation) {
        if (code < 0 || code >= MOST_INDEXED) {
            others.putIfAbsent(code, abbreviation);
            return;
        }
        int index = (int) code;
        if (index >= indexed.length) {
            indexed = Arrays.copyOf(indexed, Math.min(MOST_INDEXED, 2 * index));
        }
        if (indexed[index] == null) {
            indexed[index] = abbreviation;
        }
    }

    Optional<Abbreviation> get(long code) {
        return code >= 0 && code < MOST_INDEXED
                ? Optional.ofNullable(code < indexed.length ? indexed[(int) code] : null)
                : Optional.ofNullable(others.get(code));
    }
}
