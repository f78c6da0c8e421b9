/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

/** A file that is no whole program that an i386 could run, or that describes none. */
public final class ElfException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What the file is instead. */
    public enum Reason {
        NOT_ELF, ELF64, BEYOND_32_BITS, WRONG_MACHINE, NOT_LINKED, TRUNCATED
    }

    private final Reason reason;

    ElfException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
