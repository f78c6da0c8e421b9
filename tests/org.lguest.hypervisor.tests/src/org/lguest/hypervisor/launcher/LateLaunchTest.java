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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guests.GuestRun;
import org.lguest.hypervisor.host.Code;

import org.lguest.x86.memory.PhysicalMemory;

/** How a kernel of 4.x is recognised, loaded and told of its devices. */
class LateLaunchTest {

    private static final int DATA = 0x0020_0000;
    private static final int TEXT = 0x0021_0000;
    private static final int BAR = (4 << 20) + (1 << 20);

    @TempDir
    private Path folder;

    /** Physical addresses all the way: it never leaves the linear mapping. */
    private static Code code() {
        return new Code(TinyImage.START - 0xC000_0000, Era.LINUX_4_10);
    }

    private static byte[] kernel(UnaryOperator<Code> body) {
        var code = code().store(DATA + Era.LINUX_4_10.data().syscallVector().orElseThrow(), 0x80)
                .hypercall(Hypercall.LGUEST_INIT, DATA).mov(Code.ESP, 0x0030_0000);
        return powersOff(body.apply(code)).assemble();
    }

    private static Code powersOff(Code code) {
        return code.store(TEXT, 0x6577_6F50).store(TEXT + 4, 0x6F64_2072).store(TEXT + 8, 0x6E77)
                .hypercall(Hypercall.SHUTDOWN, TEXT, 1);
    }

    private GuestConfiguration guest(byte[] image) throws IOException {
        return GuestConfiguration.of(Files.write(folder.resolve("image"), image), 4, "quiet");
    }

    private LaunchProblem.Code problem(byte[] image) throws IOException {
        return Launcher.check(guest(image)).orElseThrow().code();
    }

    @Test
    void anImageThatNamesLguestAndStartsAtAPhysicalAddressIsOf4x() throws Exception {
        byte[] image = TinyImage.late("lguest", kernel(code -> code)).bytes();
        assertEquals("CRASH: Power down", GuestRun.toTheEnd(guest(image)).end().reason());
        assertEquals("CRASH: Power down", GuestRun.toTheEnd(guest(image).withEra(Era.LINUX_4_10)).end().reason());
        assertEquals(LaunchProblem.Code.WRONG_ERA, Launcher.check(guest(image).withEra(Era.LINUX_2_6_23)).orElseThrow().code());
        byte[] nameless = TinyImage.late("nobody", kernel(code -> code)).bytes();
        assertEquals(LaunchProblem.Code.NO_LGUEST_ENTRY, problem(nameless));
        assertEquals("CRASH: Power down", GuestRun.toTheEnd(guest(nameless).withEra(Era.LINUX_4_10)).end().reason());
    }

    @Test
    void anImageOf2623IsNoneOf4x() throws Exception {
        byte[] early = new TinyImage(new byte[16]).bytes();
        assertEquals(LaunchProblem.Code.WRONG_ERA, Launcher.check(guest(early).withEra(Era.LINUX_4_10)).orElseThrow().code());
        assertEquals(Optional.empty(), Launcher.check(guest(early)));
    }

    /** A kernel that tells its version is believed. */
    @ParameterizedTest
    @CsvSource({"4.10.17, ''", "4.1, ''", "4.13.0, ''", "4.14, NO_SUCH_ERA", "4.0, NO_SUCH_ERA", "3.12.3, NO_SUCH_ERA",
        "2.6.27, NO_SUCH_ERA", "5.4, NO_SUCH_ERA", "x, ''"})
    void theBannerSaysTheVersion(String version, String problem) throws Exception {
        byte[] banner = ("Linux version " + version + " (nobody)").getBytes(StandardCharsets.US_ASCII);
        byte[] code = kernel(body -> body);
        byte[] kernel = Arrays.copyOf(code, code.length + banner.length);
        System.arraycopy(banner, 0, kernel, code.length, banner.length);
        byte[] image = TinyImage.late("lguest", kernel).bytes();
        assertEquals(problem, Launcher.check(guest(image)).map(found -> found.code().name()).orElse(""));
    }

