/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

import org.lguest.x86.Processor;

/**
 * A step of the debugger's, without the guest's TF, which PUSHF would show: instruction by instruction, until one ends
 * outside the step's scope. It is the step's affair to recognise that a function was called; the debugger says what
 * follows.
 *
 * <p>A virtual interrupt that comes in between is run through: the step waits until its handler has returned to where
 * it struck. So is, if the step is to go over calls, a trap or fault of an instruction; its handler may return to
 * another place, as a kernel does that mends a fault of its own, and then the step is as far as that.
 */
final class Step {

    private static final int ESP = 4;

    private final Processor processor;
    private final IntSupplier top;
    private final InstructionPeek peek;

    private boolean active;
    private boolean complete;
    private IntPredicate scope = eip -> false;
    private boolean over;
    /** Where the instruction under way began. */
    private int fromEip;
    private int fromEsp;
    private int fromCpl;
    /** The Host has done what stands for that instruction, or its trap has gone to the guest. */
    private boolean progress;
    private long start;
    /** A handler runs and will return here, or with {@link #anywhere} at least to this stack. */
    private Optional<ReturnPoint> awaited = Optional.empty();
    private boolean anywhere;
    private Optional<ReturnPoint> called = Optional.empty();

    /** @param top guest-physical address of the page directory the guest is in */
    Step(Processor processor, IntSupplier top) {
        this.processor = processor;
        this.top = top;
        peek = new InstructionPeek(processor.memory());
    }

    /**
     * Begins a step where the guest stands.
     *
     * @param inside where it goes on
     * @param past   whether traps of its instructions are run through
     */
    void begin(IntPredicate inside, boolean past, int eip, int esp, int cpl) {
        active = true;
        scope = inside;
        over = past;
        progress = false;
        awaited = Optional.empty();
        next(eip, esp, cpl);
    }

    /** Begins a step that ends when the guest returns here. */
    void returnTo(ReturnPoint point, IntPredicate inside, boolean past, int eip, int esp, int cpl) {
        begin(inside, past, eip, esp, cpl);
        progress = true;
        await(point, false);
    }

    private void next(int eip, int esp, int cpl) {
        fromEip = eip;
        fromEsp = esp;
        fromCpl = cpl;
        start = processor.retired();
        complete = false;
        called = Optional.empty();
    }

    void cancel() {
        active = false;
        complete = false;
    }

    boolean active() {
        return active;
    }

    /** What {@link #done} has said last. */
    boolean complete() {
        return complete;
    }

    /** If the step is done because its instruction has called a function: where that will return to. */
    Optional<ReturnPoint> called() {
        return called;
    }

    /** The Host has done for the guest what stands for the instruction. */
    void progressed() {
        progress |= awaited.isEmpty();
    }

    /** The instruction's trap is about to be sent to the guest, which stands at this place. */
    void trapped(int eip, int esp, int cpl) {
        if (active && awaited.isEmpty()) {
            progress = !over || eip != fromEip;
            if (over) {
                await(new ReturnPoint(eip, esp, cpl, top.getAsInt()), true);
            }
        }
    }

    /** The processor itself has sent the instruction's fault to the guest's handler. */
    void faulted() {
        trapped(fromEip, fromEsp, fromCpl);
    }

    /** A virtual interrupt struck, before the guest went on at this place. */
    void interrupted(int eip, int esp, int cpl) {
        if (active && awaited.isEmpty()) {
            progress |= processor.retired() > start;
            await(new ReturnPoint(eip, esp, cpl, top.getAsInt()), false);
        }
    }

    private void await(ReturnPoint point, boolean orElsewhere) {
        awaited = Optional.of(point);
        anywhere = orElsewhere;
    }

    /** Whether the step is done, with the processor in the guest at an instruction boundary. */
    boolean done() {
        complete = active && !inHandler() && ended();
        return complete;
    }

    private boolean inHandler() {
        if (awaited.isEmpty()) {
            return false;
        }
        int eip = processor.eip();
        int esp = processor.register(ESP);
        int cpl = processor.cpl();
        ReturnPoint point = awaited.get();
        if (!(anywhere ? point.left(esp, cpl, top.getAsInt()) : point.reached(eip, esp, cpl, top.getAsInt()))) {
            return true;
        }
        awaited = Optional.empty();
        progress |= anywhere && eip != fromEip;
        if (!progress) {
            next(eip, esp, cpl);
        }
        return false;
    }

    private boolean ended() {
        if (!progress && processor.retired() == start) {
            return false;
        }
        int eip = processor.eip();
        int esp = processor.register(ESP);
        int cpl = processor.cpl();
        called = esp == fromEsp || cpl != fromCpl ? Optional.empty() : call(eip, esp, cpl);
        if (called.isPresent()) {
            return true;
        }
        if (over && interruptedItself(esp, cpl)) {
            progress = true;
            await(new ReturnPoint(fromEip, fromEsp, fromCpl, top.getAsInt()), true);
            return false;
        }
        if (scope.test(eip) || eip == fromEip && peek.isRepeatedString(eip)) {
            progress = false;
            next(eip, esp, cpl);
            return false;
        }
        return true;
    }

    /** A call of the next instruction only fetches its address: that is how code finds itself. */
    private Optional<ReturnPoint> call(int eip, int esp, int cpl) {
        if (!peek.isCall(fromEip)) {
            return Optional.empty();
        }
        int returnAddress = processor.memory().probe32(esp).orElse(eip);
        return returnAddress == eip ? Optional.empty()
                : Optional.of(new ReturnPoint(returnAddress, fromEsp, fromCpl, top.getAsInt()));
    }

    /** Whether the instruction was an INT that led straight to its handler. */
    private boolean interruptedItself(int esp, int cpl) {
        return cpl < fromCpl || esp != fromEsp && peek.isInterrupt(fromEip);
    }
}
