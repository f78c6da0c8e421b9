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

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The committed programs, as their Makefile describes them, and the sample guests, as {@code guest/first}. With
 * {@code -Dprograms=FOLDER} the comparisons with readelf take that folder's {@code .elf} files too.
 */
public final class Programs {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path FOLDER = BASE.resolve("programs");
    private static final Path GUESTS = BASE.resolve("../../bundles/org.lguest.guests/images").normalize();

    private static final String GUEST = "guest/";

    private Programs() {
    }

    public static Path path(String name) {
        if (isGuest(name)) {
            return GUESTS.resolve(name.substring(GUEST.length()));
        }
        return FOLDER.resolve(name.endsWith(".debug") || name.endsWith(".elf") ? name : name + ".elf");
    }

    static boolean isGuest(String name) {
        return name.startsWith(GUEST);
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    public static ByteBuffer content(String name) throws IOException {
        return ByteBuffer.wrap(bytes(name));
    }

    public static ProgramImage image(String name) {
        try {
            return ProgramImage.open(path(name));
        } catch (ProgramImageException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of all programs and sample guests. */
    public static List<String> andGuests() throws IOException {
        try (Stream<Path> files = Files.list(GUESTS)) {
            List<String> guests = files.map(f -> GUEST + f.getFileName()).sorted().toList();
            assertFalse(guests.isEmpty(), "no guests in " + GUESTS);
            return Stream.of(all(), guests, others()).flatMap(List::stream).toList();
        }
    }

    /** The names of all programs. */
    public static List<String> all() throws IOException {
        List<String> names = in(FOLDER).stream().map(path -> FOLDER.relativize(Path.of(path)).toString()).toList();
        assertFalse(names.isEmpty(), "no programs in " + FOLDER);
        return names;
    }

    private static List<String> others() throws IOException {
        String folder = System.getProperty("programs", "");
        return folder.isEmpty() ? List.of() : in(Path.of(folder).toAbsolutePath());
    }

    private static List<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).filter(n -> n.endsWith(".elf"))
                    .map(n -> n.substring(0, n.length() - 4)).sorted().toList();
        }
    }
}
