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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;

import org.junit.jupiter.api.Test;

class GuestStreamMonitorTest {

    private final Queue<Runnable> deliveries = new ArrayDeque<>();
    private final GuestStreamMonitor monitor = new GuestStreamMonitor(deliveries::add);
    private final StringBuilder heard = new StringBuilder();

    @Test
    void theGuestNeverWaitsForAListener() {
        monitor.addListener((text, source) -> heard.append(text));
        monitor.append("one ");
        monitor.append("two ");
        assertEquals("", heard.toString());
        assertEquals(1, deliveries.size());
        deliver();
        monitor.append("three");
        deliver();
        assertEquals("one two three", heard.toString());
    }

    @Test
    void keepsWhatIsSaidBeforeTheConsoleOpens() {
        monitor.append("boot\n");
        deliver();
        assertEquals("boot\n", monitor.getContents());
        monitor.flushContents();
        monitor.setBuffered(false);
        monitor.append("more\n");
        deliver();
        assertEquals("", monitor.getContents());
    }

    @Test
    void dropsTheOldestWhenNobodyTakesItAndSaysHowMuch() {
        monitor.addListener((text, source) -> heard.append(text));
        monitor.append("lost");
        monitor.append("x".repeat(GuestStreamMonitor.CAPACITY - 3));
        monitor.append("end");
        deliver();
        assertTrue(heard.toString().endsWith("xend"));
        assertTrue(heard.toString().startsWith("[4 "), heard.substring(0, 60));
        assertEquals(GuestStreamMonitor.CAPACITY, heard.length() - heard.indexOf("xxx"));
    }

    private void deliver() {
        while (!deliveries.isEmpty()) {
            deliveries.remove().run();
        }
    }
}
