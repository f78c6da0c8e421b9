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

import java.util.List;
import java.util.OptionalInt;

/** What of the machine has happened, or is about to, when the guest stops at a {@link MachineEvent}. */
public sealed interface Occurrence {

    /**
     * {@link MachineEvent.TrapRaised}.
     *
     * @param errorCode if the vector has one
     * @param address   of a page fault: what CR2 will say
     */
    record Trap(int vector, OptionalInt errorCode, OptionalInt address) implements Occurrence {
    }

    /**
     * {@link MachineEvent.HypercallMade}.
     *
     * @param arguments as many as it takes; three of one that does not exist
     * @param queued    whether it comes from the ring of asynchronous calls, some time after the guest put it there
     */
    record Hypercall(int number, List<Integer> arguments, boolean queued) implements Occurrence {
        public Hypercall {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@link MachineEvent.InterruptDelivered}; see its {@link MachineEvent.InterruptDelivered#vector}. */
    record Interrupt(int irq) implements Occurrence {
    }

    /** {@link MachineEvent.PageTableSwitched}. */
    record PageTable(int before, int after) implements Occurrence {
    }

    /**
     * {@link MachineEvent.PortAccessed}.
     *
     * @param bytes 1, 2 or 4
     * @param value what is written; empty for a read
     */
    record Port(int port, int bytes, OptionalInt value) implements Occurrence {
    }

    /** {@link MachineEvent.ModeSwitched}. */
    record Mode(boolean toUser) implements Occurrence {
    }

    /** {@link MachineEvent.ConsoleWritten}. */
    record Console(String text) implements Occurrence {
    }

    /**
     * {@link MachineEvent.DebugRegisterWritten}.
     *
     * @param before what it holds
     * @param after  what the guest wants it to hold; the Host may yet refuse it
     */
    record DebugRegister(int number, int before, int after) implements Occurrence {
    }
}
