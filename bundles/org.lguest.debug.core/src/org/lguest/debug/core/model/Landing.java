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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.MemoryBytes;
import org.lguest.hypervisor.session.RegisterValues;

/**
 * Where one of the session's steps has ended.
 *
 * @param frames    the innermost first; at least one
 * @param privilege the ring, 0 to 3, that the guest is in
 * @param stackTop  the dword at esp, if there is memory
 */
record Landing(List<FramePosition> frames, int privilege, OptionalInt stackTop) {

    private static final int PRIVILEGE = 3;

    Landing {
        frames = List.copyOf(frames);
    }

    /**
     * Looks around where a guest stands, without waiting for it.
     *
     * @param worker where debug information is read
     */
    static CompletableFuture<Landing> read(GuestSession session, ProgramImage image, RegisterValues registers,
            Executor worker) {
        CompletableFuture<OptionalInt> stackTop = session
                .readMemory(AddressSpace.VIRTUAL, registers.value("esp").orElse(0), Integer.BYTES)
                .thenApply(answer -> answer instanceof Answer.Given<MemoryBytes>(MemoryBytes memory) && memory.complete()
                        ? OptionalInt.of(ByteBuffer.wrap(memory.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt())
                        : OptionalInt.empty());
        return StackWalk.walk(session, image, registers, worker)
                .thenCombine(stackTop, (frames, top) -> new Landing(frames, privilege(registers), top));
    }

    static int privilege(RegisterValues registers) {
        return registers.value("cs").orElse(0) & PRIVILEGE;
    }

    FramePosition innermost() {
        return frames.getFirst();
    }
}
