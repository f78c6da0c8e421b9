/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of what {@code releng/guest-fuzz} does: the first guests of the seed it begins with. */
class HostileRunTest {

    private static final int GUESTS = 150;

    @TempDir
    private Path folder;

    @Test
    void whateverAGuestDoesTheHostStaysSoundAndTheRunCanBeRepeated() throws Exception {
        Path disk = Files.write(folder.resolve("disk.img"), new byte[64 << 10]);
        Set<String> deaths = new TreeSet<>();
        for (int seed = 1; seed <= GUESTS; seed++) {
            deaths.add(GuestFuzz.run(seed, disk).death().replaceAll("0x[0-9a-f]+|-?[0-9]+", "#"));
        }
        assertTrue(deaths.size() > 10, () -> "They all die too soon, of " + deaths);
    }
}
