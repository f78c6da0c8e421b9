/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.FrameScope;
import org.lguest.hypervisor.session.MachineEvent;

/**
 * What a user wants of a breakpoint, whoever's breakpoint it is. Two requests are equal when they ask for the same.
 *
 * @param place       where
 * @param oneTime     whether the breakpoint is removed after it has stopped the guest once
 * @param ignoreCount how many hits are passed over before one stops; not negative
 * @param condition   in C: a match is a hit where it holds; blank for none
 * @param print       the arguments of C's printf, with which it prints instead of stopping; blank if it stops
 * @param label       for traces and messages, e.g. {@code first.c:42}
 */
public record BreakpointRequest(Place place, boolean oneTime, int ignoreCount, String condition, String print,
        String label) {

    /** One that stops. */
    public BreakpointRequest(Place place, boolean oneTime, int ignoreCount, String condition, String label) {
        this(place, oneTime, ignoreCount, condition, "", label);
    }

    /** One without a condition. */
    public BreakpointRequest(Place place, boolean oneTime, int ignoreCount, String label) {
        this(place, oneTime, ignoreCount, "", label);
    }

    /** One whose every match stops. */
    public BreakpointRequest(Place place, boolean oneTime, String label) {
        this(place, oneTime, 0, "", label);
    }

    /** The same of another place. */
    BreakpointRequest at(Place other, String itsLabel) {
        return new BreakpointRequest(other, oneTime, ignoreCount, condition, print, itsLabel);
    }

    /** Where a breakpoint is. */
    public sealed interface Place {

        /**
         * @param path absolute path of the source file on this machine
         * @param line 1-based
         */
        record Line(String path, int line) implements Place {
        }

        /** @param address linear, unsigned */
        record Address(int address) implements Place {
        }

        /** @param name of a function in the image */
        record Function(String name) implements Place {
        }

        /**
         * @param expression a variable, or an address such as {@code 0xc0101000}
         * @param length     in bytes; 0 for the size of the expression
         * @param access     what hits
         * @param physical   whether the expression is a guest-physical address, watched through whatever page table
         * @param frame      the frame with which the data goes; empty for data that outlives every frame
         */
        record Data(String expression, int length, Access access, boolean physical, Optional<FrameScope> frame)
                implements Place {

            /** Data at a linear address that outlives every frame. */
            public Data(String expression, int length, Access access) {
                this(expression, length, access, false, Optional.empty());
            }
        }

        /** An event of the machine, which takes no debug register. */
        record Event(MachineEvent event) implements Place {
        }
    }

    /** What an instruction has to do to a range of data to hit. */
    public enum Access {
        /** Reads alone: x86 knows no such match, so access is planted and the Host drops pure writes. */
        READ,
        WRITE,
        /** Reads and writes. */
        ACCESS;

        /** @throws CoreException if it is neither reads nor writes */
        public static Access of(boolean read, boolean write) throws CoreException {
            if (read) {
                return write ? ACCESS : READ;
            }
            if (write) {
                return WRITE;
            }
            throw LguestStatus.NO_ACCESS_CHOSEN.exception();
        }
    }
}
