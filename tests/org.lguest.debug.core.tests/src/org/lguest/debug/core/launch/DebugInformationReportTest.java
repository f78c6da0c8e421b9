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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.osgi.util.NLS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.model.DebugInformationReport;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.ProgramImage;

/** What a launch says of debug information that is not there, or not whole. */
class DebugInformationReportTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @TempDir
    private Path folder;

    @Test
    void anImageWithAllItsDebugInformationIsNotSpokenOf() throws Exception {
        assertEquals(List.of(), warnings(GuestProject.firstImage()));
    }

    @Test
    void ofAStrippedImageALaunchSaysWhatFileIsMissing() throws Exception {
        assertEquals(List.of(), warnings(linkedTo("first.debug", true)), "it is there");
        List<String> warnings = warnings(linkedTo("gone.debug", false));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.getFirst().startsWith(start(LguestStatus.DEBUG_FILE_NOT_FOUND)), warnings::toString);
        assertTrue(warnings.getFirst().contains("gone.debug"), warnings::toString);
        assertTrue(warnings.getFirst().endsWith(LguestStatus.DEBUG_FILE_NOT_FOUND.remedy()), warnings::toString);
    }

    @Test
    void ofTheDebugInformationOfAnotherBuildItSaysThat() throws Exception {
        Path image = linkedTo("first.debug", true);
        run("objcopy", "--only-keep-debug", GuestProject.image("mishaps").toString(),
                folder.resolve("first.debug").toString());
        List<String> warnings = warnings(image);
        assertTrue(warnings.stream().anyMatch(each -> each.startsWith(start(LguestStatus.DEBUG_FILE_OF_ANOTHER_BUILD))),
                warnings::toString);
    }

    @Test
    void ofAnImageThatNamesNoFileItSaysHowToBuildIt() throws Exception {
        Path image = folder.resolve("stripped");
        run("objcopy", "--strip-all", GuestProject.firstImage().toString(), image.toString());
        List<String> warnings = warnings(image);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.getFirst().startsWith(start(LguestStatus.NO_DEBUG_INFORMATION)), warnings::toString);
    }

    @Test
    void damageIsToldWhenItIsFoundAndOnce() throws Exception {
        byte[] bytes = Files.readAllBytes(GuestProject.firstImage());
        Path image = Files.write(folder.resolve("first"), bytes);
        Path section = folder.resolve("line");
        run("objcopy", "-O", "binary", "--only-section=.debug_line", "--set-section-flags", ".debug_line=alloc",
                image.toString(), section.toString());
        byte[] line = Files.readAllBytes(section);
        int at = indexOf(bytes, line);
        // The version of the first line program.
        ByteBuffer.wrap(bytes).putShort(at + 4, (short) 0x7F7F);
        ProgramImage damaged = ProgramImage.of(ByteBuffer.wrap(bytes), "first");
        List<Integer> told = new ArrayList<>();
        DebugInformationReport report = new DebugInformationReport(damaged, (IStatus status) -> told.add(status.getCode()));
        report.tell();
        assertEquals(List.of(), told, "nothing has been read yet");
        damaged.addressesOf("first.c", GuestProject.SALE);
        report.tell();
        report.tell();
        assertEquals(List.of(LguestStatus.DEBUG_INFORMATION_DAMAGED.code()), told);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("no such bytes");
    }

    /** The shop, stripped. @param stays whether the file with its debug information does */
    private Path linkedTo(String name, boolean stays) throws Exception {
        Path whole = Files.copy(GuestProject.firstImage(), folder.resolve("whole"), StandardCopyOption.REPLACE_EXISTING);
        Path debug = folder.resolve(name);
        Path image = folder.resolve("first-" + name);
        run("objcopy", "--only-keep-debug", whole.toString(), debug.toString());
        run("objcopy", "--strip-all", "--add-gnu-debuglink=" + debug, whole.toString(), image.toString());
        if (!stays) {
            Files.delete(debug);
        }
        return image;
    }

    private List<String> warnings(Path image) throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, image.toString());
        guest.debug();
        guest.events.await("process TERMINATE");
        LiveGuest.awaitJobs();
        String start = NLS.bind(Messages.GuestProcess_warning, "", "").substring(0, 16);
        List<String> lines = guest.process().getStreamsProxy().getErrorStreamMonitor().getContents().lines()
                .filter(line -> line.startsWith(start)).toList();
        guest.events.forget();
        return lines;
    }

    private static String start(LguestStatus kind) {
        return NLS.bind(Messages.GuestProcess_warning, kind.code(), "");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), command[0]);
        assertEquals(0, process.exitValue(), () -> List.of(command).toString());
    }
}
