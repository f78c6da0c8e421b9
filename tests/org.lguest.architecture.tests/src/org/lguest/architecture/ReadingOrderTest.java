/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The code is a book: each package of the product is a chapter, which its {@code package-info.java} introduces and
 * whose last line names the next one.
 */
class ReadingOrderTest {

    private static final String FIRST_CHAPTER = "org.lguest.x86.opcode";
    private static final Pattern NEXT = Pattern.compile("<p>\\s*Next chapter: \\{@code ([\\w.]+)}");
    private static final Pattern END = Pattern.compile("<p>\\s*The end\\.");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    private final Map<String, String> chapters = new LinkedHashMap<>();
    private final Set<String> packages = new TreeSet<>();

    ReadingOrderTest() {
        for (Path file : SourceTree.javaFiles("bundles")) {
            String text = SourceTree.text(file);
            Matcher declaration = PACKAGE.matcher(text);
            assertTrue(declaration.find(), () -> SourceTree.name(file) + " declares no package");
            packages.add(declaration.group(1));
            if (file.endsWith("package-info.java")) {
                chapters.put(declaration.group(1), text);
            }
        }
    }

    @Test
    void everyPackageIsAChapter() {
        Set<String> without = new TreeSet<>(packages);
        without.removeAll(chapters.keySet());
        assertEquals(Set.of(), without, "packages without a package-info.java");
    }

    @Test
    void theChaptersFormOneChainFromTheOpcodeTableToTheEnd() {
        List<String> read = new ArrayList<>();
        String chapter = FIRST_CHAPTER;
        while (true) {
            String here = chapter;
            assertTrue(chapters.containsKey(here), () -> "no chapter " + here + " after " + read);
            assertTrue(!read.contains(here), () -> "the chapters run in a circle: " + read + " and again " + here);
            read.add(here);
            Matcher next = NEXT.matcher(chapters.get(here));
            if (!next.find()) {
                assertTrue(END.matcher(chapters.get(here)).find(), () -> here + " names no next chapter");
                break;
            }
            chapter = next.group(1);
        }
        Set<String> unread = new TreeSet<>(packages);
        read.forEach(unread::remove);
        assertEquals(Set.of(), unread, () -> "packages that the reading order leaves out; it is " + read);
    }

    @Test
    void everyStationThatTheReadmeNamesIsInTheTree() {
        String readme = SourceTree.text(SourceTree.ROOT.resolve("README.md"));
        int table = readme.indexOf("| station |");
        assertTrue(table >= 0, "the README has no table of stations");
        Set<String> named = new TreeSet<>();
        String stations = readme.substring(table, readme.indexOf("\n\n", table));
        Pattern.compile("`([A-Z]\\w+)`").matcher(stations).results()
                .forEach(name -> named.add(name.group(1) + ".java"));
        assertTrue(named.size() > 10, () -> "the README names few stations: " + named);
        SourceTree.javaFiles("bundles").forEach(file -> named.remove(file.getFileName().toString()));
        assertEquals(Set.of(), named, "stations of the breakpoint's path that the README names and no bundle has");
    }

    @Test
    void noPackageLetsNullCrossItsBorder() {
        List<String> unmarked = chapters.entrySet().stream()
                .filter(chapter -> !chapter.getValue().contains("@NullMarked")).map(Map.Entry::getKey).toList();
        assertEquals(List.of(), unmarked, "packages that are not @NullMarked");
    }
}
