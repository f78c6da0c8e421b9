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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.GuestProject;

/** The shop stripped, as distributions pack a kernel, with its debug information in a file of its own. */
class SymbolFilesTest {

    private static final byte[] BUILD = HexFormat.of().parseHex("0123456789abcdef0123456789abcdef01234567");
    private static final byte[] OTHER_BUILD = HexFormat.of().parseHex("ffffffffffffffffffffffffffffffffffffffff");

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();
    @TempDir
    private Path folder;
    private Path symbols;

    @BeforeEach
    void strip() throws Exception {
        Path image = folder.resolve("stripped");
        symbols = debugFile("symbols", BUILD);
        objcopy("--strip-all", "--add-section=.note.gnu.build-id=" + note("image", BUILD),
                GuestProject.firstImage().toString(), image.toString());
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, image.toString());
        guest.configuration.setAttribute(LaunchAttributes.STOP_AT, "ring_up");
    }

    @Test
    void withoutItThereIsNoFunctionToStopAt() throws Exception {
        assertRefused(LguestStatus.STOP_SYMBOL_UNKNOWN);
    }

    @Test
    void theFileThatIsChosenGivesLinesAndVariables() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.SYMBOLS, symbols.toString());
        assertStopsWithALine();
    }

    @Test
    void aFolderIsSearchedByBuildId() throws Exception {
        String id = HexFormat.of().formatHex(BUILD);
        Path tree = Files.createDirectories(folder.resolve("tree/.build-id").resolve(id.substring(0, 2)));
        Files.move(symbols, tree.resolve(id.substring(2) + ".debug"));
        guest.configuration.setAttribute(LaunchAttributes.SYMBOL_FOLDERS,
                List.of(folder.toString(), folder.resolve("tree").toString()));
        assertStopsWithALine();
    }

    /** As the Symbols tab's button for folders of the workspace writes it. */
    @Test
    void aFolderMayBeOneOfTheWorkspace() throws Exception {
        Path kept = Files.createDirectories(guest.shop.project.getLocation().toPath().resolve("debug/.build-id/01"));
        Files.move(symbols, kept.resolve(HexFormat.of().formatHex(BUILD).substring(2) + ".debug"));
        guest.shop.project.refreshLocal(IResource.DEPTH_INFINITE, null);
        String folder = LaunchAttributes.workspaceFile(guest.shop.project.getFolder("debug").getFullPath());
        assertEquals("${workspace_loc:/shop/debug}", folder);
        guest.configuration.setAttribute(LaunchAttributes.SYMBOL_FOLDERS, List.of(folder));
        assertStopsWithALine();
        guest.configuration.setAttribute(LaunchAttributes.SYMBOL_FOLDERS, List.of("${workspace_loc:/shop/gone}"));
        assertEquals(LguestStatus.VARIABLE_UNRESOLVED.code(), LaunchSettings.check(guest.configuration).getCode());
    }

    @Test
    void aFileOfAnotherBuildIsRefused() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.SYMBOLS, debugFile("other", OTHER_BUILD).toString());
        assertRefused(LguestStatus.SYMBOLS_OF_ANOTHER_BUILD);
    }

    @Test
    void aFileThatIsNoneIsRefused() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.SYMBOLS, folder.resolve("missing").toString());
        assertRefused(LguestStatus.SYMBOLS_UNREADABLE);
        guest.configuration.setAttribute(LaunchAttributes.SYMBOLS,
                Files.writeString(folder.resolve("notes"), "no symbols in here").toString());
        assertRefused(LguestStatus.SYMBOLS_UNREADABLE);
        guest.configuration.setAttribute(LaunchAttributes.SYMBOLS, "${no_such_variable}");
        assertRefused(LguestStatus.VARIABLE_UNRESOLVED);
    }

    @Test
    void aFolderThatIsNoneIsRefused() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.SYMBOL_FOLDERS, List.of(symbols.toString()));
        assertRefused(LguestStatus.SYMBOL_FOLDER_MISSING);
    }

    private void assertStopsWithALine() throws Exception {
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals("ring_up", guest.frame(0).getName());
        assertTrue(guest.frame(0).line().isPresent(), guest::where);
        assertEquals("4", VariablesTest.find(guest.frame(0).getVariables(), "pieces").getValue().getValueString());
    }

    /** By the dialog, before, and by the launch. */
    private void assertRefused(LguestStatus expected) throws Exception {
        IStatus known;
        try {
            known = LaunchSettings.read(guest.configuration).checkDebugInformation();
        } catch (CoreException e) {
            known = e.getStatus();
        }
        assertEquals(expected.code(), known.getCode(), known.getMessage());
        CoreException failed = assertThrows(CoreException.class, guest::debug);
        assertEquals(expected.code(), failed.getStatus().getCode(), failed.getMessage());
        assertEquals(known.getMessage(), failed.getStatus().getMessage());
    }

    private Path debugFile(String name, byte[] build) throws Exception {
        Path file = folder.resolve(name);
        objcopy("--only-keep-debug", "--add-section=.note.gnu.build-id=" + note(name, build),
                GuestProject.firstImage().toString(), file.toString());
        return file;
    }

    /** What a linker writes for a build id: an ELF note of type 3, named GNU. */
    private Path note(String name, byte[] build) throws Exception {
        ByteBuffer note = ByteBuffer.allocate(16 + build.length).order(ByteOrder.LITTLE_ENDIAN);
        note.putInt(4).putInt(build.length).putInt(3).put("GNU\0".getBytes(StandardCharsets.US_ASCII)).put(build);
        return Files.write(folder.resolve(name + ".note"), note.array());
    }

    private static void objcopy(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("objcopy"));
        command.addAll(List.of(words));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
    }
}
