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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A sample guest's image, as committed, with its symbols and sections. Found beside the tests, or in the folder that
 * the system property {@code lguest.guests} names.
 */
public final class GuestImage {

    private static final int SYMBOL_TABLE = 2;
    private static final int NO_BITS = 8;

    private final Path path;
    private final ByteBuffer bytes;
    private final Map<String, Integer> symbols = new HashMap<>();
    private final Map<String, byte[]> sections = new LinkedHashMap<>();

    private GuestImage(Path path) throws IOException {
        this.path = path;
        bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        readSections();
    }

    /** The folder that holds the guests' sources and images. */
    public static Path folder() {
        return Path.of(System.getProperty("lguest.guests", "../../bundles/org.lguest.guests")).toAbsolutePath()
                .normalize();
    }

    /** The committed image of that name. */
    public static GuestImage named(String name) throws IOException {
        return at(folder().resolve("images").resolve(name));
    }

    public static GuestImage at(Path path) throws IOException {
        return new GuestImage(path);
    }

    public Path path() {
        return path;
    }

    /** Where a function or variable lies, as a linear address. */
    public int address(String symbol) {
        Integer address = symbols.get(symbol);
        if (address == null) {
            throw new NoSuchElementException("No symbol " + symbol + " in " + path);
        }
        return address;
    }

    /** What the file holds of each section, by name. */
    public Map<String, byte[]> sections() {
        return sections;
    }

    private void readSections() {
        int table = bytes.getInt(32);
        int count = bytes.getShort(48);
        int names = table + 40 * bytes.getShort(50);
        for (int header = table; header < table + 40 * count; header += 40) {
            int type = bytes.getInt(header + 4);
            if (type != NO_BITS) {
                byte[] content = new byte[bytes.getInt(header + 20)];
                bytes.get(bytes.getInt(header + 16), content);
                sections.put(text(bytes.getInt(names + 16) + bytes.getInt(header)), content);
            }
            if (type == SYMBOL_TABLE) {
                readSymbols(header, table + 40 * bytes.getInt(header + 24));
            }
        }
    }

    private void readSymbols(int header, int names) {
        int start = bytes.getInt(header + 16);
        for (int symbol = start; symbol < start + bytes.getInt(header + 20); symbol += 16) {
            symbols.put(text(bytes.getInt(names + 16) + bytes.getInt(symbol)), bytes.getInt(symbol + 4));
        }
    }

    private String text(int start) {
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), start, end - start, StandardCharsets.US_ASCII);
    }
}
