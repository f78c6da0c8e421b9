/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

/** A format that can't be printed, with the reason as a sentence for whoever wrote it. */
public final class PrintFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    PrintFormatException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Where in the format, in characters: what can't be printed begins here. */
    public int offset() {
        return offset;
    }
}
