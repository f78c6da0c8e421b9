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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lguest.dwarf.NamedValue;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** Which of the variables that debug information tells of a view lists. */
class FrameVariablesTest {

    private final NamedValue inner = in("steps", 1, new Storage.Memory(0x1000));
    private final NamedValue outer = in("steps", 0, new Storage.Memory(0x2000));
    private final NamedValue original = in("steps", 0, new Storage.Absent("the compiler did without it"));
    private final NamedValue other = in("grams", 0, new Storage.Absent("the compiler did without it"));

    @Test
    void aVariableOfACopyIsListedOnce() {
        assertEquals(List.of(inner, other), FrameVariables.once(List.of(inner, original, other)));
    }

    @Test
    void whatHidesAndWhatIsHiddenAreListed() {
        assertEquals(List.of(inner, outer), FrameVariables.once(List.of(inner, outer)));
        assertEquals(List.of(original, outer), FrameVariables.once(List.of(original, outer)));
    }

    private static NamedValue in(String name, int block, Storage storage) {
        return new NamedValue(name, false, block, new Value(new Type.Void(), storage));
    }
}
