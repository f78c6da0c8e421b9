/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.DebugEvents;
import org.lguest.debug.fixture.GuestProject;

/** Configurations that can't be launched: a coded error, known before the launch, and nothing left behind. */
class BadLaunchTest {

    @TempDir
    private Path folder;

    private ILaunchConfigurationWorkingCopy configuration;

    @BeforeEach
    void configure() throws Exception {
        configuration = DebugPlugin.getDefault().getLaunchManager()
                .getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE).newInstance(null, "bad");
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
    }

    @Test
    void theSampleIsNotBad() {
        assertTrue(LaunchSettings.check(configuration).isOK(), () -> LaunchSettings.check(configuration).getMessage());
    }

    @Test
    void noImage() throws Exception {
        configuration.removeAttribute(LaunchAttributes.IMAGE);
        assertRefused(LguestStatus.IMAGE_NOT_GIVEN);
    }

    @Test
    void anImageThatDoesNotExist() throws Exception {
        image(folder.resolve("missing"));
        assertRefused(LguestStatus.IMAGE_MISSING);
    }

    @Test
    void aDirectory() throws Exception {
        image(folder);
        assertRefused(LguestStatus.IMAGE_IS_DIRECTORY);
    }

    @Test
    void noElfFile() throws Exception {
        image(Files.writeString(folder.resolve("script"), "#!/bin/sh\n".repeat(20)));
        assertRefused(LguestStatus.NOT_ELF);
    }

    @Test
    void elf64() throws Exception {
        image(changed(4, 2));
        assertRefused(LguestStatus.ELF64);
    }

    @Test
    void anotherMachine() throws Exception {
        image(changed(18, 40));
        assertRefused(LguestStatus.WRONG_MACHINE);
    }

    @Test
    void truncated() throws Exception {
        byte[] whole = Files.readAllBytes(GuestProject.firstImage());
        image(Files.write(folder.resolve("half"), Arrays.copyOf(whole, 3000)));
        assertRefused(LguestStatus.TRUNCATED);
    }

    @Test
    void noLguestEntry() throws Exception {
        image(renamed("GenuineLguest", "GenuineNothin"));
        assertRefused(LguestStatus.NO_LGUEST_ENTRY);
    }

    @Test
    void segmentsOutsideMemory() throws Exception {
        ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(GuestProject.firstImage()))
                .order(ByteOrder.LITTLE_ENDIAN);
        int header = image.getInt(28);
        image.putInt(header + 20, 0x7000_0000);
        image(Files.write(folder.resolve("huge"), image.array()));
        assertRefused(LguestStatus.SEGMENT_OUTSIDE_MEMORY);
    }

    @Test
    void noMemory() throws Exception {
        configuration.setAttribute(LaunchAttributes.MEMORY, 0);
        assertRefused(LguestStatus.MEMORY_ZERO);
        configuration.setAttribute(LaunchAttributes.MEMORY, -5);
        assertRefused(LguestStatus.MEMORY_ZERO);
    }

    @Test
    void tooMuchMemory() throws Exception {
        configuration.setAttribute(LaunchAttributes.MEMORY, 1 << 20);
        assertRefused(LguestStatus.MEMORY_TOO_LARGE);
    }

    @Test
    void aMissingInitrd() throws Exception {
        configuration.setAttribute(LaunchAttributes.INITRD, folder.resolve("missing").toString());
        assertRefused(LguestStatus.INITRD_MISSING);
    }

    @Test
    void anInitrdThatIsADirectory() throws Exception {
        configuration.setAttribute(LaunchAttributes.INITRD, folder.toString());
        assertRefused(LguestStatus.INITRD_IS_DIRECTORY);
    }

    @Test
    void aVariableWithoutAValue() throws Exception {
        configuration.setAttribute(LaunchAttributes.IMAGE, "${no_such_variable}/first");
        assertRefused(LguestStatus.VARIABLE_UNRESOLVED);
    }

    @Test
    void aPathThatIsNone() throws Exception {
        configuration.setAttribute(LaunchAttributes.IMAGE, "a\0b");
        assertRefused(LguestStatus.PATH_MALFORMED);
    }

    @Test
    void banksThatDoNotExist() throws Exception {
        configuration.setAttribute(LaunchAttributes.BANKS, "plenty");
        assertRefused(LguestStatus.BANKS_UNKNOWN);
    }

    @Test
    void aProcessorThatDoesNotExist() throws Exception {
        configuration.setAttribute(LaunchAttributes.PROCESSOR, "8086");
        assertRefused(LguestStatus.PROCESSOR_UNKNOWN);
    }

    @Test
    void answersForHooksThatTheImageDoesNotHave() throws Exception {
        configuration.setAttribute(LaunchAttributes.INTERPOSE, true);
        assertTrue(LaunchSettings.check(configuration).isOK(), "the sample has them");
        image(renamed("lguest_set_debugreg", "lguest_say_debugreg"));
        assertRefused(LguestStatus.NOTHING_TO_INTERPOSE);
    }

    @Test
    void aFunctionToStopAtThatDoesNotExist() throws Exception {
        configuration.setAttribute(LaunchAttributes.STOP_AT, "no_such_function");
        assertEquals(LguestStatus.STOP_SYMBOL_UNKNOWN.code(), launch().getCode());
    }

    @Test
    void aTranscriptThatCannotBeWritten() throws Exception {
        configuration.setAttribute(LaunchAttributes.TRANSCRIPT, folder.resolve("no/such/folder").toString());
        assertEquals(LguestStatus.TRANSCRIPT_UNWRITABLE.code(), launch().getCode());
    }

    private void image(Path path) {
        configuration.setAttribute(LaunchAttributes.IMAGE, path.toString());
    }

    private Path changed(int offset, int value) throws IOException {
        byte[] image = Files.readAllBytes(GuestProject.firstImage());
        image[offset] = (byte) value;
        return Files.write(folder.resolve("changed"), image);
    }

    /** Both of the same length. */
    private Path renamed(String name, String other) throws IOException {
        String image = Files.readString(GuestProject.firstImage(), StandardCharsets.ISO_8859_1).replace(name, other);
        return Files.writeString(folder.resolve("renamed"), image, StandardCharsets.ISO_8859_1);
    }

    /** The dialog knows it, and the launch fails with the same. */
    private void assertRefused(LguestStatus expected) throws Exception {
        IStatus known = LaunchSettings.check(configuration);
        assertEquals(expected.code(), known.getCode(), known::getMessage);
        IStatus failed = launch();
        assertEquals(known.getCode(), failed.getCode());
        assertEquals(known.getMessage(), failed.getMessage());
    }

    private IStatus launch() throws Exception {
        IMarker[] markers = markers();
        try (DebugEvents events = new DebugEvents()) {
            CoreException failure = assertThrows(CoreException.class,
                    () -> configuration.launch(ILaunchManager.DEBUG_MODE, null));
            assertEquals(0, DebugPlugin.getDefault().getLaunchManager().getLaunches().length,
                    "a launch is left behind");
            assertEquals(markers.length, markers().length, "a marker is left behind");
            assertEquals(0, Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("lguest ")).count(), "a thread is left behind");
            events.assertAre();
            return failure.getStatus();
        }
    }

    private static IMarker[] markers() throws CoreException {
        return ResourcesPlugin.getWorkspace().getRoot().findMarkers(null, true, IResource.DEPTH_INFINITE);
    }
}
