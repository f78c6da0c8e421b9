/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.index;

import java.util.Set;

import org.lguest.dwarf.elf.MalformedException;

/** Says in which units names are. Immutable, for any thread. */
public interface NameIndex {
    /**
     * The units that have something of a name which other functions can see, by their offsets in {@code .debug_info}.
     *
     * @throws MalformedException if it contradicts itself or the units, and so is not to be asked again
     */
    Set<Long> unitsOf(String name) throws MalformedException;

    /**
     * Whether it has every function and variable of a unit that is in one place, static ones of functions among them
     * (as DWARF 5, section 6.1.1.1, asks for), so that other units need not be looked into.
     *
     * @param unit the unit's offset
     */
    boolean isWholeFor(long unit);
}
