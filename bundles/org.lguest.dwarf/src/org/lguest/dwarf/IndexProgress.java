/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

/**
 * Watches {@link ProgramImage#index} and {@link ProgramImage#indexNames}, and may stop them. Both methods are called by
 * the thread that indexes, after every unit or so, which is many times a second: they should return at once.
 */
public interface IndexProgress {
    /** What is being read; in this order. */
    enum Part {
        /** Where each compilation unit is, and what it is called. */
        UNITS,
        /** Which source files there are, and where their lines are described. */
        LINES,
        /** The linker's symbols. */
        SYMBOLS,
        /** The functions and variables of each unit. */
        NAMES
    }

    /**
     * How far it has come.
     *
     * @param done bytes of debug information read for this part, from 0; never less than before
     * @param total bytes that there are for this part; the same each time
     */
    void reached(Part part, long done, long total);

    /** Whether to stop. What has been read of the part is thrown away; the parts before it are kept. */
    boolean isCancelled();
}
