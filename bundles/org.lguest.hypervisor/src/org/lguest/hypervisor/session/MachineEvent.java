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

import org.lguest.hypervisor.host.InterruptsAndTraps;

/**
 * What of the machine a debugger can ask to stop at, beside the addresses of debug registers. The guest stops before it
 * can see the effect, except where it says otherwise. An empty filter lets everything pass.
 */
public sealed interface MachineEvent {

    /**
     * A trap or fault is about to be sent to the guest, by the Host or by the processor itself: the guest stands at the
     * instruction. A page fault that the Host answers from the guest's own tables is none of the guest's, nor are the
     * ports that it emulates and the vector of hypercalls. Vector 1 is the guest's own debug trap.
     *
     * @param vector    0 to 255; for virtual interrupts there is {@link InterruptDelivered}
     * @param errorCode that it comes with
     */
    record TrapRaised(int vector, OptionalInt errorCode) implements MachineEvent {
        public TrapRaised {
            check(vector, 255, "vector");
        }
    }

    /**
     * The guest makes a hypercall, at once or through its ring of asynchronous calls: it is about to be served. A
     * number that no hypercall has can be asked for as well.
     *
     * @param number    which
     * @param arguments that it has; at most three filters, and those that are missing let everything pass
     */
    record HypercallMade(OptionalInt number, List<OptionalInt> arguments) implements MachineEvent {

        /** The most arguments that a hypercall has. */
        public static final int ARGUMENTS = 3;

        public HypercallMade {
            arguments = List.copyOf(arguments);
            if (arguments.size() > ARGUMENTS) {
                throw new IllegalArgumentException(arguments.size() + " arguments");
            }
        }

        /** Whatever its arguments are. */
        public HypercallMade(int number) {
            this(OptionalInt.of(number), List.of());
        }
    }

    /**
     * A virtual interrupt is about to be delivered: the guest stands where it strikes.
     *
     * @param irq 0 to 31
     */
    record InterruptDelivered(OptionalInt irq) implements MachineEvent {

        public InterruptDelivered {
            irq.ifPresent(value -> check(value, 31, "interrupt"));
        }

        /** The vector of the guest's IDT through which an interrupt comes. */
        public static int vector(int irq) {
            return InterruptsAndTraps.FIRST_EXTERNAL_VECTOR + irq;
        }
    }

    /**
     * The guest is about to go to another page directory: LHCALL_NEW_PGTABLE, its way to load CR3. To the same one is
     * no change.
     *
     * @param directory guest-physical address of the one it goes to
     */
    record PageTableSwitched(OptionalInt directory) implements MachineEvent {
    }

    /**
     * The guest's kernel is about to read or write an I/O port, which the Host emulates. INS and OUTS, and a program's
     * ports, are faults of the guest's: {@link TrapRaised}.
     *
     * @param first  the lowest port, 0 to 0xFFFF
     * @param last   the highest; an access of several bytes uses as many ports
     * @param access which ones
     */
    record PortAccessed(int first, int last, PortAccess access) implements MachineEvent {
        public PortAccessed {
            check(last, 0xFFFF, "port");
            check(first, last, "port");
        }
    }

    /** Of a port. */
    enum PortAccess {
        IN, OUT, BOTH
    }

    /**
     * The guest has gone from its kernel to a program or back, in whatever way: it stands before the first instruction
     * of the other.
     */
    record ModeSwitched(ModeSwitch to) implements MachineEvent {
    }

    /** Where to. */
    enum ModeSwitch {
        KERNEL, USER, BOTH
    }

    /**
     * A text has appeared on the guest's console: the guest stops after it has written it, before its next instruction.
     *
     * @param text 1 to {@link #LONGEST} bytes of UTF-8; it may come in pieces, and several times
     */
    record ConsoleWritten(String text) implements MachineEvent {

        /** What is looked for can't be longer. */
        public static final int LONGEST = 256;
    }

    /**
     * The guest is about to set a debug register of its own: LHCALL_SET_DEBUGREG, or a function that is
     * {@linkplain org.lguest.hypervisor.host.Interposition taken for it}. A {@code mov} to one is a fault of the
     * guest's: {@link TrapRaised}.
     *
     * @param number 0 to 7
     */
    record DebugRegisterWritten(OptionalInt number) implements MachineEvent {
        public DebugRegisterWritten {
            number.ifPresent(value -> check(value, 7, "debug register"));
        }
    }

    private static void check(int value, int most, String what) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + ' ' + value);
        }
    }
}
