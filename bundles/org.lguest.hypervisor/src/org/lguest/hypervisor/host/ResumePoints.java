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
 * Where the guest has come by an execute slot of the debugger's and still owes the instruction: where the user let it
 * go on, and, as that may be inside a handler, where a match came to nothing.
 */
final class ResumePoints {

    private final ResumePoint resumed;
    private final ResumePoint[] passed = new ResumePoint[Processor.OWED - 1];
    private int oldest;

    ResumePoints(Processor processor) {
        resumed = new ResumePoint(processor, 0);
        for (int i = 0; i < passed.length; i++) {
            passed[i] = new ResumePoint(processor, i + 1);
        }
    }

    /** The user lets the guest go on, here. */
    void resumed(int eip, int esp) {
        resumed.set(eip, esp);
    }

    /** The debugger did not stop for an execute match, here. */
    void passed(int eip, int esp) {
        for (ResumePoint point : passed) {
            if (point.free()) {
                point.set(eip, esp);
                return;
            }
        }
        passed[oldest].set(eip, esp);
        oldest = (oldest + 1) % passed.length;
    }

    /** Whether the guest, about to run, is to execute an instruction without a look at the debugger's slots. */
    boolean suppress() {
        boolean owed = resumed.suppresses();
        for (ResumePoint point : passed) {
            owed |= point.suppresses();
        }
        return owed;
    }

    /** A trap or interrupt was sent to the guest. */
    void handlerFirst() {
        resumed.handlerFirst();
        for (ResumePoint point : passed) {
            point.handlerFirst();
        }
    }

    /** Whether an execute match here is the return from a handler that ran first. If so, the instruction is next. */
    boolean returned(int eip, int esp) {
        if (resumed.returned(eip, esp)) {
            resumed.set(eip, esp);
            return true;
        }
        for (ResumePoint point : passed) {
            if (point.returned(eip, esp)) {
                point.set(eip, esp);
                return true;
            }
        }
        return false;
    }
}
