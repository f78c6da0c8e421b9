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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.ILog;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.MemoryBytes;
import org.lguest.hypervisor.session.RegisterValues;

/**
 * Finds the frames of a stopped guest by the chain of saved frame pointers: [ebp] is the caller's ebp, [ebp+4] the
 * return address. On the first two instructions of a function ({@code push %ebp; mov %esp,%ebp}) and on its {@code ret}
 * ebp is still, or again, the caller's, so that there the return address is found from esp.
 *
 * <p>The chain ends where the return address is in no function of the image, where memory can't be read, and where it
 * does not lead up the stack: a guest may hold anything there.
 */
final class StackWalk {

    /** Frames beyond this are not shown: a runaway recursion is understood from fewer. */
    static final int MAXIMUM_FRAMES = 256;

    private static final int RET = 0xc3;
    private static final int RET_IMMEDIATE = 0xc2;

    private final GuestSession session;
    private final ProgramImage image;
    private final Executor worker;
    private final List<FramePosition> frames = new ArrayList<>();

    private StackWalk(GuestSession session, ProgramImage image, Executor worker) {
        this.session = session;
        this.image = image;
        this.worker = worker;
    }

    /**
     * Walks the stack of a guest that stands, without waiting for it.
     *
     * @param worker where debug information is read, which may take long the first time
     * @return the frames as far as they could be read, the innermost first; completed on the worker
     */
    static CompletableFuture<List<FramePosition>> walk(GuestSession session, ProgramImage image, RegisterValues registers,
            Executor worker) {
        StackWalk walk = new StackWalk(session, image, worker);
        int eip = registers.value("eip").orElse(0);
        int ebp = registers.value("ebp").orElse(0);
        int esp = registers.value("esp").orElse(0);
        return CompletableFuture.supplyAsync(() -> walk.add(eip, eip, ebp, esp), worker)
                .thenCompose(innermost -> walk.fromInnermost(innermost))
                .exceptionally(defect -> {
                    ILog.of(StackWalk.class).log(LguestStatus.defect("reading the stack", defect));
                    return null;
                })
                .thenApply(end -> walk.frames);
    }

    private FramePosition add(int address, int lookup, int ebp, int esp) {
        FramePosition frame = new FramePosition(address, ebp, esp, image.functionAt(lookup), image.lineOf(lookup),
                false);
        frames.add(frame);
        return frame;
    }

    private CompletableFuture<Void> fromInnermost(FramePosition frame) {
        int offset = frame.function().map(Function::lowPc).map(entry -> frame.address() - entry).orElse(-1);
        if (offset == 0) {
            return callerAt(frame.stackPointer(), frame.framePointer());
        }
        if (offset == 1) {
            return callerOfPushed(frame.stackPointer());
        }
        return read(frame.address(), 1).thenComposeAsync(code -> {
            int opcode = code.map(bytes -> Byte.toUnsignedInt(bytes.get())).orElse(0);
            return opcode == RET || opcode == RET_IMMEDIATE
                    ? callerAt(frame.stackPointer(), frame.framePointer())
                    : callerOfPushed(frame.framePointer());
        }, worker);
    }

    /** A return address on the stack, with the caller's ebp in place. */
    private CompletableFuture<Void> callerAt(int slot, int ebp) {
        return read(slot, 4).thenComposeAsync(word -> word.isEmpty() ? end() : caller(word.get().getInt(), ebp, slot + 4),
                worker);
    }

    /** The caller's ebp on the stack, and above it the return address. */
    private CompletableFuture<Void> callerOfPushed(int slot) {
        return read(slot, 8).thenComposeAsync(words -> {
            if (words.isEmpty()) {
                return end();
            }
            int ebp = words.get().getInt();
            return caller(words.get().getInt(), ebp, slot + 8);
        }, worker);
    }

    private CompletableFuture<Void> caller(int returnAddress, int ebp, int esp) {
        // The call ends right before the return address, which may belong to the next line already, or to nothing.
        int call = returnAddress - 1;
        if (frames.size() == MAXIMUM_FRAMES || image.functionAt(call).isEmpty()) {
            return end();
        }
        FramePosition frame = add(returnAddress, call, ebp, esp);
        boolean leadsUp = Integer.compareUnsigned(ebp, esp) >= 0;
        return leadsUp ? callerOfPushed(frame.framePointer()) : end();
    }

    private CompletableFuture<Optional<ByteBuffer>> read(int address, int length) {
        return session.readMemory(AddressSpace.VIRTUAL, address, length).thenApply(answer -> switch (answer) {
            case Answer.Given<MemoryBytes>(MemoryBytes memory) when memory.complete() ->
                Optional.of(ByteBuffer.wrap(memory.bytes()).order(ByteOrder.LITTLE_ENDIAN));
            case Answer.Given<MemoryBytes> unmapped -> Optional.empty();
            case Answer.Refused<MemoryBytes> refused -> Optional.empty();
        });
    }

    private static CompletableFuture<Void> end() {
        return CompletableFuture.completedFuture(null);
    }
}
