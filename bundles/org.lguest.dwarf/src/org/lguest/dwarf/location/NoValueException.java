/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

/** There is no value, and the message says why, as a clause for people: "ecx is not preserved by the call". */
public final class NoValueException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoValueException(String reason) {
        super(reason, null, false, false);
    }

    /** Why. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
