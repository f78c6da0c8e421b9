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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueWriter;
import org.lguest.dwarf.value.Write;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Done;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Refusal;

/** Changes variables of a guest that stands, in memory and in registers. */
record VariableWriter(GuestThread thread, TargetMemory memory) {

    private static final int LARGEST = 8;

    /** Whether a number could be put there. */
    static boolean isWritable(Value value) {
        return isNumber(value.type().stripped()) && value.bits() <= LARGEST * 8 && ValueWriter.isWritable(value);
    }

    private static boolean isNumber(Type type) {
        return switch (type) {
            case Type.Base base -> true;
            case Type.Enumeration enumeration -> true;
            case Type.Pointer pointer -> true;
            default -> false;
        };
    }

    /** The bytes of a number as users write it; empty if it does not fit, or the value is none. */
    static Optional<byte[]> parse(Value value, String text) {
        try {
            return switch (value.type().stripped()) {
                case Type.Base base when base.isReal() -> real(base, text.strip());
                case Type.Enumeration enumeration -> enumerator(enumeration, text.strip())
                        .or(() -> integer(text.strip(), value.bits()));
                case Type.Base base -> integer(text.strip(), value.bits());
                case Type.Pointer pointer -> integer(text.strip(), value.bits());
                default -> Optional.empty();
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> enumerator(Type.Enumeration type, String name) {
        return type.enumerators().get().stream().filter(each -> each.name().equals(name)).findFirst()
                .map(each -> bytes(each.value()));
    }

    private static Optional<byte[]> real(Type.Base type, String text) {
        double number = Double.parseDouble(text);
        return switch ((int) type.size()) {
            case Float.BYTES -> Optional.of(bytes(Float.floatToIntBits((float) number)));
            case Double.BYTES -> Optional.of(bytes(Double.doubleToLongBits(number)));
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> integer(String text, long bits) {
        if (bits == Long.SIZE) {
            return Optional.of(bytes(Long.decode(text)));
        }
        long number = Long.decode(text);
        return number >= -(1L << bits - 1) && number < 1L << bits ? Optional.of(bytes(number)) : Optional.empty();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(LARGEST).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    }

    /** Returns at once. What can't be written is reported, and the views are told to look again either way. */
    void write(String name, Value value, byte[] bytes) {
        memory.ask(() -> writes(value, bytes), thread.getDebugTarget().worker()).thenCompose(this::carryOut)
                .thenAccept(refusal -> {
                    refusal.ifPresent(reason -> thread.report(LguestStatus.CHANGE_REFUSED.status(name, reason)));
                    thread.refresh();
                });
    }

    private record Plan(List<Write> writes, Optional<String> refusal) {
    }

    private Plan writes(Value value, byte[] bytes) {
        try {
            return new Plan(ValueWriter.write(value, bytes, memory), Optional.empty());
        } catch (NoValueException e) {
            return new Plan(List.of(), Optional.of(e.reason()));
        }
    }

    private CompletableFuture<Optional<String>> carryOut(Plan plan) {
        CompletableFuture<Optional<String>> all = CompletableFuture.completedFuture(plan.refusal());
        for (Write write : plan.writes()) {
            all = all.thenCompose(before -> before.isPresent() ? CompletableFuture.completedFuture(before)
                    : carryOut(write).thenApply(VariableWriter::reason));
        }
        return all;
    }

    private CompletableFuture<Answer<Done>> carryOut(Write write) {
        GuestSession session = thread.getDebugTarget().session();
        return switch (write) {
            case Write.ToMemory(int address, byte[] bytes) ->
                session.writeMemory(AddressSpace.VIRTUAL, address, bytes);
            case Write.ToRegister(int number, int word) -> session.writeRegister(I386Register.text(number), word);
        };
    }

    private static Optional<String> reason(Answer<Done> answer) {
        return answer instanceof Answer.Refused<Done>(Refusal refusal) ? Optional.of(refusal.message())
                : Optional.empty();
    }
}
