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

import org.lguest.dwarf.info.EntryReference;

/**
 * A variable that has one place as long as the program runs.
 *
 * @param function that it is local to; empty for one of a file
 * @param file the primary source of its unit
 * @param isExternal whether other units see it
 * @param address unsigned
 * @param type the entry that has its type
 */
record Variable(String name, String function, SourceFile file, boolean isExternal, int address, EntryReference type) {
    /** Whether it is a file's own, and the file's path ends so. */
    boolean isOfFile(String path) {
        return function.isEmpty() && file.endsWith(path);
    }

    /** Its name in full, as an expression may give it. */
    String qualifiedName() {
        return (function.isEmpty() ? "'" + file.name() + "'" : function) + "::" + name;
    }
}
