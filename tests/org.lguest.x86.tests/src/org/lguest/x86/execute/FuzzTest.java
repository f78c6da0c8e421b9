/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FuzzTest {

    private static final int MACHINES = 200;

    @Test
    void nothingButExitsComesOutOfRandomMachines() {
        long retired = 0;
        for (int seed = 0; seed < MACHINES; seed++) {
            retired += new Fuzz(seed).run();
        }
        assertTrue(retired > 5_000, "retired " + retired);
    }
}
