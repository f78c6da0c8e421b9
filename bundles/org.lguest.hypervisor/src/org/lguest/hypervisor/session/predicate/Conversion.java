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

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A conversion of C's printf, of a value of 32 bits: flags, width, precision and length as ISO C has them (7.21.6.1).
 * {@code %s} prints the bytes of the guest from the address that the value is, up to a 0 or {@link #LONGEST_STRING}.
 *
 * @param flags     of {@code -+ #0}
 * @param width     at least so many characters; 0 to {@link #WIDEST}
 * @param precision digits at least, characters of a string at most; -1 if none is given
 * @param bytes     of the value that count: 1 for {@code hh}, 2 for {@code h}, else 4
 * @param kind      of {@code diuoxXcsp}
 */
record Conversion(String flags, int width, int precision, int bytes, char kind) {

    /** Bytes of a string that are read at most. */
    static final int LONGEST_STRING = 256;
    /** The most that width and precision can be. */
    static final int WIDEST = 128;

    /** Adds the value to the text. */
    void print(int value, GuestState guest, StringBuilder text) {
        switch (kind) {
            case 'd', 'i' -> number(signed(value) < 0 ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "",
                    Long.toString(Math.abs((long) signed(value))), text);
            case 'u' -> number("", Long.toString(unsigned(value)), text);
            case 'o' -> number("", octal(Long.toOctalString(unsigned(value))), text);
            case 'x' -> number(prefix(value, "0x"), Long.toHexString(unsigned(value)), text);
            case 'X' -> number(prefix(value, "0X"), Long.toHexString(unsigned(value)).toUpperCase(Locale.ROOT), text);
            case 'p' -> number("0x", Integer.toHexString(value), text);
            case 'c' -> pad("", String.valueOf((char) (value & 0xFF)), false, text);
            default -> string(value, guest, text);
        }
    }

    private int signed(int value) {
        return bytes == 1 ? (byte) value : bytes == 2 ? (short) value : value;
    }

    private long unsigned(int value) {
        return bytes == 1 ? value & 0xFF : bytes == 2 ? value & 0xFFFF : value & 0xFFFF_FFFFL;
    }

    private String octal(String digits) {
        return flags.contains("#") && !digits.startsWith("0") && digits.length() >= precision ? '0' + digits : digits;
    }

    private String prefix(int value, String prefix) {
        return flags.contains("#") && unsigned(value) != 0 ? prefix : "";
    }

    private void number(String sign, String digits, StringBuilder text) {
        String shown = precision == 0 && digits.equals("0") ? "" : "0".repeat(Math.max(0, precision - digits.length())) + digits;
        pad(sign, shown, flags.contains("0") && precision < 0, text);
    }

    private void string(int address, GuestState guest, StringBuilder text) {
        int most = precision < 0 ? LONGEST_STRING : Math.min(precision, LONGEST_STRING);
        byte[] read = new byte[most];
        int length = 0;
        Optional<PredicateFault> fault = Optional.empty();
        while (length < most) {
            long next = guest.read(address + length, 1);
            if (next < 0) {
                fault = Optional.of(new PredicateFault.Unmapped(address + length));
            }
            if (next <= 0) {
                break;
            }
            read[length++] = (byte) next;
        }
        pad("", new String(read, 0, length, StandardCharsets.UTF_8), false, text);
        fault.ifPresent(why -> text.append(PrintProgram.inPlaceOf(why)));
    }

    private void pad(String sign, String shown, boolean zeros, StringBuilder text) {
        int missing = Math.max(0, width - sign.length() - shown.length());
        boolean left = flags.contains("-");
        text.append(left || zeros ? "" : " ".repeat(missing)).append(sign).append(zeros && !left ? "0".repeat(missing) : "")
                .append(shown).append(left ? " ".repeat(missing) : "");
    }
}
