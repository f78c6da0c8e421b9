/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the guest writes to its console, on its way to the listener. On the emulator thread. */
final class ConsoleOutput implements Consumer<byte[]> {

    private final SessionListener listener;
    private final List<Search> searches = new ArrayList<>();
    private boolean found;

    ConsoleOutput(SessionListener listener) {
        this.listener = listener;
    }

    @Override
    public void accept(byte[] bytes) {
        for (Search search : searches) {
            found |= search.looksAt(bytes);
        }
        listener.console(bytes);
    }

    /** Looks for a text from now on. */
    Search find(String text) {
        Search search = new Search(text.getBytes(StandardCharsets.UTF_8));
        searches.add(search);
        return search;
    }

    void forget(Search search) {
        searches.remove(search);
    }

    /** Whether any text has been found since this was last asked by {@link #takeFound}. */
    boolean found() {
        return found;
    }

    boolean takeFound() {
        boolean was = found;
        found = false;
        return was;
    }

    /** For one text, which may come in pieces (after Knuth, Morris and Pratt). */
    static final class Search {

        private final byte[] text;
        /** By bytes matched so far: how many still match when the next one does not. */
        private final int[] fallback;
        private int matched;
        private boolean found;

        private Search(byte[] text) {
            this.text = text;
            fallback = new int[text.length + 1];
            int length = 0;
            for (int i = 1; i < text.length; i++) {
                length = extended(text[i], length);
                fallback[i + 1] = length;
            }
        }

        private int extended(byte next, int from) {
            int length = from;
            while (length > 0 && text[length] != next) {
                length = fallback[length];
            }
            return text[length] == next ? length + 1 : length;
        }

        private boolean looksAt(byte[] bytes) {
            for (byte next : bytes) {
                if (matched == text.length) {
                    matched = fallback[matched];
                }
                matched = extended(next, matched);
                found |= matched == text.length;
            }
            return found;
        }

        /** Whether it has been found since this was last asked. */
        boolean takeFound() {
            boolean was = found;
            found = false;
            return was;
        }
    }
}
