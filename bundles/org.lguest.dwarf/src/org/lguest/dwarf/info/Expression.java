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

import java.util.Optional;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The bytes of a DWARF expression (DWARF 5, section 2.5), where they are in the file.
 *
 * @param unit that its operands refer to; call frame information belongs to none
 * @param end the offset after the last
 */
public record Expression(Optional<Unit> unit, Section section, int start, int end) {
    public boolean isEmpty() {
        return start == end;
    }

    /** The unit, for an operation that refers to something of it. */
    public Unit neededUnit() throws MalformedException {
        return unit.orElseThrow(() -> new MalformedException(section.name(), start, "an operation that refers to a unit"));
    }

    public Reader open() throws MalformedException {
        return section.reader(start).window((long) end - start);
    }
}
