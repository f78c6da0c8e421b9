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

import org.lguest.dwarf.elf.MalformedException;

/**
 * A place in the tree of entries.
 *
 * @param offset in the unit's section
 */
public record EntryReference(Unit unit, int offset) {
    /** A cursor on that entry. */
    public EntryCursor open() throws MalformedException {
        EntryCursor cursor = unit.entriesAt(offset);
        if (!cursor.next()) {
            throw cursor.malformed("no entry here");
        }
        return cursor;
    }
}
