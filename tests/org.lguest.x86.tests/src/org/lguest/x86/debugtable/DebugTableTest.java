/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;

/** Holds our debug unit to every row of the table, as {@code releng/debug-unit-table} does beside others. */
class DebugTableTest {

    @Test
    void ourDebugUnitDoesWhatTheSdmSays() {
        assertEquals("", failures(IntUnaryOperator.identity(), 1000));
    }

    @Test
    void itDoesSoInstructionByInstruction() {
        assertEquals("", failures(IntUnaryOperator.identity(), 1));
    }

    @Test
    void eachPlantedFaultIsFound() {
        for (PlantedFault fault : PlantedFault.values()) {
            assertFalse(failures(fault, 1000).isEmpty(), fault::toString);
        }
    }

    @Test
    void noTwoRulesAreTheSame() {
        Set<String> names = new HashSet<>();
        DebugRules.all().forEach(one -> assertEquals(true, names.add(one.toString()), one::toString));
    }

    private static String failures(IntUnaryOperator dr7, long stride) {
        EmulatedProcessor ours = new EmulatedProcessor(dr7, stride);
        List<String> failures = new ArrayList<>();
        for (DebugCase one : DebugRules.all()) {
            String outcome = one.describe(ours.run(one), false);
            if (!one.accepts(outcome)) {
                failures.add(one + ": " + outcome + " instead of " + String.join(" or ", one.expected()));
            }
        }
        return String.join("\n", failures);
    }
}
