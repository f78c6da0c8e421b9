/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Owner;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;

/**
 * What the view shows in a line.
 *
 * @param id      tells it from all others, and stays the same from one moment to the next
 * @param texts   by column; a column that is missing is empty
 * @param changed the columns that said something else at the stop before
 * @param slot    which of DR0 to DR3 it shows, if it does
 */
record Row(String id, Map<Column, String> texts, Set<Column> changed, List<Row> children, Optional<Slot> slot) {

    Row {
        texts = Map.copyOf(texts);
        changed = Set.copyOf(changed);
        children = List.copyOf(children);
    }

    String text(Column column) {
        return texts.getOrDefault(column, "");
    }

    /** Whether it is the row of a whole bank, or of what has no register. */
    boolean isBank() {
        return id.indexOf('/') < 0 && !children.isEmpty();
    }

    /** The breakpoint that the register is enabled for, if it is for one. */
    Optional<IBreakpoint> breakpoint() {
        return slot.flatMap(Slot::use).flatMap(use -> use.owner() instanceof Owner.Debugger(String name,
                Optional<IBreakpoint> breakpoint) ? breakpoint : Optional.empty());
    }

    /** All columns that are not empty, as they are copied. */
    String line() {
        return Stream.of(Column.values()).map(this::text).filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\t"));
    }
}
