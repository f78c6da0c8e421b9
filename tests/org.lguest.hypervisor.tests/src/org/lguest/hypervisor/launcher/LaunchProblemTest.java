/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.RecordingListener;

class LaunchProblemTest {

    @TempDir
    Path directory;

    @Test
    void wholeImageHasNoProblem() throws IOException {
        assertEquals(Optional.empty(), check(new TinyImage(new byte[8]).bytes()));
    }

    @Test
    void eachSpoiledImageHasItsCode() throws IOException {
        assertProblem(Code.NOT_ELF, new byte[0]);
        assertProblem(Code.NOT_ELF, "#!/bin/sh\n".getBytes());
        assertProblem(Code.TRUNCATED, Arrays.copyOf(image().bytes(), 20));
        assertProblem(Code.TRUNCATED, Arrays.copyOf(image().bytes(), 60));
        assertProblem(Code.TRUNCATED, Arrays.copyOf(image().bytes(), 90));
        assertProblem(Code.TRUNCATED, image().put32(28, -1).bytes());
        assertProblem(Code.TRUNCATED, image().put16(42, 4).bytes());
        assertProblem(Code.TRUNCATED, image().put32(56, 0xFFFF_FFFF).bytes());
        assertProblem(Code.TRUNCATED, image().put32(72, 1).bytes());
        assertProblem(Code.ELF64, image().put8(4, 2).bytes());
        assertProblem(Code.NOT_LITTLE_ENDIAN, image().put8(5, 2).bytes());
        assertProblem(Code.WRONG_MACHINE, image().put16(18, 62).bytes());
        assertProblem(Code.NOT_EXECUTABLE, image().put16(16, 1).bytes());
        assertProblem(Code.NOTHING_TO_LOAD, image().put16(44, 0).bytes());
        assertProblem(Code.NO_LGUEST_ENTRY, image().put8(85, 0).bytes());
    }

    @Test
    void segmentsMustFitIntoMemory() throws IOException {
        assertProblem(Code.SEGMENT_OUTSIDE_MEMORY, image().put32(64, 0x0400_0000).put32(60, 0xC400_0000).bytes());
        assertProblem(Code.SEGMENT_OUTSIDE_MEMORY, image().put32(72, 0x0100_0000).bytes());
        assertProblem(Code.SEGMENT_OUTSIDE_MEMORY, image().put32(72, 0xFFFF_FFFF).bytes());
        assertProblem(Code.SEGMENT_OUTSIDE_MEMORY, image().put32(64, 0).put32(60, 0xC000_0000).bytes());
    }

    @Test
    void memoryMustBeWithinItsBounds() throws IOException {
        Path file = image().write(directory.resolve("image"));
        assertEquals(Code.MEMORY_ZERO, code(GuestConfiguration.of(file, 0, "")));
        assertEquals(Code.MEMORY_ZERO, code(GuestConfiguration.of(file, Integer.MIN_VALUE, "")));
        assertEquals(Code.MEMORY_TOO_LARGE, code(GuestConfiguration.of(file, 1025, "")));
        assertEquals(Code.MEMORY_TOO_LARGE, code(GuestConfiguration.of(file, Integer.MAX_VALUE, "")));
        assertEquals(Optional.empty(), Launcher.check(GuestConfiguration.of(file, 1024, "")));
        assertEquals(Code.ARGUMENTS_TOO_LONG, code(GuestConfiguration.of(file, 16, "x".repeat(255))));
        assertEquals(Optional.empty(), Launcher.check(GuestConfiguration.of(file, 16, "x".repeat(254))));
    }

    @Test
    void filesMustBeFiles() throws IOException {
        assertEquals(Code.IMAGE_IS_DIRECTORY, code(GuestConfiguration.of(directory, 16, "")));
        assertEquals(Code.IMAGE_MISSING, code(GuestConfiguration.of(directory.resolve("none"), 16, "")));
        Path file = image().write(directory.resolve("image"));
        assertEquals(Code.INITRD_MISSING, code(withInitrd(file, directory.resolve("none"), 16)));
        assertEquals(Code.INITRD_IS_DIRECTORY, code(withInitrd(file, directory, 16)));
        Path large = Files.write(directory.resolve("initrd"), new byte[3 << 20]);
        assertEquals(Code.INITRD_TOO_LARGE, code(withInitrd(file, large, 4)));
        assertEquals(Optional.empty(), Launcher.check(withInitrd(file, large, 8)));
    }

