/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.commandline.CommandLineException.Code;
import org.lguest.commandline.TraceOption.Topic;
import org.lguest.dwarf.DebugFileSearch;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.BlockFile;
import org.lguest.hypervisor.launcher.BlockFile.Mode;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.launcher.GuestProcessor;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.TraceLine;

class CommandLineTest {

    @Test
    void megabytesAndImageAreEnough() throws Exception {
        assertEquals(new CommandLine(new GuestConfiguration(Path.of("vmlinux"), 64, "", Optional.empty(), Banks.EXTENDED,
                GuestConfiguration.Pace.REAL_TIME), Optional.empty(), List.of(), false, false, DebugFileSearch.STANDARD),
                parse("64", "vmlinux"));
    }

    @Test
    void whatIsBehindTheImageIsTheKernels() throws Exception {
        assertEquals("root=/dev/lgba --break=x 64", parse("64", "vmlinux", "root=/dev/lgba", "--break=x", "64").configuration()
                .arguments());
    }

    @Test
    void optionsComeFirst() throws Exception {
        CommandLine line = parse("--initrd=disk", "--banks=hardware", "--trace=exits:log:1", "--break=sell", "--break=0xC0100000",
                "--break=3222274048", "--statistics", "--restart", "--pace=none", "--watch=till,4,w", "--watch=till,2,rw",
                "--watch=0xc0100000,1,r", "16", "first");

        assertEquals(Optional.of(Path.of("disk")), line.configuration().initrd());
        assertTrue(line.statistics());
        assertTrue(line.restart());
        assertEquals(GuestConfiguration.Pace.UNPACED, line.configuration().pace());
        assertEquals(Banks.AS_THE_HARDWARE, line.configuration().banks());
        assertEquals(Optional.of(new TraceOption(EnumSet.of(Topic.EXITS), Optional.of(Path.of("log:1")))),
                line.trace());
        assertEquals(List.of(new Breakpoint(Kind.EXECUTE, "sell", 1, "--break=sell"),
                new Breakpoint(Kind.EXECUTE, "0xC0100000", 1, "--break=0xC0100000"),
                new Breakpoint(Kind.EXECUTE, "3222274048", 1, "--break=3222274048"),
                new Breakpoint(Kind.WRITE, "till", 4, "--watch=till,4,w"),
                new Breakpoint(Kind.ACCESS, "till", 2, "--watch=till,2,rw"),
                new Breakpoint(Kind.READ, "0xc0100000", 1, "--watch=0xc0100000,1,r")), line.breakpoints());
    }

    @Test
    void framesAreTrafficOfDevices() throws Exception {
        TraceLine frame = new TraceLine("net", 1, "a frame of 60 bytes arrives");
        assertTrue(TraceOption.parse("devices").covers(frame));
        assertFalse(TraceOption.parse("hypercalls,exits,debugregs,interrupts").covers(frame));
    }

    @Test
    void aNetworkCardIsPutTogetherFromItsOptions() throws Exception {
        assertEquals(GuestDevices.NONE, parse("16", "first").configuration().devices());
        assertEquals(Optional.of(new NetCard(Path.of("n"), MacAddress.DEFAULT, Optional.empty())),
                parse("--net=n", "16", "first").configuration().devices().net());
        GuestDevices all = parse("--capture=c", "--mac=02:00:AB:00:00:00", "--entropy=0x10", "--net=n", "16", "first").configuration()
                .devices();
        assertEquals(Optional.of(new NetCard(Path.of("n"), MacAddress.parse("02:00:ab:00:00:00").orElseThrow(),
                Optional.of(Path.of("c")))), all.net());
        assertEquals(Optional.of(16L), all.entropy());
    }

    @Test
    void disksComeInTheirOrderAndTheDefectsOnRequest() throws Exception {
        GuestConfiguration plain = parse("16", "disk").configuration();
        assertEquals(List.of(), plain.blocks());
        assertEquals(Fidelity.MENDED, plain.fidelity());

        GuestConfiguration all = parse("--block=a", "--block-snapshot=b,c", "--block-read-only=d=e",
                "--faithful", "--interpose", "16", "disk")
                .configuration();
        assertEquals(List.of(new BlockFile(Path.of("a"), Mode.READ_WRITE), new BlockFile(Path.of("b,c"), Mode.SNAPSHOT),
                new BlockFile(Path.of("d=e"), Mode.READ_ONLY)), all.blocks());
        assertEquals(Fidelity.FAITHFUL, all.fidelity());
        assertEquals(GuestConfiguration.DebugRegisterHooks.INTERPOSED, all.hooks());
    }

