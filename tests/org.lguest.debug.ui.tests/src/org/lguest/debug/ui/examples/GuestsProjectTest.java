/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.debug.core.DebugPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.ErrorLog;

/** All of the example project, or nothing. */
class GuestsProjectTest {

    private final ErrorLog errors = new ErrorLog();
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("Some Guests");

    @TempDir
    private Path folder;

    @AfterEach
    void remove() throws Exception {
        var breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        breakpoints.removeBreakpoints(breakpoints.getBreakpoints(), true);
        project.delete(true, true, null);
        errors.close();
    }

    @Test
    void hasSourcesImagesMakefileLaunchConfigurationAndBreakpoints() throws Exception {
        new GuestsProject(project, Optional.empty()).create(new NullProgressMonitor());
        for (String file : new String[] {"Makefile", "README.md", "first/first.c", "kit/entry.S", "images/first"}) {
            assertTrue(project.getFile(file).exists(), file);
        }
        for (String file : new String[] {"META-INF", "about.html", "build.properties"}) {
            assertFalse(project.exists(IPath.fromPortableString(file)), file);
        }
        assertEquals(1, launchConfigurations());
        assertEquals(2, breakpoints());
    }

    @Test
    void liesWhereTheUserWantsIt() throws Exception {
        Path elsewhere = folder.resolve("guests");
        new GuestsProject(project, Optional.of(elsewhere.toUri())).create(new NullProgressMonitor());
        assertTrue(Files.exists(elsewhere.resolve("first/first.c")));
        assertEquals(1, launchConfigurations());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 40, 60})
    void cancelledAfterSomeStepsItLeavesNothingBehind(int steps) {
        Path elsewhere = folder.resolve("guests");
        GuestsProject example = new GuestsProject(project, Optional.of(elsewhere.toUri()));
        assertThrows(OperationCanceledException.class, () -> example.create(new Impatient(steps)));
        assertFalse(project.exists());
        assertFalse(Files.exists(elsewhere), "its files");
        assertEquals(0, launchConfigurations());
        assertEquals(0, breakpoints());
    }

    @Test
    void aFolderWithFilesInItStaysAsItIs() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        GuestsProject example = new GuestsProject(project, Optional.of(folder.toUri()));
        CoreException failure = assertThrows(CoreException.class, () -> example.create(new NullProgressMonitor()));
        assertEquals(LguestStatus.EXAMPLE_FOLDER_TAKEN.code(), failure.getStatus().getCode());
        assertFalse(project.exists());
        assertEquals("precious", Files.readString(precious));
    }

    private int launchConfigurations() {
        try {
            int found = 0;
            for (var each : DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurations()) {
                found += each.getFile() != null && project.equals(each.getFile().getProject()) ? 1 : 0;
            }
            return found;
        } catch (CoreException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static int breakpoints() {
        return DebugPlugin.getDefault().getBreakpointManager().getBreakpoints().length;
    }

    /** A user who presses Cancel when asked whether they have for the so-manieth time. */
    private static final class Impatient extends NullProgressMonitor {

        private int patience;

        Impatient(int patience) {
            this.patience = patience;
        }

        @Override
        public boolean isCanceled() {
            return patience-- <= 0;
        }
    }
}
