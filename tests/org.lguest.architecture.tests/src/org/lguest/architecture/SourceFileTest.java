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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every file of the repository keeps to. */
class SourceFileTest {

    private static final String LICENSED = "SPDX-License-Identifier: EPL-2.0";
    private static final Pattern NEEDS_LICENCE = Pattern.compile(
            ".*(\\.(java|c|h|S|lds|py|sh|xml|properties|inf|product|target|exsd|css)|Makefile|/(demo|verify|lguest|run))");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.}-])/(work|root|usr/src|home/(?!someone/)\\w+)/");
    private static final Pattern WILDCARD_IMPORT = Pattern.compile("(?m)^import .*\\*;");
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Impl)\\.java");
    private static final Pattern PROSE = Pattern.compile("\\s*(/?\\*|//)");
    private static final int WIDEST_PROSE = 120;
    /** A little over is better than a line that is broken where nobody expects it. */
    private static final int WIDEST_CODE = 140;

    @Test
    void everySourceFileStatesItsLicence() {
        List<String> offenders = SourceTree.files(".").stream()
                .filter(file -> NEEDS_LICENCE.matcher(SourceTree.name(file)).matches())
                .filter(file -> !SourceTree.text(file).lines().limit(15).anyMatch(line -> line.contains(LICENSED)))
                .map(SourceTree::name).toList();
        assertEquals(List.of(), offenders, () -> "files whose first lines lack " + LICENSED);
    }

    @Test
    void noFileKnowsTheMachineItWasMadeOn() {
        List<String> offenders = SourceTree.files(".").stream()
                .filter(file -> !SourceTree.name(file).endsWith("/SourceFileTest.java"))
                .filter(file -> MACHINE_PATH.matcher(SourceTree.text(file)).find()).map(SourceTree::name).toList();
        assertEquals(List.of(), offenders, "files, text or binary, that contain a path of some machine");
    }

    @Test
    void javaSourcesAreIndentedBySpacesAndNotTooWide() {
        List<String> offenders = new ArrayList<>();
        for (Path file : SourceTree.javaFiles(".")) {
            List<String> lines = SourceTree.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                int widest = PROSE.matcher(line).lookingAt() ? WIDEST_PROSE : WIDEST_CODE;
                if (line.indexOf('\t') >= 0 || line.length() > widest) {
                    offenders.add(SourceTree.name(file) + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), offenders,
                "lines with a tab, prose over " + WIDEST_PROSE + " or code over " + WIDEST_CODE);
    }

    @Test
    void javaSourcesNameWhatTheyImport() {
        List<String> offenders = SourceTree.javaFiles(".").stream()
                .filter(file -> WILDCARD_IMPORT.matcher(SourceTree.text(file)).find()).map(SourceTree::name).toList();
        assertEquals(List.of(), offenders, "sources with a wildcard import");
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        List<String> offenders = SourceTree.javaFiles(".").stream().map(SourceTree::name)
                .filter(name -> EMPTY_NAME.matcher(name).matches()).toList();
        assertEquals(List.of(), offenders, "Manager, Helper, Util and Impl say nothing in this field's terms");
    }
}