    @Test
    void howTheTerminalIsSetIsNothingToTheGuest() throws Exception {
        assertEquals(parse("16", "shell"), parse("--raw", "16", "shell"));
    }

    @Test
    void theProcessorIsA686OrWhatIsAskedFor() throws Exception {
        assertEquals(GuestProcessor.I686, parse("16", "first").configuration().processor());
        assertEquals(Optional.of(Era.LINUX_4_10), parse("--era=4.10", "16", "first").configuration().era());
        assertEquals(Optional.of(Era.LINUX_2_6_23), parse("--era=2.6.23", "16", "first").configuration().era());
        assertEquals(GuestProcessor.I486, parse("--cpu=486", "16", "first").configuration().processor());
    }

    @Test
    void aBreakpointThatIsGivenTwiceCountsOnce() throws Exception {
        assertEquals(1, parse("--break=sell", "--break=sell", "16", "first").breakpoints().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"hypercalls hypercall launcher", "exits exit exit", "debugregs copy-in switcher",
            "debugregs processor host"})
    void aTopicIsWhatItsStationsWrite(String topic, String one, String other) throws Exception {
        TraceOption option = TraceOption.parse(topic);

        assertTrue(option.covers(new TraceLine(one, 0, "")) && option.covers(new TraceLine(other, 0, "")));
        assertEquals(topic.equals("hypercalls"), option.covers(new TraceLine("hypercall", 0, "guest: LHCALL_HALT()")));
        assertEquals(!topic.equals("exits"),
                option.covers(new TraceLine("hypercall", 0, "guest: LHCALL_GET_DEBUGREG(6) = 0")));
        assertEquals(topic.equals("exits"), option.wantsExits());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "MISSING_OPERAND | ''", "MISSING_OPERAND | 64", "MISSING_OPERAND | --break=x 64",
            "BAD_MEGABYTES | first 64", "BAD_MEGABYTES | 6x4 first", "BAD_MEGABYTES | 64M first", "BAD_MEGABYTES | 9999999999 first",
            "UNKNOWN_OPTION | --frob 64", "UNKNOWN_OPTION | --break 64", "UNKNOWN_OPTION | -64 first", "UNKNOWN_OPTION | --initrd first",
            "BAD_TRACE | --trace= 64", "BAD_TRACE | --trace=all 64", "BAD_TRACE | --trace=exits,,hypercalls 64",
            "BAD_TRACE | --trace=exits: 64", "BAD_TRACE | --trace=:log 64",
            "BAD_BANKS | --banks= 64", "BAD_BANKS | --banks=both 64",
            "BAD_ERA | --era=3.x 64", "BAD_CPU | --cpu= 64", "BAD_CPU | --cpu=286 64",
            "BAD_BREAK | --break= 64",
            "BAD_WATCH | --watch= 64", "BAD_WATCH | --watch=till 64", "BAD_WATCH | --watch=till,4 64", "BAD_WATCH | --watch=,4,w 64",
            "BAD_WATCH | --watch=till,x,w 64", "BAD_WATCH | --watch=till,-4,w 64", "BAD_WATCH | --watch=till,4,x 64",
            "BAD_WATCH | --watch=till,4,w, 64", "BAD_WATCH | --watch=till,9999999999,w 64"})
    void nonsenseIsRefusedWithACodeAReasonAndARemedy(Code code, String words) {
        var e = assertThrows(CommandLineException.class, () ->
                parse(words.isEmpty() ? new String[0] : words.split(" ")));

        assertEquals(code.name(), e.code());
        assertEquals(ExitStatus.USAGE, e.status());
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }

    private static CommandLine parse(String... words) throws CommandLineException {
        return CommandLine.parse(List.of(words));
    }
}
