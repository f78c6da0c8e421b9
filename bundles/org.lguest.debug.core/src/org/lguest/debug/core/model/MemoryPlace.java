/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.DataPlace;
import org.lguest.debug.core.breakpoints.LinearAddress;
import org.lguest.debug.core.model.Outcome;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.RegisterValues;

/**
 * Where a memory view begins. Users write a variable or a linear address such as {@code takings} or
 * {@code 0xc0100000}, a register such as {@code $esp}, or a guest-physical address such as {@code phys:0x1000}.
 *
 * @param address unsigned
 */
record MemoryPlace(AddressSpace space, int address) {

    private static final String PHYSICAL = "phys:";
    private static final String REGISTER = "$";

    /**
     * @param registers at the present stop; none while the guest runs
     * @param frame     in which names are looked up that are no global variable's
     * @throws CoreException with a status of the catalogue if the expression stands for no address
     */
    static MemoryPlace of(String expression, ProgramImage image, RegisterValues registers,
            Optional<GuestStackFrame> frame) throws CoreException {
        String text = expression.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith(PHYSICAL)) {
            String address = text.substring(PHYSICAL.length()).strip();
            if (!LinearAddress.isNumber(address)) {
                throw LguestStatus.NO_SUCH_SPACE.exception(text);
            }
            return new MemoryPlace(AddressSpace.PHYSICAL, LinearAddress.parse(address));
        }
        if (text.startsWith(REGISTER)) {
            OptionalInt value = registers.value(text.substring(REGISTER.length()).toLowerCase(Locale.ROOT));
            return new MemoryPlace(AddressSpace.VIRTUAL,
                    value.orElseThrow(() -> LguestStatus.NO_SUCH_REGISTER.exception()));
        }
        try {
            return new MemoryPlace(AddressSpace.VIRTUAL, DataPlace.of(image, text, 1).address());
        } catch (CoreException e) {
            if (e.getStatus().getCode() != LguestStatus.EXPRESSION_UNRESOLVED.code() || frame.isEmpty()) {
                throw e;
            }
            return in(frame.get(), text);
        }
    }

    /**
     * Where the value of a C expression is in a frame; of an address that is in no memory itself, that address. Waits
     * for the emulator, a moment at most.
     */
    private static MemoryPlace in(GuestStackFrame frame, String expression) throws DebugException {
        return switch (Patience.await(frame.evaluate(expression))) {
            case Outcome.Valued(GuestVariableValue value) -> new MemoryPlace(AddressSpace.VIRTUAL, address(value.place())
                    .orElseThrow(() -> LguestStatus.EXPRESSION_UNRESOLVED.debugException(expression,
                            value.getValueString())));
            case Outcome.Failed(String reason) ->
                throw LguestStatus.EXPRESSION_UNRESOLVED.debugException(expression, reason);
        };
    }

    private static OptionalInt address(Value value) {
        boolean isComputedAddress = value.type().stripped() instanceof Type.Pointer;
        return value.storage() instanceof Storage.Bytes(byte[] bytes, var place) && isComputedAddress
                && bytes.length == Integer.BYTES
                        ? OptionalInt.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt())
                        : value.address();
    }
}
