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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.runtime.Path;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IPersistableSourceLocator;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.sourcelookup.ISourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.DirectorySourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.FolderSourceContainer;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.debug.core.sourcelookup.containers.WorkspaceSourceContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.SourceFile;
import org.lguest.dwarf.SourceLine;

/** From a frame of a guest that was built elsewhere to the file in the workspace. */
class SourceLookupTest {

    private GuestFixture guest;
    private GuestSourceLookupDirector director;

    @BeforeEach
    void stopAtASale() throws Exception {
        guest = GuestFixture.running();
        guest.session.register("eip", guest.addressOf(SALE));
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        director = new GuestSourceLookupDirector();
        director.initializeParticipants();
    }

    @AfterEach
    void cleanUp() throws Exception {
        director.dispose();
        guest.close();
    }

    @Test
    void theWorkspaceIsSearchedForTheEndOfThePath() {
        director.setSourceContainers(new ISourceContainer[] {new WorkspaceSourceContainer()});
        assertEquals(guest.source, director.getSourceElement(frame()));
    }

    @Test
    void aFolderIsSearchedForTheNameAlone() {
        director.setSourceContainers(new ISourceContainer[] {
            new FolderSourceContainer((IFolder) guest.source.getParent(), false)});
        assertEquals(guest.source, director.getSourceElement(frame()));
    }

    @Test
    void ofTwoFilesThatOneIsMeantWhosePathEndsLikeTheGuests() throws Exception {
        IFolder other = guest.project.getFolder("aaa");
        other.create(true, true, null);
        guest.source.copy(other.getFile("first.c").getFullPath(), true, null);
        director.setSourceContainers(new ISourceContainer[] {new WorkspaceSourceContainer()});
        assertEquals(guest.source, director.getSourceElement(frame()));
    }

    @Test
    void aFileThatIsThereIsNotMistakenForOneOfTheSameNameInTheWorkspace(@TempDir java.nio.file.Path folder)
            throws Exception {
        java.nio.file.Path meant = Files.writeString(folder.resolve("first.c"), "another program\n");
        SourceLine line = line(folder.toString(), "first.c");
        director.setSourceContainers(new ISourceContainer[] {new WorkspaceSourceContainer()});
        assertEquals(meant.toFile(), assertInstanceOf(LocalFileStorage.class, director.getSourceElement(line)).getFile());
        Files.delete(meant);
        assertEquals(guest.source, director.getSourceElement(line));
    }

    @Test
    void whatIsNotFoundIsNothing() {
        director.setSourceContainers(new ISourceContainer[0]);
        assertNull(director.getSourceElement("no frame"));
        assertNull(director.getSourceElement(line("/nowhere", "at-all.c")));
    }

    @Test
    void ofAFrameWhoseFileIsNowhereTheFileIsTold() {
        director.setSourceContainers(new ISourceContainer[0]);
        MissingSource missing = assertInstanceOf(MissingSource.class, director.getSourceElement(frame()));
        assertEquals(frame(), missing.element());
        assertEquals("first/first.c", missing.path());
        assertEquals(SALE, missing.line().line());
    }

    /** As a kernel of a distribution, whose sources were unpacked somewhere. */
    @Test
    void aFolderWithAMovedSourceTreeIsEnough(@TempDir java.nio.file.Path tree) throws Exception {
        java.nio.file.Path meant = write(tree.resolve("kernel/sched/core.c"));
        write(tree.resolve("block/core.c"));
        director.setSourceContainers(new ISourceContainer[] {new DirectorySourceContainer(tree.toFile(), false)});
        SourceLine line = line("/build/linux-4.10", "kernel/sched/core.c");
        assertEquals(meant.toFile(), found(line));
        assertEquals(meant.toFile(), found(line("/build/linux-4.10/kernel", "sched/core.c")));
        assertEquals(meant.toFile(), found(line("/build/obj", "../linux-4.10/kernel/./sched/core.c")));
        assertEquals(meant.toFile(), found(line("C:\\build\\linux", "kernel\\sched\\core.c")));
        assertNull(director.getSourceElement(line("/build/linux-4.10", "kernel/sched/fair.c")));
    }

    @Test
    void aFolderThatIsInTheWorkspaceGivesFilesOfTheWorkspace() {
        director.setSourceContainers(new ISourceContainer[] {
            new DirectorySourceContainer(guest.source.getLocation().toFile().getParentFile(), false)});
        assertEquals(guest.source, director.getSourceElement(line("/build", "first.c")));
    }

    private static java.nio.file.Path write(java.nio.file.Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, file.toString());
    }

    private File found(SourceLine line) {
        return assertInstanceOf(LocalFileStorage.class, director.getSourceElement(line)).getFile();
    }

    private static SourceLine line(String directory, String path) {
        return new SourceLine(new SourceFile(directory, path), 1, 1, true, 0, 1);
    }

    @Test
    void aLaunchConfigurationHasTheDirectorAndItsDefaults() throws Exception {
        ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
        ILaunchConfigurationWorkingCopy configuration = launches
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "sources");
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
        assertEquals(LguestDebug.SOURCE_LOCATOR, configuration.getType().getSourceLocatorId());
        IPersistableSourceLocator locator = launches.newSourceLocator(LguestDebug.SOURCE_LOCATOR);
        GuestSourceLookupDirector fromType = assertInstanceOf(GuestSourceLookupDirector.class, locator);
        fromType.initializeDefaults(configuration);
        assertEquals(guest.source, fromType.getSourceElement(frame()));
        fromType.dispose();
    }

    @Test
    void theDefaultsOfAConfigurationWithoutAnImageAreTheWorkspace() throws Exception {
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault().getLaunchManager()
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "sources");
        ISourceContainer[] containers = new GuestSourcePathComputer().computeSourceContainers(configuration, null);
        assertEquals(1, containers.length);
        assertInstanceOf(WorkspaceSourceContainer.class, containers[0]);
        configuration.setAttribute(LaunchAttributes.IMAGE, Path.ROOT.toOSString());
        new GuestSourcePathComputer().computeSourceContainers(configuration, null);
    }

    /** As the sample guests' own are: built with paths that say nothing of the machine, and not in the workspace. */
    @ParameterizedTest
    @ValueSource(strings = {"image", "images/image"})
    void sourcesAreFoundBesideAnImageOutsideTheWorkspace(String image, @TempDir java.nio.file.Path folder)
            throws Exception {
        java.nio.file.Path source = folder.resolve("mine/mine.c");
        Files.createDirectory(source.getParent());
        Files.writeString(source, "a kernel of one's own\n");
        ILaunchConfigurationWorkingCopy configuration = DebugPlugin.getDefault().getLaunchManager()
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "sources");
        configuration.setAttribute(LaunchAttributes.IMAGE, folder.resolve(image).toString());
        director.initializeDefaults(configuration);
        SourceLine line = line(".", "mine/mine.c");
        assertEquals(source.toFile(),
                assertInstanceOf(LocalFileStorage.class, director.getSourceElement(line)).getFile().getCanonicalFile());
    }

    private IStackFrame frame() {
        return guest.thread().getTopStackFrame();
    }
}
