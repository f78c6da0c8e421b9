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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing imports upward: what the bundles may know of each other, of Eclipse and of OSGi. */
class LayeringTest {

    /** The product's bundles, lowest first, each with those of them that it may see. */
    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "org.lguest.x86", Set.of(),
            "org.lguest.hypervisor", Set.of("org.lguest.x86"),
            "org.lguest.dwarf", Set.of(),
            "org.lguest.commandline", Set.of("org.lguest.hypervisor", "org.lguest.dwarf"),
            "org.lguest.debug.core", Set.of("org.lguest.x86", "org.lguest.hypervisor", "org.lguest.dwarf"),
            "org.lguest.debug.cdt", Set.of("org.lguest.debug.core", "org.lguest.hypervisor", "org.lguest.x86",
                    "org.lguest.dwarf"),
            "org.lguest.debug.ui", Set.of("org.lguest.debug.core", "org.lguest.hypervisor", "org.lguest.x86",
                    "org.lguest.dwarf", "org.lguest.guests"),
            "org.lguest.guests", Set.of(),
            "org.lguest.doc", Set.of());

    private static final Pattern ECLIPSE = Pattern.compile("\\borg\\.(eclipse|osgi)\\.");
    private static final Pattern CDT = Pattern.compile("\"org\\.eclipse\\.cdt\\.\\w");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    @ParameterizedTest
    @ValueSource(strings = {"org.lguest.x86", "org.lguest.hypervisor", "org.lguest.dwarf", "org.lguest.commandline"})
    void whatRunsWithoutAWorkbenchKnowsNothingOfEclipse(String bundle) {
        List<String> offenders = Stream.of("bundles/" + bundle + "/src", "tests/" + bundle + ".tests/src")
                .flatMap(folder -> SourceTree.javaFiles(folder).stream())
                .filter(file -> ECLIPSE.matcher(COMMENT.matcher(SourceTree.text(file)).replaceAll("")).find())
                .map(SourceTree::name).toList();
        assertEquals(List.of(), offenders, "sources of a pure bundle that name a class of Eclipse or OSGi");
    }

    @Test
    void everyBundleSeesOnlyThoseBelowIt() throws IOException {
        for (Path bundle : SourceTree.bundles("bundles")) {
            String name = bundle.getFileName().toString();
            Set<String> seen = required(bundle).stream().filter(id -> id.startsWith("org.lguest."))
                    .collect(Collectors.toCollection(TreeSet::new));
            seen.removeAll(MAY_SEE.getOrDefault(name, Set.of()));
            assertEquals(Set.of(), seen, () -> name + " requires bundles of a layer above it");
        }
    }

    @Test
    void pureBundlesRequireNothingOfThePlatform() throws IOException {
        for (String name : List.of("org.lguest.x86", "org.lguest.hypervisor", "org.lguest.dwarf",
                "org.lguest.commandline")) {
            Set<String> platform = required(SourceTree.ROOT.resolve("bundles").resolve(name)).stream()
                    .filter(id -> !id.startsWith("org.lguest.") && !id.startsWith("org.objectweb.asm")
                            && !id.equals("org.jspecify.annotations"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), platform, () -> name + " is to run from a plain java -jar");
        }
    }

    @Test
    void onlyTheBridgeSpeaksOfCdt() {
        List<String> offenders = SourceTree.javaFiles("bundles").stream()
                .filter(file -> !SourceTree.name(file).startsWith("bundles/org.lguest.debug.cdt/"))
                .filter(file -> CDT.matcher(SourceTree.text(file)).find()).map(SourceTree::name).toList();
        assertEquals(List.of(), offenders, "sources outside org.lguest.debug.cdt that name a part of CDT");
    }

    @Test
    void theFeatureHoldsEveryBundleOfTheProductAndNoTest() {
        String feature = SourceTree.text(SourceTree.ROOT.resolve("features/org.lguest.debug.feature/feature.xml"));
        Set<String> included = Pattern.compile("<plugin\\s+id=\"([^\"]+)\"").matcher(feature).results()
                .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> bundles = SourceTree.bundles("bundles").stream().map(bundle -> bundle.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(bundles, included);
        assertEquals(new TreeSet<>(MAY_SEE.keySet()), bundles, "this test knows the layers of every bundle");
    }

    /** The bundles and packages that a manifest requires or imports, without directives. */
    private static Set<String> required(Path bundle) throws IOException {
        Set<String> required = new TreeSet<>();
        try (var in = Files.newInputStream(bundle.resolve("META-INF/MANIFEST.MF"))) {
            Manifest manifest = new Manifest(in);
            for (String header : List.of("Require-Bundle", "Import-Package", "DynamicImport-Package")) {
                String value = manifest.getMainAttributes().getValue(header);
                if (value != null) {
                    for (String clause : QUOTED.matcher(value).replaceAll("").split(",")) {
                        required.add(clause.split(";")[0].strip());
                    }
                }
            }
        }
        return required;
    }
}
