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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;

class LinearAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"0xc0101d00", "0xC0101D00", "0x00000000c0101d00", " 0xc0101d00 ", "3222281472"})
    void readsHexadecimalOfAnyWidthAndDecimal(String text) throws CoreException {
        assertEquals(0xc0101d00, LinearAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "c0101d00", "-1", "0x-1", "12 34", "\u0661"})
    void refusesWhatIsNoNumber(String text) {
        assertRefused(LguestStatus.ADDRESS_MALFORMED, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x100000000", "0xffffffff81000000", "4294967296", "99999999999999999999999999"})
    void refusesWhatTheGuestCannotAddress(String text) {
        assertRefused(LguestStatus.ADDRESS_TOO_LARGE, text);
    }

    @Test
    void readsTheLastAddress() throws CoreException {
        assertEquals(-1, LinearAddress.parse("0xffffffff"));
    }

    private static void assertRefused(LguestStatus expected, String text) {
        CoreException refusal = assertThrows(CoreException.class, () -> LinearAddress.parse(text));
        assertEquals(expected.code(), refusal.getStatus().getCode(), refusal.getMessage());
    }
}