    @Test
    void theBootPageIsAsBootLoadersMakeIt() throws Exception {
        byte[] image = TinyImage.late("lguest", kernel(code -> code)).bytes();
        Path initrd = Files.write(folder.resolve("initrd"), new byte[5000]);
        var boot = new BootMemory(Era.LINUX_4_10, 4 << 20, Optional.of(Files.readAllBytes(initrd)), 0, BootMemory.LGUESTS_ALIGNMENT);
        var memory = new PhysicalMemory(4 << 20);
        boot.write(memory, "quiet");
        assertEquals((4 << 20) - 8192, boot.top());
        assertEquals(0, boot.pageDirectory());
        assertEquals(0x207, memory.read16(0x206));
        assertEquals(0x40, memory.read8(0x211));
        assertEquals(16 << 20, memory.read32(0x230));
        assertEquals(1, memory.read32(0x23C));
        assertEquals(4096, memory.read32(0x228));
        assertEquals((4 << 20) - 8192, memory.read32(0x218));
        assertEquals(0, memory.read32((4 << 20) - 8192 - 4), "no page tables below it");
        assertEquals(Optional.empty(), Launcher.check(guest(image)));
    }

    /** A bzImage: the real-mode part of three sectors, then code for 1 MiB. */
    private static byte[] bzImage(String version, byte[] kernel, int start) {
        byte[] file = new byte[3 * 512 + kernel.length];
        file[0x1F1] = 2;
        file[0x1FE] = 0x55;
        file[0x1FF] = (byte) 0xAA;
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, file, 0x202, 4);
        file[0x20E] = 0x50;
        file[0x20F] = 2;
        file[0x214] = (byte) start;
        file[0x215] = (byte) (start >>> 8);
        file[0x216] = (byte) (start >>> 16);
        file[0x217] = (byte) (start >>> 24);
        byte[] text = version.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, file, 0x450, text.length);
        System.arraycopy(kernel, 0, file, 3 * 512, kernel.length);
        return file;
    }

    @Test
    void aBzImageOf4xUnpacksItself() throws Exception {
        byte[] padding = new byte[13];
        byte[] code = kernel(body -> body);
        byte[] kernel = Arrays.copyOf(padding, 13 + code.length);
        System.arraycopy(code, 0, kernel, 13, code.length);
        assertEquals("CRASH: Power down", GuestRun.toTheEnd(guest(bzImage("4.10.17 (nobody)", kernel, 0x10000D))).end().reason());
        assertEquals(LaunchProblem.Code.NO_SUCH_ERA, problem(bzImage("3.2.1", kernel, 0x10000D)));
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(bzImage("4.10", kernel, 0x100000 + kernel.length)));
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(bzImage("4.10", kernel, 0xFFFFF)));
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(bzImage("4.10", kernel, -1)));
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(bzImage("2.6.23", kernel, 0x10000D)), "of 2.6.23 the Launcher unpacks it");
        assertEquals(LaunchProblem.Code.BZIMAGE_BROKEN, problem(Arrays.copyOf(bzImage("4.10", kernel, 0x10000D), 1024)));
        assertEquals(LaunchProblem.Code.SEGMENT_OUTSIDE_MEMORY, problem(bzImage("4.10", new byte[4 << 20], 0x10000D)));
    }

    /** So that it is where it was linked for, and its vmlinux describes it. */
    @ParameterizedTest
    @CsvSource({"400000,400000", "2000,2000", "1000000,1000000", "0,1000000", "300000,1000000", "1000,1000000",
        "2000000,1000000", "80000000,1000000"})
    void aBzImageSettlesByItsOwnAlignment(String own, String settles) throws Exception {
        byte[] file = bzImage("4.10.17 (nobody)", new byte[100], 0x100000);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(0x230, Integer.parseUnsignedInt(own, 16));
        KernelImage image = KernelImage.read(file, 4 << 20, Optional.empty());
        assertEquals(Integer.parseInt(settles, 16), image.alignment());
        var memory = new PhysicalMemory(4 << 20);
        new BootMemory(image.era(), 4 << 20, Optional.empty(), 0, image.alignment()).write(memory, "");
        assertEquals(image.alignment(), memory.read32(0x230));
    }

    private static void out(Code code, int port, int value) {
        code.mov(Code.EAX, value).mov(Code.EDX, port).bytes(0xEF);
    }

    private static void configure(Code code, int register, int value) {
        out(code, 0xCF8, 1 << 31 | 1 << 11 | register);
        out(code, 0xCFC, value);
    }

    /** As a kernel prints before it has page tables: through the window in the console's configuration space. */
    @Test
    void theEarlyConsolePrintsThroughTheWindow() throws Exception {
        byte[] image = TinyImage.late("lguest", kernel(code -> {
            configure(code, 0x88, 0);
            configure(code, 0x8C, 68);
            configure(code, 0x90, 4);
            for (char c : "early\n".toCharArray()) {
                configure(code, 0x94, c);
            }
            return code;
        })).bytes();
        assertEquals("early\n", GuestRun.toTheEnd(guest(image)).console());
    }

    private static void write(Code code, int address, int width, int value) {
        code.mov(Code.EAX, value).mov(Code.EBX, address)
                .bytes(width == 1 ? new int[] {0x88, 0x03} : width == 2 ? new int[] {0x66, 0x89, 0x03} : new int[] {0x89, 0x03});
    }

    private static void readStatus(Code code, int bar) {
        code.mov(Code.EBX, bar + 20).bytes(0x8A, 0x03);
    }

    /** In linear mode every address is its own, a device's register too. */
    private static void startDevice(Code code, int bar, int queue, int ring) {
        write(code, bar + 20, 1, 1);
        write(code, bar + 20, 1, 3);
        write(code, bar + 20, 1, 11);
        readStatus(code, bar);
        write(code, bar + 22, 2, queue);
        write(code, bar + 24, 2, 4);
        write(code, bar + 32, 4, ring);
        write(code, bar + 40, 4, ring + 0x100);
        write(code, bar + 48, 4, ring + 0x200);
        write(code, bar + 28, 2, 1);
        write(code, bar + 20, 1, 15);
    }

    private static void descriptor(Code code, int entry, int address, int length, int flagsAndNext) {
        code.store(entry, address).store(entry + 4, 0).store(entry + 8, length).store(entry + 12, flagsAndNext);
    }

    @Test
    void aDiskIsReadAndWrittenAndSaysWhatItCanNotDo() throws Exception {
        byte[] disk = "0123456789abcdef".repeat(64).getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("disk.img"), disk);
        int bar = BAR + 128;
        int ring = 0x0022_0000;
        int header = 0x0023_0000;
        int data = 0x0024_0000;
        int status = 0x0025_0000;
        byte[] image = TinyImage.late("lguest", kernel(code -> {
            code.store(status, 0x7777_7777).store(header, 0).store(header + 8, 1).store(header + 12, 0);
            descriptor(code, ring, header, 16, 1 | 1 << 16);
            descriptor(code, ring + 16, data, 16, 3 | 2 << 16);
            descriptor(code, ring + 32, status, 1, 2);
            code.store(ring + 0x100, 1 << 16).store(ring + 0x104, 0);
            startDevice(code, bar, 0, ring);
            // Write what was read to sector 0; then read a sector that is not there.
            code.store(header, 1).store(header + 8, 0).store(ring + 16 + 12, 1 | 2 << 16).store(ring + 0x100, 2 << 16);
            write(code, bar + 56, 2, 0);
            code.store(header, 0).store(header + 8, 2).store(ring + 16 + 12, 3 | 2 << 16).store(status + 4, 0)
                    .store(ring + 32, status + 4).store(ring + 0x100, 3 << 16);
            write(code, bar + 56, 2, 0);
            // Both results and the ring's index to the console, through the window.
            configure(code, 0x88, 0);
            configure(code, 0x8C, 68);
            configure(code, 0x90, 4);
            for (int place : new int[] {status, status + 4, ring + 0x202, data + 1}) {
                out(code, 0xCF8, 1 << 31 | 1 << 11 | 0x94);
                code.loadEax(place).bytes(0x83, 0xC0, 0x30).mov(Code.EDX, 0xCFC).bytes(0xEF);
            }
            return code;
        })).bytes();
        var run = GuestRun.toTheEnd(guest(image).withBlocks(List.of(new BlockFile(file, BlockFile.Mode.READ_WRITE))));
        assertEquals("CRASH: Power down", run.end().reason());
        assertEquals("013a", run.console(), "done, I/O error, three used, and a digit more 0x30");
        byte[] expected = disk.clone();
        System.arraycopy(disk, 512, expected, 0, 16);
        assertArrayEquals(expected, Files.readAllBytes(file));
    }
}
