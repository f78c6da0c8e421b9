/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.net;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of an Ethernet card.
 *
 * @param text six pairs of hexadecimal digits in lower case, with colons between them
 */
public record MacAddress(String text) {

    /** Bytes of one. */
    public static final int LENGTH = 6;
    /** What a guest of 2.6.23 has whose Host calls it guest 0. */
    public static final MacAddress DEFAULT = new MacAddress("02:00:00:00:00:00");

    private static final String FORM = "(\\p{XDigit}{2}:){5}\\p{XDigit}{2}";

    /** Empty for what is no address of one card: not of the form, for a group of cards, or all zeros. */
    public static Optional<MacAddress> parse(String text) {
        if (!text.matches(FORM)) {
            return Optional.empty();
        }
        var address = new MacAddress(text.toLowerCase(Locale.ROOT));
        byte[] bytes = address.bytes();
        boolean zero = true;
        for (byte each : bytes) {
            zero &= each == 0;
        }
        return zero || (bytes[0] & 1) != 0 ? Optional.empty() : Optional.of(address);
    }

    /** As it is sent. */
    public byte[] bytes() {
        return HexFormat.ofDelimiter(":").parseHex(text);
    }

    /**
     * The number that a guest of 2.6.23 makes this address of, since its Host gives it no address but a number. Empty
     * if that driver can't have it.
     */
    public Optional<Integer> guestId() {
        byte[] bytes = bytes();
        return bytes[0] == 2 && bytes[1] == 0 && bytes[4] == 0 && bytes[5] == 0
                ? Optional.of(bytes[2] & 0xFF | (bytes[3] & 0xFF) << 8) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
