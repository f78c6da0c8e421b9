/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.sourcelookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.SourceFile;
import org.lguest.dwarf.SourceLine;

/** What follows from where one source file is, and that a launch configuration remembers it. */
class SourceMappingTest {

    private static final String BUILT = "/build/linux-4.10/kernel/sched/core.c";

    private final ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();

    @TempDir
    private Path folder;
    private ILaunchConfiguration configuration;

    @BeforeEach
    void save() throws Exception {
        ILaunchConfigurationWorkingCopy copy = launches
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "mapped");
        copy.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
        configuration = copy.doSave();
    }

    @AfterEach
    void delete() throws Exception {
        configuration.delete();
    }

    @ParameterizedTest
    @CsvSource({
        "/build/linux-4.10/kernel/sched/core.c, /srv/me/linux/kernel/sched/core.c, /build/linux-4.10, /srv/me/linux",
        "/build/linux/kernel/sched/core.c, /srv/me/linux/kernel/sched/core.c, /build, /srv/me",
        "/build/linux/kernel/sched/core.c, /srv/me/core.c, /build/linux/kernel/sched, /srv/me",
        "/core.c, /srv/me/core.c, /, /srv/me",
        "/srv/me/core.c, /core.c, /srv/me, /",
        "kernel/core.c, /srv/me/linux/kernel/core.c, '', /srv/me/linux",
        "obj/kernel/core.c, /srv/me/linux/kernel/core.c, obj, /srv/me/linux",
        "C:/linux/kernel/core.c, /srv/me/linux/kernel/core.c, C:, /srv/me"})
    void theFoldersAreWhatIsBeforeTheCommonEnd(String path, Path chosen, String built, Path local) {
        assertEquals(Optional.of(new SourceMapping(built, local)), SourceMapping.of(path, chosen));
    }

    @Test
    void aFileOfAnotherNameIsAnother() {
        assertTrue(SourceMapping.of(BUILT, Path.of("/srv/me/linux/kernel/sched/fair.c")).isEmpty());
        assertTrue(SourceMapping.of(BUILT, Path.of("/")).isEmpty());
    }

    @Test
    void aFolderIsEnoughIfItHasTheFile() throws Exception {
        source();
        assertEquals(Optional.of(new SourceMapping("/build/linux-4.10", folder)), SourceMapping.of(BUILT, folder));
        assertEquals(Optional.of(new SourceMapping("/build/linux-4.10/kernel", folder.resolve("kernel"))),
                SourceMapping.of(BUILT, folder.resolve("kernel")));
        assertTrue(SourceMapping.of("/build/linux-4.10/kernel/sched/fair.c", folder).isEmpty());
    }

    @Test
    void aSavedConfigurationRemembersIt() throws Exception {
        Path source = source();
        GuestSourceLookupDirector director = director();
        assertNull(director.getSourceElement(line()));
        SourceMapping.of(BUILT, source).orElseThrow().addTo(director);
        assertEquals(source, found(director));
        director.dispose();
        GuestSourceLookupDirector later = director();
        assertEquals(source, found(later));
        int containers = later.getSourceContainers().length;
        SourceMapping.of(BUILT, source).orElseThrow().addTo(later);
        assertEquals(containers, later.getSourceContainers().length, "the same once more");
        later.dispose();
    }

    @Test
    void aLaunchWithoutASavedConfigurationFindsItAllTheSame() throws Exception {
        ILaunchConfigurationWorkingCopy unsaved = configuration.getType().newInstance(null, "unsaved");
        unsaved.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
        GuestSourceLookupDirector director = assertInstanceOf(GuestSourceLookupDirector.class,
                launches.newSourceLocator(LguestDebug.SOURCE_LOCATOR));
        director.initializeDefaults(unsaved);
        Path source = source();
        SourceMapping.of(BUILT, source).orElseThrow().addTo(director);
        assertEquals(source, found(director));
        director.dispose();
    }

    private GuestSourceLookupDirector director() throws Exception {
        GuestSourceLookupDirector director = assertInstanceOf(GuestSourceLookupDirector.class,
                launches.newSourceLocator(LguestDebug.SOURCE_LOCATOR));
        String memento = configuration.getAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_MEMENTO, (String) null);
        if (memento == null) {
            director.initializeDefaults(configuration);
        } else {
            assertNotNull(configuration.getAttribute(ILaunchConfiguration.ATTR_SOURCE_LOCATOR_ID, (String) null));
            director.initializeFromMemento(memento, configuration);
        }
        return director;
    }

    private Path source() throws IOException {
        Path source = folder.resolve("kernel/sched/core.c");
        Files.createDirectories(source.getParent());
        return Files.writeString(source, "a scheduler\n");
    }

    private static Path found(GuestSourceLookupDirector director) {
        return assertInstanceOf(LocalFileStorage.class, director.getSourceElement(line())).getFile().toPath();
    }

    private static SourceLine line() {
        return new SourceLine(new SourceFile("/build/linux-4.10", "kernel/sched/core.c"), 1, 1, true, 0, 1);
    }
}
