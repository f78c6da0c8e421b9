/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The events of the machine that a breakpoint can be at. */
public enum EventKind {
    /** A trap or a fault of the guest's. */
    TRAP(EventField.VECTOR, EventField.ERROR_CODE),
    HYPERCALL(EventField.CALL, EventField.ARGUMENTS),
    /** A virtual interrupt. */
    INTERRUPT(EventField.IRQ),
    /** A change of CR3. */
    PAGE_TABLE(EventField.DIRECTORY),
    /** Input and output. */
    PORT(EventField.PORTS, EventField.ACCESS),
    /** From the kernel to a program, or back. */
    MODE(EventField.TO),
    /** A text on the console. */
    CONSOLE(EventField.TEXT),
    /** The guest's own write of a debug register. */
    DEBUG_REGISTER(EventField.REGISTER);

    private final List<EventField> fields;

    EventKind(EventField... fields) {
        this.fields = List.of(fields);
    }

    /** What can be asked of it. */
    public List<EventField> fields() {
        return fields;
    }

    /** The kind whose name a marker has. */
    static Optional<EventKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
