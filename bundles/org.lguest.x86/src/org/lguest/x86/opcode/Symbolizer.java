/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

/** Turns an address into a name, for the operands of branches and the like. */
@FunctionalInterface
public interface Symbolizer {

    /** Knows no names. */
    Symbolizer NONE = address -> "";

    /** {@code "name"} or {@code "name+0x12"} for a linear address; empty if there is no name for it. */
    String symbol(int address);
}
