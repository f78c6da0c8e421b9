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

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.MemoryBytes;

/** The linear memory of a guest that stands, for questions that debug information answers. */
record SessionMemory(GuestSession session) implements TargetMemory.Source {

    @Override
    public CompletableFuture<byte[]> read(int address, int length) {
        return session.readMemory(AddressSpace.VIRTUAL, address, length).thenApply(answer -> switch (answer) {
            case Answer.Given<MemoryBytes>(MemoryBytes memory) ->
                Arrays.copyOf(memory.bytes(), memory.readable().nextClearBit(0));
            case Answer.Refused<MemoryBytes> refused -> new byte[0];
        });
    }
}
