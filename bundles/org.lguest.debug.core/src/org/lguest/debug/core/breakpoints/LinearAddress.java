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

import java.math.BigInteger;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;

/** Addresses as users and other plug-ins write them. */
public final class LinearAddress {

    private static final Pattern NUMBER = Pattern.compile("0[xX]\\p{XDigit}+|\\d+");
    private static final int BITS = 32;

    private LinearAddress() {
    }

    /** Whether the text is a number and not an expression. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text.strip()).matches();
    }

    /**
     * Reads an unsigned number, hexadecimal with 0x before it and padded to any width, or decimal.
     *
     * @throws CoreException if it is no number, or lies beyond 0xffffffff
     */
    public static int parse(String text) throws CoreException {
        String number = text.strip();
        if (!isNumber(number)) {
            throw LguestStatus.ADDRESS_MALFORMED.exception(number);
        }
        boolean hexadecimal = number.startsWith("0x") || number.startsWith("0X");
        BigInteger value = hexadecimal ? new BigInteger(number.substring(2), 16) : new BigInteger(number);
        if (value.bitLength() > BITS) {
            throw LguestStatus.ADDRESS_TOO_LARGE.exception(number);
        }
        return value.intValue();
    }
}
