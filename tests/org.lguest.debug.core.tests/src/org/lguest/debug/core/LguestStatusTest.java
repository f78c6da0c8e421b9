/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.runtime.IStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lguest.hypervisor.launcher.LaunchProblem;
import org.lguest.hypervisor.session.Refusal;

class LguestStatusTest {

    @Test
    void noTwoKindsShareACode() {
        Map<Integer, LguestStatus> byCode = new HashMap<>();
        for (LguestStatus status : LguestStatus.values()) {
            LguestStatus other = byCode.put(status.code(), status);
            assertEquals(null, other, () -> status + " and " + other + " share " + status.code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindSaysWhatIsWrongWhyAndWhatToDo(LguestStatus status) {
        String message = status.message("VALUE0", "VALUE1", "VALUE2");
        for (String text : new String[] {message, status.explanation(), status.remedy()}) {
            assertTrue(text.endsWith(".") || text.matches("(?s).*VALUE\\d"), () -> "not a sentence: " + text);
            assertFalse(text.contains("{"), () -> "a value is missing: " + text);
            assertFalse(text.contains("''"), () -> "a quote too many: " + text);
        }
        assertFalse(message.equals(status.explanation()));
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemOfTheLauncherHasAnEntry(LaunchProblem.Code code) {
        IStatus status = assertDoesNotThrow(() -> LguestStatus.of(new LaunchProblem(code, "Reason 7.", "Remedy.")));
        assertEquals(LguestStatus.valueOf(code.name()).code(), status.getCode());
        assertEquals("Reason 7. Remedy.", status.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalOfASessionHasAnEntry(Refusal.Code code) {
        IStatus status = assertDoesNotThrow(() -> LguestStatus.of(new Refusal(code, "Because of 7.")));
        assertEquals(LguestStatus.valueOf(code.name()).code(), status.getCode());
        assertEquals("Because of 7.", status.getMessage());
    }

    @Test
    void aStatusIsAnErrorOfThisPlugInThatNamesItsValuesAndTheRemedy() {
        IStatus status = LguestStatus.NO_CODE_AT_LINE.status("shop.c", 12);
        assertEquals(IStatus.ERROR, status.getSeverity());
        assertEquals(LguestDebug.PLUGIN_ID, status.getPlugin());
        assertTrue(status.getMessage().contains("shop.c:12"), status.getMessage());
        assertTrue(status.getMessage().endsWith(LguestStatus.NO_CODE_AT_LINE.remedy()), status.getMessage());
    }
}
