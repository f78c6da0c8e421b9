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

/**
 * Why a request was refused.
 *
 * @param code    for programs
 * @param message one sentence for people: the reason and, where there is one, the remedy
 */
public record Refusal(Code code, String message) {

    public enum Code {
        /** All slots of the debugger's banks are taken. */
        NO_FREE_SLOT,
        /** The bytes would touch the Switcher. */
        ADDRESS_IN_SWITCHER,
        /** A length other than 1, 2 or 4, or an instruction with one other than 1. */
        BAD_LENGTH,
        /** The address is no multiple of the length: the processor would watch other bytes. */
        UNALIGNED,
        /** The guest has to be stopped for this. */
        GUEST_RUNNING,
        /** The guest is stopped already. */
        ALREADY_STOPPED,
        /** The session has ended. */
        SESSION_ENDED,
        /** Some of the bytes are not mapped, or lie outside the guest's memory. */
        UNMAPPED,
        /** More bytes than one request may ask for. */
        TOO_LONG,
        /** The machine has no register of this name. */
        NO_SUCH_REGISTER,
        /** The register can't be written, or not with this value. */
        NOT_WRITABLE,
        /** Instructions by physical address; or physical memory with the registers that a processor has. */
        NO_SUCH_WATCH,
        /** There can't be such a text on the console. */
        BAD_TEXT,
        /** The slot is not taken, or is taken by something else. */
        NOT_PLANTED,
        /** More console input is waiting than the guest has fetched. */
        INPUT_FULL
    }
}
