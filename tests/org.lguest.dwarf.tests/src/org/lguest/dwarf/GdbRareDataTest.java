/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Data of kinds that few programs have, as {@code programs/wide/data.c}, as gdb reads it. */
class GdbRareDataTest {
    private static final List<String> CHARACTERS = List.of("greeting", "first", "constant", "renamed", "whole", "glyphs",
            "none", "quote", "beyond", "negative", "changing", "shorts", "longs", "repeated", "empty", "full", "rows", "many",
            "mixed", "unlike", "escaped", "null", "narrow", "long_narrow", "spoken", "greeting + 1",
            "&greeting[2]", "greeting[1]", "*first",
            "first[7]", "shorts[1]", "longs[2]", "&greeting", "renamed + 1", "constant + 1", "&glyphs[1]", "*rows",
            "greeting[1] + 1", "(wchar_t) 65", "(glyph) 65", "sizeof greeting", "&shorts[0]");
    private static final List<String> FLEXIBLE = List.of("message", "message.data", "message.data[1]", "*message.data",
            "message.data + 1", "*message.data@3", "&message.data[1]", "received->data[2]", "received->data + 1",
            "*received", "sizeof message", "sizeof (struct message)", "old_message", "old_message.data",
            "sizeof old_message.data", "table", "table.row", "table.row[1]", "&table.row[1]", "sizeof (table.row[0])",
            "table.row[1].value + 1", "signs", "signs.data", "signs.data[1]", "message.data == 0");
    private static final List<String> FUNCTIONS = List.of("printer", "&printer", "plain", "unsaid", "nothing", "&nothing");

    private final Unstarted program = new Unstarted("wide/data");

    @Test
    void wideCharactersAreWrittenAsGdbDoes() throws Exception {
        program.assertPrintedAsGdb(CHARACTERS);
    }

    @Test
    void whatEndsWithAsManyElementsAsThereAreIsReadAsByGdb() throws Exception {
        program.assertPrintedAsGdb(FLEXIBLE);
    }

    @Test
    void functionsThatTakeMoreSaySo() throws Exception {
        program.assertPrintedAsGdb(FUNCTIONS);
        assertTrue(program.withType("printer").startsWith("(int (*)(const char *, ...))"));
    }

    /** Whatever locale gdb runs in. */
    @Test
    void aWideCharacterThatIsNotOfAsciiIsWrittenByItsNumber() throws Exception {
        assertEquals("20320 L'\\x4f60'", program.text("greeting[7]"));
    }
}
