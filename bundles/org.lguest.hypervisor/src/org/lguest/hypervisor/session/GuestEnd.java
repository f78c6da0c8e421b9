/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import org.lguest.hypervisor.host.Hypercalls;
import org.lguest.hypervisor.host.RunLoop;

/**
 * How the guest ended.
 *
 * @param kind   of end
 * @param reason the Host's own words, e.g. {@code CRASH: Power down} or {@code unhandled trap 14 at 0xdeadbeef (0x0)}
 */
public record GuestEnd(Kind kind, String reason) {

    public enum Kind {
        /** The guest switched itself off. */
        POWERED_OFF,
        /**
         * The guest ended in order to be started again, as a guest of 4.x can. Whoever launched it may launch its
         * configuration again; what it had in memory is gone, what it wrote to its disks is there.
         */
        RESTART,
        /** The guest gave up with words of its own: a panic. */
        CRASHED,
        /** The Host killed it. */
        KILLED,
        /** The debugger asked for the end. */
        TERMINATED,
        /** The emulator has a defect; the reason says which. */
        FAILED
    }

    /** The Host's words for an end that the debugger asked for. */
    static final String TERMINATED = "terminated by the debugger";

    private static final String POWER_DOWN = Hypercalls.CRASH + "Power down";

    /** The end of a guest that died of this. */
    static GuestEnd of(String cause) {
        Kind kind = cause.equals(POWER_DOWN) ? Kind.POWERED_OFF
                : cause.equals(Hypercalls.RESTART) ? Kind.RESTART
                : cause.startsWith(Hypercalls.CRASH) ? Kind.CRASHED
                : cause.equals(TERMINATED) ? Kind.TERMINATED
                : cause.startsWith(RunLoop.HOST_DEFECT) ? Kind.FAILED : Kind.KILLED;
        return new GuestEnd(kind, cause.stripTrailing());
    }
}
