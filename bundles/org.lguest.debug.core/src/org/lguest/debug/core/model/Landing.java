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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.ILog;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Stack;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.RegisterValues;

/**
 * Where one of the session's steps has ended.
 *
 * @param frames    the innermost first; none if a defect of ours kept them from being read
 * @param privilege the ring, 0 to 3, that the guest is in
 * @param stackTop  the dword at esp, if there is memory
 * @param memory    good until the guest goes on
 */
record Landing(List<FramePosition> frames, int privilege, OptionalInt stackTop, TargetMemory memory) {

    /** Activations beyond this are not shown: a runaway recursion is understood from fewer. */
    static final int MAXIMUM_FRAMES = 256;

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
        TargetMemory memory = new TargetMemory(new SessionMemory(session));
        return image.stack(number -> register(registers, number), memory, MAXIMUM_FRAMES, worker)
                .thenCompose(stack -> memory.ask(() -> landing(stack, registers, memory), worker))
                .exceptionally(defect -> {
                    ILog.of(Landing.class).log(LguestStatus.defect("reading the stack", defect));
                    return new Landing(List.of(), privilege(registers), OptionalInt.empty(), memory);
                });
    }

    private static Landing landing(Stack stack, RegisterValues registers, TargetMemory memory) {
        OptionalInt top = OptionalInt.empty();
        try {
            top = OptionalInt.of(memory.word(registers.value("esp").orElse(0)));
        } catch (UnreadableException nothingThere) {
            // Then nothing is known of who has called.
        }
        return new Landing(stack.frames().stream().map(FramePosition::new).toList(), privilege(registers), top,
                memory);
    }

    private static OptionalInt register(RegisterValues registers, int number) {
        Optional<String> name = I386Register.numbered(number).map(I386Register::lowerCaseName);
        return name.isPresent() ? registers.value(name.get()) : OptionalInt.empty();
    }

    static int privilege(RegisterValues registers) {
        return registers.value("cs").orElse(0) & PRIVILEGE;
    }

    FramePosition innermost() {
        return frames.getFirst();
    }
}
