/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.BlockFile;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.GuestEnd;

/** What Linux asks of its Host on the way to a prompt, in its order, asked by guests of our own: one of each era. */
class TourTest {

    private static final String DISK = "Once upon a disk";
    /** Of the first call of each kind. 2.6.23 itself makes GET_DEBUGREG at its first debug trap, if it is patched. */
    private static final List<String> ORDER_2_6_23 = List.of("LGUEST_INIT", "SET_PMD", "NEW_PGTABLE", "FLUSH_TLB",
            "FLUSH_ASYNC", "LOAD_IDT_ENTRY", "LOAD_GDT", "SET_STACK", "SET_DEBUGREG", "TS", "SEND_DMA", "SET_PTE",
            "SET_CLOCKEVENT", "HALT", "LOAD_TLS", "BIND_DMA", "GET_DEBUGREG", "CRASH");
    private static final List<String> ORDER_4 = List.of("LGUEST_INIT", "NEW_PGTABLE", "LOAD_GDT_ENTRY", "FLUSH_TLB",
            "FLUSH_ASYNC", "LOAD_IDT_ENTRY", "SET_PGD", "SET_PTE", "SET_STACK", "SET_DEBUGREG", "SET_CLOCKEVENT",
            "SEND_INTERRUPTS", "HALT", "LOAD_TLS", "GET_DEBUGREG", "SHUTDOWN");

    @TempDir
    private Path folder;
    private Path disk;

    @BeforeEach
    void makeADisk() throws Exception {
        disk = Files.write(folder.resolve("disk.img"), Arrays.copyOf(DISK.getBytes(StandardCharsets.US_ASCII), 40 * 512));
    }

    private GuestConfiguration with(String image, GuestDevices devices) throws Exception {
        return GuestConfiguration.of(GuestImage.named(image).path(), 16, "a b").withDevices(devices);
    }

    private GuestDevices all() {
        return GuestDevices.NONE.withBlocks(List.of(new BlockFile(disk, BlockFile.Mode.READ_WRITE)))
                .withNet(new NetCard(folder.resolve("net"), MacAddress.parse("02:00:01:00:00:00").orElseThrow(), Optional.empty()));
    }

    /** Lines that begin with these are printed before anything is typed. */
    private GuestRun typeALine(GuestConfiguration configuration) throws Exception {
        try (GuestRun run = GuestRun.launch(configuration)) {
            GuestRun.given(run.session().input("hello\nand more\n".getBytes(StandardCharsets.US_ASCII)));
            run.resume();
            run.awaitEnd();
            return run;
        }
    }

    private static List<String> firstCalls(GuestRun run) {
        return run.trace().stream().filter(line -> line.startsWith("hypercall: guest: LHCALL_"))
                .map(line -> line.substring("hypercall: guest: LHCALL_".length(), line.indexOf('('))).distinct().toList();
    }

    private void assertDiskIsTurned() throws Exception {
        byte[] bytes = Files.readAllBytes(disk);
        assertEquals(new StringBuilder(DISK).reverse().toString(), new String(bytes, 512, 16, StandardCharsets.US_ASCII));
    }

    @Test
    void aTourOf2623() throws Exception {
        GuestRun run = typeALine(with("tour", all()));
        assertEquals("""
                tour of 2.6.23: 16384 KiB of memory, arguments "a b", fpu 1 with 1 trap
                clock: 5 ticks
                  a visitor is here
                  a visitor is here
                  a visitor is here
                ring 3: ended with 3
                console: type a line
                console: "hello"
                block: 40 sectors, "Once upon a disk" (0), "ksid a nopu ecnO" (0, 0)
                net: sent 1, heard ""
                debug registers: 00000000
                """, run.console());
        assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
        assertEquals(ORDER_2_6_23, firstCalls(run));
        assertDiskIsTurned();
    }

    @Test
    void aTourOf4x() throws Exception {
        GuestRun run = typeALine(with("tour4", all().withEntropy(7)));
        String console = run.console();
        assertTrue(console.matches("(?s).*entropy: 16 bytes, ([0-9a-f]{8}) (?!\\1)[0-9a-f]{8} [0-9a-f]{8} [0-9a-f]{8}\n.*"), console);
        assertEquals("""
                tour of 4.x: 16384 KiB of memory, arguments "a b"
                clock: 0 ticks with interrupts off, 1 then
                clock: 5 ticks
                  a visitor is here
                  a visitor is here
                  a visitor is here
                ring 3: ended with 3
                console: type a line
                console: "hello"
                block: 40 sectors, "Once upon a disk" (0), "ksid a nopu ecnO" (0, 0)
                net: sent 1, heard ""
                debug registers: 00000000
                """, console.lines().filter(line -> !line.startsWith("entropy")).map(line -> line + '\n')
                .reduce("", String::concat));
        assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
        assertEquals(ORDER_4, firstCalls(run));
        assertDiskIsTurned();
    }

    /** And nobody types anything. */
    @Test
    void withoutDevicesThereIsTheConsole() throws Exception {
        for (String image : List.of("tour", "tour4")) {
            GuestRun run = GuestRun.toTheEnd(with(image, GuestDevices.NONE));
            String devices = image.equals("tour") ? "block: none\nnet: none\n" : "block: none\nnet: none\nentropy: none\n";
            assertTrue(run.console().contains("console: nothing\n" + devices), run.console());
            assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
        }
    }

    /** The file is cut off in its first sector while the guest has it: what is behind that is an I/O error. */
    @Test
    void aDiskThatIsCutShortFailsWhereItEnds() throws Exception {
        for (String image : List.of("tour", "tour4")) {
            makeADisk();
            try (GuestRun run = GuestRun.launch(with(image, all()))) {
                try (var open = new RandomAccessFile(disk.toFile(), "rw")) {
                    open.setLength(512 + 100);
                }
                run.resume();
                run.awaitEnd();
                String failed = image.equals("tour") ? "(-1, -1)" : "(1, 1)";
                assertTrue(run.console().contains("block: 40 sectors, \"" + DISK + "\" (0), \"\" " + failed), run.console());
                assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
            }
            assertEquals(512 + 100, Files.size(disk));
        }
    }

    /** The guest is told how much there is, in whole pages; what it makes of it is its own affair. */
    @Test
    void aTruncatedInitrdIsHandedOverAsItIs() throws Exception {
        Path initrd = Files.write(folder.resolve("initrd"), new byte[] {0x1F, (byte) 0x8B, 8});
        for (String image : List.of("tour", "tour4")) {
            var configuration = new GuestConfiguration(GuestImage.named(image).path(), 16, "", Optional.of(initrd), Banks.EXTENDED,
                    GuestConfiguration.Pace.UNPACED);
            assertEquals(GuestEnd.Kind.POWERED_OFF, GuestRun.toTheEnd(configuration).end().kind());
        }
    }

    /** The same inputs, the same run; and with lguest's defects the tours are made too. */
    @Test
    void aTourCanBeMadeAgain() throws Exception {
        for (String image : List.of("tour", "tour4")) {
            List<String> digests = Stream.of(1, 2).map(time -> digest(image)).toList();
            assertEquals(digests.get(0), digests.get(1));
            GuestRun faithful = GuestRun.toTheEnd(with(image, GuestDevices.NONE).withFidelity(Fidelity.FAITHFUL));
            assertEquals(GuestEnd.Kind.POWERED_OFF, faithful.end().kind(), faithful.end().reason());
        }
    }

    private String digest(String image) {
        try {
            return GuestRun.toTheEnd(with(image, GuestDevices.NONE)).digest();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