    @Test
    void disksMustBeFilesOfSomeSize() throws IOException {
        Path image = image().write(directory.resolve("image"));
        Path empty = Files.write(directory.resolve("empty"), new byte[511]);
        Path small = Files.write(directory.resolve("small"), new byte[512]);
        for (BlockFile.Mode mode : BlockFile.Mode.values()) {
            assertEquals(Code.BLOCK_MISSING, code(withDisk(image, directory.resolve("none"), mode)));
            assertEquals(Code.BLOCK_IS_DIRECTORY, code(withDisk(image, directory, mode)));
            assertEquals(Code.BLOCK_SIZE, code(withDisk(image, empty, mode)));
            assertEquals(Optional.empty(), Launcher.check(withDisk(image, small, mode)));
        }
        assertFalse(Files.exists(directory.resolve("none")));
        assertEquals(Code.TOO_MANY_DEVICES, code(GuestConfiguration.of(image, 16, "")
                .withBlocks(Collections.nCopies(16, new BlockFile(small, BlockFile.Mode.SNAPSHOT)))));
    }

    @Test
    void aNetworkMustBeASocketOrNothingYet() throws IOException {
        Path image = image().write(directory.resolve("image"));
        assertEquals(Optional.empty(), Launcher.check(withNet(image, directory.resolve("net"), "02:00:01:02:00:00")));
        assertEquals(Code.NET_UNUSABLE, code(withNet(image, image, "02:00:01:02:00:00")));
        assertEquals(Code.NET_UNUSABLE, code(withNet(image, directory, "02:00:01:02:00:00")));
        assertEquals(Code.NET_UNUSABLE, code(withNet(image, directory.resolve("none/net"), "02:00:01:02:00:00")));
        assertEquals(Code.NET_UNUSABLE, code(withNet(image, directory.resolve("n".repeat(108)), "02:00:01:02:00:00")));
        assertFalse(Files.exists(directory.resolve("net")));
    }

    @Test
    void anAddressMustBeOneThatTheGuestCanHave() throws IOException {
        Path image = image().write(directory.resolve("image"));
        for (String address : List.of("52:54:00:12:34:56", "02:00:00:00:00:01", "02:01:00:00:00:00")) {
            assertEquals(Code.MAC_ADDRESS, code(withNet(image, directory.resolve("net"), address)));
        }
    }

    @Test
    void aCaptureMustBeWritable() throws IOException {
        Path image = image().write(directory.resolve("image"));
        for (Path capture : List.of(directory, directory.resolve("none/capture"))) {
            assertEquals(Code.CAPTURE_UNWRITABLE, code(GuestConfiguration.of(image, 16, "").withDevices(GuestDevices.NONE.withNet(
                    new NetCard(directory.resolve("net"), MacAddress.DEFAULT, Optional.of(capture))))));
        }
    }

    @Test
    void aGuestOfTheEarlyEraKnowsNoEntropy() throws IOException {
        Path image = image().write(directory.resolve("image"));
        assertEquals(Code.NO_ENTROPY_DEVICE, code(GuestConfiguration.of(image, 16, "")
                .withDevices(GuestDevices.NONE.withEntropy(1))));
    }

    private static GuestConfiguration withNet(Path image, Path network, String address) {
        return GuestConfiguration.of(image, 16, "").withDevices(GuestDevices.NONE.withNet(
                new NetCard(network, MacAddress.parse(address).orElseThrow(), Optional.empty())));
    }

    private static GuestConfiguration withDisk(Path image, Path file, BlockFile.Mode mode) {
        return GuestConfiguration.of(image, 16, "").withBlocks(List.of(new BlockFile(file, mode)));
    }

    @Test
    void launchThrowsWhatCheckFindsAndStartsNothing() throws IOException {
        Path file = image().put8(4, 2).write(directory.resolve("image"));
        RecordingListener listener = new RecordingListener();
        LaunchException e = assertThrows(LaunchException.class,
                () -> Launcher.launch(GuestConfiguration.of(file, 16, ""), listener));
        assertEquals(Code.ELF64, e.problem().code());
        assertTrue(listener.quiet());
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lguest image")));
    }

    private static TinyImage image() {
        return new TinyImage(new byte[64]);
    }

    private static GuestConfiguration withInitrd(Path image, Path initrd, int megabytes) {
        return new GuestConfiguration(image, megabytes, "", Optional.of(initrd), Banks.EXTENDED,
                GuestConfiguration.Pace.UNPACED);
    }

    private void assertProblem(Code code, byte[] image) throws IOException {
        LaunchProblem problem = check(image).orElseThrow();
        assertEquals(code, problem.code());
        assertTrue(problem.reason().endsWith("."), problem.reason());
        assertTrue(problem.remedy().endsWith("."), problem.remedy());
    }

    private Optional<LaunchProblem> check(byte[] image) throws IOException {
        return Launcher.check(GuestConfiguration.of(Files.write(directory.resolve("image"), image), 16, ""));
    }

    private static Code code(GuestConfiguration configuration) {
        return Launcher.check(configuration).orElseThrow().code();
    }
}
