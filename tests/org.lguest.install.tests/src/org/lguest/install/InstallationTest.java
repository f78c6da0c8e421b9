/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a user does with the update site, in an Eclipse platform that has neither our plug-ins nor CDT:
 * <ol>
 * <li>install the feature with the platform's own p2 director;</li>
 * <li>debug the sample guest with what was installed, to a breakpoint and to a watchpoint;</li>
 * <li>close the workbench and start another over the same workspace, in which each breakpoint is as it was;</li>
 * <li>remove the feature again.</li>
 * </ol>
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallationTest {

    private static final String FEATURE = "org.lguest.debug.feature.feature.group";
    private static final String SOURCES = "org.lguest.debug.feature.source.feature.group";
    /** What works the installed workbench in place of a user. */
    private static final Set<String> DRIVERS = Set.of("org.lguest.workbench.driver", "org.lguest.demo");
    private static final Path SITE = Path.of(System.getProperty("site")).normalize();
    private static final Path WORK = Path.of(System.getProperty("work"));
    /** Made anew by every run, with the workspace in it. */
    private static final Path PLATFORM = WORK.resolve("platform");

    private static Installation installation;

    @BeforeAll
    static void assemble() throws IOException, InterruptedException {
        Path platform = Path.of(System.getProperty("platform"));
        installation = Installation.copy(platform, PLATFORM, WORK);
        assertEquals(Set.of(), installation.bundles("org.lguest."), "the platform is to come without our plug-ins");
        installation.director("-repository", SITE.toUri().toString(), "-installIU", FEATURE);
    }

    @Test
    void theFeatureBringsCdtAlongWhereASiteHasIt() throws IOException {
        Matcher cdt = Pattern.compile("<required [^>]*name='org\\.eclipse\\.cdt\\.debug\\.ui'[^>]*>").matcher(unit(FEATURE));
        assertTrue(cdt.find(), "the feature does not ask for CDT");
        assertTrue(cdt.group().contains("optional='true'"), () -> "CDT is to be optional: " + cdt.group());
        assertFalse(cdt.group().contains("greedy='false'"), () -> "CDT is to come along: " + cdt.group());
    }

    @Test
    void theCategoryOffersTheFeatureAndItsSources() throws IOException {
        String category = Pattern.compile("<unit id='[^']*org\\.lguest\\.debug'.*?</unit>", Pattern.DOTALL).matcher(content())
                .results().map(MatchResult::group).filter(unit -> unit.contains("p2.type.category")).findFirst()
                .orElseThrow(() -> new AssertionError("the site has no category of ours"));
        for (String offered : List.of(FEATURE, SOURCES)) {
            assertTrue(category.contains("name='" + offered + "'"), () -> offered + " is not in the category");
        }
    }

    @Test
    void theUserIsAskedToAcceptTheLicenceOfEach() throws IOException {
        for (String feature : List.of(FEATURE, SOURCES)) {
            String licence = unit(feature);
            assertTrue(licence.contains("<license ") && licence.contains("%license"), () -> feature + " has no licence");
        }
    }

    private static String unit(String id) throws IOException {
        String content = content();
        int start = content.indexOf("<unit id='" + id + "'");
        assertTrue(start >= 0, () -> "the site has no " + id);
        return content.substring(start, content.indexOf("</unit>", start));
    }

    private static String content() throws IOException {
        try (ZipFile jar = new ZipFile(SITE.resolve("content.jar").toFile())) {
            byte[] bytes = jar.getInputStream(jar.getEntry("content.xml")).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Test
    @Order(1)
    void theDirectorInstallsEveryBundleOfTheProduct() throws IOException {
        Set<String> product = Set.of("org.lguest.x86", "org.lguest.hypervisor", "org.lguest.dwarf", "org.lguest.commandline",
                "org.lguest.guests", "org.lguest.debug.core", "org.lguest.debug.cdt", "org.lguest.debug.ui", "org.lguest.doc");
        assertEquals(product, installation.bundles("org.lguest."));
    }

    @Test
    @Order(2)
    void theInstalledPlugInsStopAGuestAtABreakpointAndAtAWatchpoint() throws IOException, InterruptedException {
        Path drivers = Path.of(System.getProperty("drivers")).normalize();
        for (String driver : DRIVERS) {
            installation.addBuiltBundle(drivers.resolve(driver));
        }
        Path output = demo("demo", "workspace");
        assertTrue(Installation.read(output.resolve("transcript.txt")).contains("LHCALL_SET_DEBUGREG"),
                "the transcript shows no hypercall that sets a debug register");
    }

    /** Of each of our kinds, with conditions, ignore counts and what else a user says of them. */
    @Test
    @Order(3)
    void aSecondWorkbenchOverTheWorkspaceHasTheBreakpointsOfTheFirst() throws IOException, InterruptedException {
        demo("restart", "restarted", "-Dlguest.demo.restarted=false");
        demo("restart", "restarted", "-Dlguest.demo.restarted=true");
    }

    /** Has the demo played in the installed workbench. @return what it has left, transcript and pictures */
    private static Path demo(String name, String workspace, String... properties) throws IOException, InterruptedException {
        Path output = Files.createDirectories(PLATFORM.resolve(name));
        Path log = WORK.resolve(name + ".log");
        List<String> all = new ArrayList<>(
                List.of("-Dlguest.demo.output=" + output, "-Dlguest.demo.interactive=false"));
        all.addAll(List.of(properties));
        int status = installation.run(all, List.of("-application", "org.lguest.demo.application", "-data",
                PLATFORM.resolve(workspace).toString()), log);
        assertEquals(0, status, () -> "the demo did not stop where it should:\n" + Installation.read(log));
        return output;
    }

    @Test
    @Order(4)
    void theSourcesComeOnRequest() throws IOException, InterruptedException {
        installation.director("-repository", SITE.toUri().toString(), "-installIU", SOURCES);
        Set<String> sources = Set.of("org.lguest.x86.source", "org.lguest.hypervisor.source", "org.lguest.dwarf.source",
                "org.lguest.commandline.source", "org.lguest.debug.core.source", "org.lguest.debug.cdt.source",
                "org.lguest.debug.ui.source");
        assertEquals(sources, installation.sources("org.lguest."));
    }

    @Test
    @Order(5)
    void theDirectorRemovesTheFeatureWithoutATrace() throws IOException, InterruptedException {
        installation.director("-uninstallIU", SOURCES + ',' + FEATURE);
        assertEquals(Set.of(), installation.sources("org.lguest."));
        Set<String> left = installation.bundles("org.lguest.");
        left.removeAll(DRIVERS);
        assertEquals(Set.of(), left);
    }
}
