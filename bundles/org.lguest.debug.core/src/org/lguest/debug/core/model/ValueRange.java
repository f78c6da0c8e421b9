/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import org.eclipse.debug.core.DebugException;
import org.lguest.debug.core.LguestStatus;

/** What so many bits hold. Negative numbers are written for unsigned ones, too, as in C. @param bits 1 to 64 */
record ValueRange(String least, String most, long bits, boolean isUnsigned) {

    static ValueRange unsigned(long bits) {
        return new ValueRange("0",
                bits >= Long.SIZE ? Long.toUnsignedString(-1) : Long.toString((1L << bits) - 1), bits, true);
    }

    static ValueRange signed(long bits) {
        long most = bits >= Long.SIZE ? Long.MAX_VALUE : (1L << bits - 1) - 1;
        return new ValueRange(Long.toString(-most - 1), Long.toString(most), bits, false);
    }

    boolean holds(long number) {
        return bits >= Long.SIZE || number >= -(1L << bits - 1) && number < 1L << (isUnsigned ? bits : bits - 1);
    }

    /** A number as a user wrote it. @throws DebugException if it does not fit */
    void check(long number, String text) throws DebugException {
        if (!holds(number)) {
            throw LguestStatus.DOES_NOT_FIT.debugException(text, bits, least, most);
        }
    }
}
