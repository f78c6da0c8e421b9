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

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A little of what {@code releng/soak} does for an hour. */
class SoakTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyStopIsTheOneThatHadToCome(boolean shared) throws Exception {
        Soak soak = new Soak(7, shared, directory);
        soak.stopsAndResumes(500);
        soak.changesWhileRunning(300_000_000);
        soak.close();
    }

    @Test
    void aLostRegisterIsNoticed() throws Exception {
        Soak soak = new Soak(7, false, directory);
        soak.lose();
        Soak.Wrong wrong = assertThrows(Soak.Wrong.class, () -> soak.stopsAndResumes(100));
        assertTrue(wrong.getMessage().contains("unit"), wrong.getMessage());
        soak.close();
    }
}
