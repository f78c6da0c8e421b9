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

import java.util.Arrays;
import java.util.Optional;

import org.lguest.dwarf.frame.FrameRegisters;
import org.lguest.dwarf.frame.RegisterPlace;
import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.location.FrameContext;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Storage;

/** Values in registers. Those of the FPU hold 80 bits, whatever the variable's type. */
final class RegisterStorage {
    /** Of {@code long double} on i386, in bytes. */
    private static final int LONG_DOUBLE_SIZE = 12;

    private RegisterStorage() {
    }

    static Storage of(int number, Type type, FrameContext context) {
        Optional<byte[]> bytes = context.registers().bytes(number);
        if (bytes.isEmpty()) {
            return new Storage.Absent(context.whyUnknown(I386Register.text(number)));
        }
        Optional<RegisterPlace> place = context.registers() instanceof FrameRegisters registers
                ? registers.place(number)
                : Optional.empty();
        boolean isReal = type.stripped() instanceof Type.Base base && base.isReal();
        if (isReal && bytes.get().length == Extended.SIZE) {
            return new Storage.Bytes(Extended.read(bytes.get()).bytes((int) type.size()), Optional.empty());
        }
        if (bytes.get().length == Extended.SIZE) {
            // Pieces of it are as long as the type, which has some unused bytes behind.
            return new Storage.Bytes(Arrays.copyOf(bytes.get(), LONG_DOUBLE_SIZE), place);
        }
        return new Storage.Bytes(bytes.get(), place);
    }
}
