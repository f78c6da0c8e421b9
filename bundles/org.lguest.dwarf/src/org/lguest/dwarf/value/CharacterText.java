/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.ArrayList;
import java.util.List;

/** Writes characters and strings as C does, runs of equal ones short: {@code "ab", '\000' <repeats 14 times>}. */
final class CharacterText {
    /** As many equal characters one after another are written once, with their count. */
    static final int THRESHOLD = 10;
    private static final int LARGEST_OCTAL = 0777;
    private static final String ESCAPES = "\007a\bb\ff\nn\rr\tt\013v";

    private CharacterText() {
    }

    static String quoted(int character) {
        StringBuilder text = new StringBuilder("'");
        append(text, character, '\'', 0);
        return text.append('\'').toString();
    }

    /**
     * @param characters of the string; a last 0 is left out
     * @param isCut whether there are more of them
     */
    static String string(int[] characters, boolean isCut) {
        int length = characters.length;
        if (!isCut && length > 0 && characters[length - 1] == 0) {
            length--;
        }
        if (length == 0) {
            return "\"\"" + (isCut ? "..." : "");
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < length;) {
            int run = 1;
            while (i + run < length && characters[i + run] == characters[i]) {
                run++;
            }
            int character = characters[i];
            if (run > THRESHOLD) {
                close(part, parts);
                parts.add(quoted(character) + " <repeats " + run + " times>");
                i += run;
            } else {
                append(part, character, '"', part.isEmpty() ? 0 : characters[i - 1]);
                i++;
            }
        }
        close(part, parts);
        return String.join(", ", parts) + (isCut ? "..." : "");
    }

    private static boolean isInHex(int character) {
        return character < 0 || character > LARGEST_OCTAL;
    }

    private static void close(StringBuilder part, List<String> parts) {
        if (!part.isEmpty()) {
            parts.add("\"" + part + "\"");
            part.setLength(0);
        }
    }

    private static void append(StringBuilder text, int character, char quote, int previous) {
        int escape = ESCAPES.indexOf(character);
        if (isInHex(previous) && Character.digit(character, 16) >= 0) {
            // Else it would be one more digit (C11, section 6.4.4.4).
            text.append("\\%03o".formatted(character));
        } else if (character == quote || character == '\\') {
            text.append('\\').append((char) character);
        } else if (escape >= 0 && escape % 2 == 0) {
            text.append('\\').append(ESCAPES.charAt(escape + 1));
        } else if (isInHex(character)) {
            text.append("\\x%x".formatted(character));
        } else if (character < 0x20 || character > 0x7E) {
            text.append("\\%03o".formatted(character));
        } else {
            text.append((char) character);
        }
    }
}
