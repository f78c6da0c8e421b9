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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
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

    /** Finds out what to write; only within {@link TargetMemory#ask}. */
    interface Wanted {
        byte[] bytes() throws NoValueException;
    }

    /** Returns at once. What can't be written is reported, and the views are told to look again either way. */
    void write(String name, Value value, Wanted wanted) {
        memory.ask(() -> writes(value, wanted), thread.getDebugTarget().worker()).thenCompose(this::carryOut)
                .thenAccept(refusal -> {
                    refusal.ifPresent(reason -> thread.report(LguestStatus.CHANGE_REFUSED.status(name, reason)));
                    thread.refresh();
                });
    }

    private record Plan(List<Write> writes, Optional<String> refusal) {
    }

    private Plan writes(Value value, Wanted wanted) {
        try {
            return new Plan(ValueWriter.write(value, wanted.bytes(), memory), Optional.empty());
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
