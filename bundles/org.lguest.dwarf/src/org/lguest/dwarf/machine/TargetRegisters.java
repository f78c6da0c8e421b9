/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/** Registers of a stopped program, by their numbers in debug information; for any thread. */
public interface TargetRegisters {
    /**
     * The 32 bits of a register.
     *
     * @param number see {@link I386Register}
     * @return empty where it is not known
     */
    OptionalInt value(int number);

    /** All bytes of a register, which of those of the FPU and of SSE are more than four. */
    default Optional<byte[]> bytes(int number) {
        OptionalInt value = value(number);
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value.getAsInt()).array());
    }
}
