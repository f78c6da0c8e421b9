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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

    @Test
    void sixBytesAreAnAddress() {
        MacAddress address = MacAddress.parse("52:54:00:AB:cd:09").orElseThrow();
        assertEquals("52:54:00:ab:cd:09", address.toString());
        assertArrayEquals(new byte[] {0x52, 0x54, 0, (byte) 0xAB, (byte) 0xCD, 9}, address.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "02:00:00:00:00", "02:00:00:00:00:00:00", "02-00-00-00-00-00", "2:0:0:0:0:0",
            "02:00:00:00:00:0g", "01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00"})
    void othersAreNone(String text) {
        assertEquals(Optional.empty(), MacAddress.parse(text));
    }

    @Test
    void theEarlyErasDriverMakesOneOfANumber() {
        assertEquals(Optional.of(0), MacAddress.DEFAULT.guestId());
        assertEquals(Optional.of(0xFF01), MacAddress.parse("02:00:01:ff:00:00").orElseThrow().guestId());
        assertEquals(Optional.empty(), MacAddress.parse("52:54:00:12:00:00").orElseThrow().guestId());
        assertEquals(Optional.empty(), MacAddress.parse("02:00:00:00:00:01").orElseThrow().guestId());
    }
}
