/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

/** What to do to the machine in order to change a value. */
public sealed interface Write {
    /** @param address of the first byte, unsigned */
    record ToMemory(int address, byte[] bytes) implements Write {
    }

    /**
     * @param number see {@link org.lguest.dwarf.machine.I386Register}
     * @param value all 32 bits of it
     */
    record ToRegister(int number, int value) implements Write {
    }
}
