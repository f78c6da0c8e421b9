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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.hypervisor.guest.DeviceKind;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.launcher.BlockFile;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.launcher.LaunchProblem;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;
import org.lguest.hypervisor.net.SocketLink;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.GuestEnd;

/**
 * Each device that an era has, used by a guest of that era which has only it and the console: what the guest saw, what
 * came of it outside, and what the trace says. And each that it has not.
 */
class DeviceMatrixTest {

    private static final String DISK = "Once upon a disk";

    @TempDir
    private Path folder;

    record Row(Era era, DeviceKind kind) {

        private boolean there() {
            return era.devices().kinds().contains(kind);
        }

        /** What the trace calls the device: by its key in 2.6.23, whose devices' pages follow the descriptors. */
        private String name() {
            return "device: " + (era.devices().onBus() ? switch (kind) {
                case CONSOLE -> "console 1";
                case BLOCK -> "block 2";
                case NET -> "net 2";
                case ENTROPY -> "rng 2";
            } : kind == DeviceKind.CONSOLE ? "key 0x0" : "key 0x1001000");
        }

        @Override
        public String toString() {
            return era.label() + ' ' + kind + (there() ? "" : ", which it has not");
        }
    }

    static Stream<Row> rows() {
        return Arrays.stream(Era.values()).flatMap(era -> Arrays.stream(DeviceKind.values()).map(kind -> new Row(era, kind)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachDeviceOfEachEraIsUsed(Row row) throws Exception {
        if (!row.there()) {
            assertEquals(LaunchProblem.Code.NO_ENTROPY_DEVICE, Launcher.check(guest(row, GuestDevices.NONE.withEntropy(1)))
                    .orElseThrow().code());
            return;
        }
        switch (row.kind()) {
            case CONSOLE -> useConsole(row);
            case BLOCK -> useBlock(row);
            case NET -> useNet(row);
            case ENTROPY -> useEntropy(row);
        }
    }

    private static GuestConfiguration guest(Row row, GuestDevices devices) throws Exception {
        return GuestConfiguration.of(GuestImage.named(row.era().devices().onBus() ? "tour4" : "tour").path(), 16, "")
                .withDevices(devices).withEra(row.era());
    }

    private static GuestRun launch(Row row, GuestDevices devices) throws Exception {
        GuestRun run = GuestRun.launch(guest(row, devices));
        run.traceAll();
        return run;
    }

    private static void assertPoweredOff(GuestRun run) {
        assertEquals(GuestEnd.Kind.POWERED_OFF, run.awaitEnd().kind());
    }

    private static void assertLine(GuestRun run, String line) {
        assertTrue(run.console().lines().anyMatch(line::equals), run.console());
    }

    private static void assertTraced(Row row, GuestRun run, String... ends) {
        for (String end : ends) {
            assertTrue(run.trace().contains(row.name() + end), row.name() + end);
        }
    }

    /** A driver goes through the states of virtio in their order. */
    private static void assertDriven(Row row, GuestRun run) {
        if (row.era().devices().onBus()) {
            assertTraced(row, run, " status: 0x0 -> 0x1", " status: 0x1 -> 0x3", " status: 0x3 -> 0xb", " status: 0xb -> 0xf");
        }
    }

    private void useConsole(Row row) throws Exception {
        try (GuestRun run = launch(row, GuestDevices.NONE)) {
            GuestRun.given(run.session().input("typed\n".getBytes(StandardCharsets.US_ASCII)));
            run.resume();
            assertPoweredOff(run);
            assertLine(run, "console: \"typed\"");
            assertDriven(row, run);
            assertTraced(row, run, row.era().devices().onBus() ? " input: 1 served, irq 1" : ": 17 bytes sent, 17 used");
            // On the bus, what comes before the driver's first line has been printed by the ports alone.
            long lines = run.console().lines().filter(line -> !row.era().devices().onBus() || byTheDriver(run, line)).count();
            String printed = row.era().devices().onBus() ? " output: 1 served" : " used";
            assertEquals(lines, run.trace().stream().filter(line -> line.startsWith(row.name()) && line.contains(printed)).count());
        }
    }

    private static boolean byTheDriver(GuestRun run, String line) {
        return run.console().indexOf(line) >= run.console().indexOf("console: type a line");
    }

    /**
     * Long before it has a driver a guest prints: on the bus through a window in the console's configuration, in 2.6.23
     * by the call that the driver uses too, which needs nothing before it.
     */
    @ParameterizedTest
    @EnumSource(Era.class)
    void theEarlyConsoleOfEachEraIsUsed(Era era) throws Exception {
        Row row = new Row(era, DeviceKind.CONSOLE);
        boolean onBus = era.devices().onBus();
        GuestImage image = GuestImage.named(onBus ? "tour4" : "tour");
        try (GuestRun run = launch(row, GuestDevices.NONE)) {
            run.plant(Kind.EXECUTE, image.address(onBus ? "start_console" : "start_keyboard"), 1, "driver");
            run.resumeToStop();
            String first = (onBus ? "tour of 4.x" : "tour of 2.6.23") + ": 16384 KiB of memory";
            assertTrue(run.console().startsWith(first), run.console());
            assertTrue(run.trace().stream().noneMatch(line -> line.startsWith(row.name() + " status")),
                    "nobody has driven the device: " + run.trace());
            assertEquals(onBus, run.trace().stream().noneMatch(line -> line.startsWith(row.name())),
                    "by the ports alone, or by the device: " + run.trace());
        }
    }

    private void useBlock(Row row) throws Exception {
        Path disk = Files.write(folder.resolve("disk.img"), Arrays.copyOf(DISK.getBytes(StandardCharsets.US_ASCII), 2 * 512));
        try (GuestRun run = launch(row, GuestDevices.NONE.withBlocks(List.of(new BlockFile(disk, BlockFile.Mode.READ_WRITE))))) {
            run.resume();
            assertPoweredOff(run);
            String turned = new StringBuilder(DISK).reverse().toString();
            assertLine(run, "block: 2 sectors, \"" + DISK + "\" (0), \"" + turned + "\" (0, 0)");
            byte[] expected = Arrays.copyOf((turned).getBytes(StandardCharsets.US_ASCII), 512);
            assertArrayEquals(expected, Arrays.copyOfRange(Files.readAllBytes(disk), 512, 1024));
            assertDriven(row, run);
            assertTraced(row, run, row.era().devices().onBus() ? " request: 1 served, irq 2" : ": 512 bytes sent, 0 used");
        }
    }

    private void useNet(Row row) throws Exception {
        MacAddress address = MacAddress.parse("02:00:01:00:00:00").orElseThrow();
        var card = new NetCard(folder.resolve("net"), address, Optional.empty());
        GuestImage image = GuestImage.named(row.era().devices().onBus() ? "tour4" : "tour");
        try (GuestRun run = launch(row, GuestDevices.NONE.withNet(card)); SocketLink other = new SocketLink(folder.resolve("net"))) {
            other.open(frame -> { });
            run.plant(Kind.EXECUTE, image.address("use_the_network"), 1, "network");
            run.resumeToStop();
            run.plant(Kind.EXECUTE, image.address("sleep_until"), 1, "waits");
            run.resumeToStop();
            other.send(HexFormat.of().parseHex("020001000000" + "020002000000" + "88b5"
                    + HexFormat.of().formatHex("good day\0".getBytes(StandardCharsets.US_ASCII))));
            run.awaitTrace("net: a frame of 23 bytes, 02:00:02:00:00:00 to " + address + " arrives");
            run.resume();
            while (run.awaitStopOrEnd() != run.end()) {
                run.resume();
            }
            assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
            assertLine(run, "net: sent 1, heard \"good day\"");
            assertTrue(run.trace().contains("net: a frame of 20 bytes, " + address + " to ff:ff:ff:ff:ff:ff goes out"));
            assertDriven(row, run);
            assertTraced(row, run, row.era().devices().onBus() ? " tx: 1 served, irq 2" : ": 20 bytes sent, 20 used");
        }
    }

    private static void useEntropy(Row row) throws Exception {
        String one = entropy(row, 1);
        assertTrue(one.matches("entropy: 16 bytes,( [0-9a-f]{8}){4}"), one);
        assertEquals(one, entropy(row, 1), "they follow from the seed");
        assertTrue(!one.equals(entropy(row, 2)), "and from nothing else");
    }

    private static String entropy(Row row, long seed) throws Exception {
        try (GuestRun run = launch(row, GuestDevices.NONE.withEntropy(seed))) {
            run.resume();
            assertPoweredOff(run);
            assertDriven(row, run);
            assertTraced(row, run, " input: 1 served, irq 2");
            return run.console().lines().filter(line -> line.startsWith("entropy")).findFirst().orElseThrow();
        }
    }
}
