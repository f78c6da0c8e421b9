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
import org.lguest.x86.Processor;

/**
 * One instruction for the debugger, without the guest's TF, which PUSHF would show. A virtual interrupt that comes in
 * between is run through: the step waits until its handler has returned to where it struck.
 */
final class Step {

    private static final int ESP = 4;

    /** Where a handler returns to. */
    private record Frame(int eip, int esp, int cpl) {
    }

    private final Processor processor;
    private boolean active;
    private boolean progress;
    private long start;
    private Optional<Frame> handler = Optional.empty();

    Step(Processor processor) {
        this.processor = processor;
    }

    void begin() {
        active = true;
        progress = false;
        start = processor.retired();
        handler = Optional.empty();
    }

    void cancel() {
        active = false;
    }

    boolean active() {
        return active;
    }

    /** The Host has done for the guest what stands for the instruction, or its trap has gone to the guest. */
    void progressed() {
        progress |= handler.isEmpty();
    }

    /** A virtual interrupt struck, before the guest went on at this place. */
    void interrupted(int eip, int esp, int cpl) {
        if (active && handler.isEmpty()) {
            progress |= processor.retired() > start;
            handler = Optional.of(new Frame(eip, esp, cpl));
        }
    }

    /** Whether the step is done, with the processor in the guest at an instruction boundary. */
    boolean done() {
        if (!active) {
            return false;
        }
        if (handler.isPresent()) {
            Frame frame = handler.get();
            if (processor.eip() != frame.eip || processor.register(ESP) != frame.esp || processor.cpl() != frame.cpl) {
                return false;
            }
            handler = Optional.empty();
            start = processor.retired();
        }
        return progress || processor.retired() > start;
    }
}
