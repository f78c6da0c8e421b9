/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.hypervisor.launcher.GuestConfiguration;

/** The committed images are what the committed sources make, and the sources do not depend on how they are compiled. */
class GuestImageRebuildTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"first", "optimized", "kinds", "selfwatch", "clock", "mishaps", "debugregs", "disk", "neighbours", "shell",
            "tour", "tour4"})
    void theSourcesMakeTheCommittedImage(String name) throws Exception {
        GuestImage committed = GuestImage.named(name);
        GuestBuild build = new GuestBuild(folder);
        String there = new String(committed.sections().get(".comment"), StandardCharsets.US_ASCII).replace("\0", "");
        String here = build.compiler();
        assumeTrue(here.equals(there), "The image was built by \"" + there + "\", and here is \"" + here + "\"");

        GuestImage rebuilt = build.make(name);

        assertEquals(committed.sections().keySet(), rebuilt.sections().keySet());
        for (String section : List.of(".text", ".user_text", ".user_data", ".data", ".debug_line")) {
            assertArrayEquals(committed.sections().get(section), rebuilt.sections().get(section), section);
        }
    }

    /** And so does the processor understand what the compiler makes of the same program. */
    @ParameterizedTest
    @ValueSource(strings = {"-Og", "-O1", "-O2", "-O3", "-Os"})
    void firstDoesTheSameAtEveryOptimisationLevel(String level) throws Exception {
        GuestImage image = new GuestBuild(folder).make("first", "OPT=" + level);

        assertEquals(FirstGuestTest.CONSOLE.formatted(""),
                GuestRun.toTheEnd(GuestConfiguration.of(image.path(), 64, "")).console());
    }

    /** The example project's own name has a space. */
    @Test
    void aGuestOfOnesOwnBuildsInAFolderWithASpaceInItsName() throws Exception {
        Path project = Files.createDirectory(folder.resolve("Lguest Guests"));
        Files.copy(GuestImage.folder().resolve("Makefile"), project.resolve("Makefile"));
        Path kit = Files.createDirectory(project.resolve("kit"));
        try (Stream<Path> sources = Files.list(GuestImage.folder().resolve("kit"))) {
            for (Path source : sources.toList()) {
                Files.copy(source, kit.resolve(source.getFileName()));
            }
        }
        Files.writeString(Files.createDirectory(project.resolve("second")).resolve("second.c"), """
                #include "console.h"

                void guest_main(void)
                {
                    print("a guest of one's own\\n");
                }
                """);

        GuestImage image = new GuestBuild(folder).makeIn(project, "second");

        assertEquals("a guest of one's own\n",
                GuestRun.toTheEnd(GuestConfiguration.of(image.path(), 64, "")).console());
    }
}
