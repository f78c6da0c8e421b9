/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

/**
 * Where the stations of a world switch write down what they do. Each writes its own line at the moment it acts; nobody
 * writes one on another's behalf.
 */
public interface Trace {

    /** Nobody listens. */
    Trace OFF = new Trace() {
        @Override
        public boolean on() {
            return false;
        }

        @Override
        public void line(String station, String text) {
            // nobody listens
        }
    };

    /** Whether anybody listens; ask before making up a text. */
    boolean on();

    /**
     * Whether each exit of the guest, each interrupt, and what passes between it and its devices is worth a line too.
     * There is so much of it that it has to be asked for.
     */
    default boolean exits() {
        return false;
    }

    /**
     * Writes a line.
     *
     * @param station who acts
     * @param text    what it did, with values
     */
    void line(String station, String text);

    /** A register as the trace shows it: eight digits. */
    static String hex(int value) {
        return String.format("0x%08x", value);
    }
}
