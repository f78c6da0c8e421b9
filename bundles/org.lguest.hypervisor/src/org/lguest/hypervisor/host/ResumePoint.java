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
 * Where the debugger let the guest go on, so that an execute slot there does not hit before its instruction has been
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

    private State state = State.NONE;
    private int eip;
    private int esp;
    private long retired;

    void set(int atEip, int atEsp, long atRetired) {
        state = State.NEXT;
        eip = atEip;
        esp = atEsp;
        retired = atRetired;
    }

    /** Whether the guest, about to run here, still owes the instruction. */
    boolean suppresses(int atEip, long atRetired) {
        if (state == State.NEXT && atRetired != retired) {
            state = State.NONE;
        }
        return state == State.NEXT && atEip == eip;
    }

    /** A trap or interrupt was sent to the guest. */
    void handlerFirst(Processor processor) {
        if (state == State.NEXT) {
            state = processor.retired() == retired ? State.AFTER_HANDLER : State.NONE;
            if (state == State.AFTER_HANDLER) {
                processor.owe(eip, esp);
            }
        }
    }

    /** Whether an execute match here is the return from that handler, and not a later coming by. It is only once. */
    boolean returned(int atEip, int atEsp, Processor processor) {
        if (state == State.AFTER_HANDLER && atEip == eip && atEsp == esp) {
            state = State.NONE;
            return processor.owes();
        }
        return false;
    }
}
