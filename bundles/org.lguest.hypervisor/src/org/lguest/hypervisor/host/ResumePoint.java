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

import org.lguest.x86.Processor;

/**
 * Where the debugger let go of the guest, so that an execute slot there does not hit before its instruction has been
 * executed once. The guest's RF is not used: the guest would see it. If a page fault or an interrupt comes first, the
 * instruction is still owed.
 */
final class ResumePoint {

    private enum State {
        NONE,
        /** The instruction there is next. */
        NEXT,
        /** A handler of the guest's runs first, and will return there. */
        AFTER_HANDLER
    }

    private final Processor processor;
    private final int number;
    private State state = State.NONE;
    private int eip;
    private int esp;
    private long retired;

    /** @param number under which the processor keeps an eye on it */
    ResumePoint(Processor processor, int number) {
        this.processor = processor;
        this.number = number;
    }

    void set(int atEip, int atEsp) {
        state = State.NEXT;
        eip = atEip;
        esp = atEsp;
        retired = processor.retired();
    }

    /** Whether there is none. */
    boolean free() {
        return state == State.NONE || state == State.NEXT && processor.retired() != retired;
    }

    /** Whether the guest, about to run, still owes the instruction. */
    boolean suppresses() {
        if (state == State.NEXT && processor.retired() != retired) {
            state = State.NONE;
        }
        return state == State.NEXT && processor.eip() == eip;
    }

    /** A trap or interrupt was sent to the guest. */
    void handlerFirst() {
        if (state == State.NEXT) {
            state = processor.retired() == retired ? State.AFTER_HANDLER : State.NONE;
            if (state == State.AFTER_HANDLER) {
                processor.owe(number, eip, esp);
            }
        }
    }

    /** Whether an execute match here is the return from that handler, and not a later coming by. It is only once. */
    boolean returned(int atEip, int atEsp) {
        if (state == State.AFTER_HANDLER && atEip == eip && atEsp == esp) {
            state = State.NONE;
            return processor.owes(number);
        }
        return false;
    }
}
