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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.commandline.Command.image;
import static org.lguest.commandline.Command.lguest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command from its words to its exit status, with guests that really run. */
class LguestTest {

    private static final String POWER_DOWN = "lguest: CRASH: Power down\n";

    @TempDir
    private Path folder;

    @Test
    void aGuestThatSwitchesItselfOffIsASuccess() throws Exception {
        Command first = lguest("64", image("first"), "loud", "and", "clear");

        assertEquals(POWER_DOWN, first.err());
        assertEquals(0, first.status());
        assertTrue(first.out().startsWith("The shop opens: 64 MiB, arguments \"loud and clear\"\n"), first.out());
        assertTrue(first.out().endsWith("There are 12 ways to pay out the last sale of 11\n"), first.out());
    }

    @Test
    void aGuestThatDiesIsAFailureInTheHostsWords() throws Exception {
        Command native64 = lguest("64", image("selfwatch"), "native");

        List<String> err = native64.err().lines().toList();
        assertTrue(err.getFirst().matches("lguest: CRASH: general protection fault at c01\\w{5}"), native64.err());
        assertEquals("lguest: its last exits:", err.get(1));
        assertEquals(1, native64.status());
    }

    @Test
    void ofAGuestThatDiedTheLastExitsAreTold() throws Exception {
        List<String> err = lguest("64", image("selfwatch"), "native").err().lines().toList();

        assertEquals(2 + 16 + 3, err.size());
        assertTrue(err.stream().anyMatch(line -> line.matches("lguest: +\\d+ 0061:c01\\w{5} trap 13, error 0x0")), err::toString);
        assertTrue(err.get(17).matches("lguest: +\\d+ 0061:c01\\w{5} hypercall 2, LHCALL_CRASH"), err.get(17));
        assertTrue(err.get(18).matches("lguest: +EAX=00000002 EBX=\\w{8} ECX=\\w{8} EDX=00\\w{6} ESI=\\w{8}"), err.get(18));
        assertTrue(err.getLast().matches("lguest: +SS=0069 DS=0069 .*"), err.getLast());
    }

    @Test
    void statisticsCountTheExitsThatTheTraceShows() throws Exception {
        Path trace = folder.resolve("trace");
        Command counted = lguest("--statistics", "--trace=exits:" + trace, "--break=entry", "64", image("selfwatch"));

        List<String> exits = Files.readAllLines(trace);
        List<String> err = counted.err().lines().map(line -> line.substring("lguest: ".length())).toList();
        assertEquals("CRASH: Power down", err.getFirst());
        assertTrue(err.get(2).matches("[\\d,]+ instructions, \\d+\\.\\d{3} s of guest time"), err.get(2));
        assertEquals(exits.size(), times(err, "exits"));
        assertEquals(exits.stream().filter(line -> line.contains(" page fault at ")).count(), times(err, "  #PF"));
        assertEquals(exits.stream().filter(line -> line.contains(" trap 1")).count(), times(err, "  #DB"));
        long calls = exits.stream().filter(line -> line.contains(" hypercall ")).count();
        assertEquals(calls, times(err, "  hypercall"));
        assertEquals(calls, times(err, "hypercalls"));
        assertEquals(1, times(err, "  LHCALL_LGUEST_INIT"));
        assertEquals(0, counted.status());
    }

    private static long times(List<String> lines, String what) {
        String line = lines.stream().filter(each -> each.matches(" *\\d+ " + what)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + what + " in " + lines));
        return Long.parseLong(line.strip().split(" ")[0]);
    }

    /** Three seconds of the guest's in which it waits for a line that nobody types. */
    @Test
    void theGuestComputesTheSameAtEitherPace() throws Exception {
        for (String tour : List.of("tour", "tour4")) {
            Command none = lguest("--statistics", "--pace=none", "16", image(tour));
            Command real = lguest("--statistics", "--pace=real", "16", image(tour));
            assertEquals(real.out(), none.out());
            assertEquals(real.err(), none.err());
        }
    }

    @Test
    void hitsAreCountedAndTheGuestGoesOn() throws Exception {
        Command undisturbed = lguest("64", image("first"));
        Command counted = lguest("--break=ring_up", "--watch=takings,4,rw", "--break=entry", "64", image("first"));

        assertEquals(undisturbed.out(), counted.out());
        assertEquals(POWER_DOWN + "lguest: --break=ring_up: 32 hits\nlguest: --watch=takings,4,rw: 70 hits\n"
                + "lguest: --break=entry: 1 hit\n", counted.err());
        assertEquals(0, counted.status());
    }

    @Test
    void aStrippedImageHasItsSymbolsFromAFileOrAFolder() throws Exception {
        Path stripped = folder.resolve("stripped");
        objcopy("--strip-all", "--add-gnu-debuglink=" + debugFile(folder.resolve("stripped.debug")), image("first"),
                stripped.toString());
        Path elsewhere = Files.createDirectories(folder.resolve("symbols").resolve(folder.toString().substring(1)));
        Files.move(folder.resolve("stripped.debug"), elsewhere.resolve("stripped.debug"));
        String hits = POWER_DOWN + "lguest: --break=ring_up: 32 hits\n";

        Command without = lguest("--break=ring_up", "64", stripped.toString());
        assertTrue(without.err().startsWith("lguest: NO_SUCH_SYMBOL: "), without.err());
        assertEquals(hits, lguest("--symbols=" + elsewhere.resolve("stripped.debug"), "--break=ring_up", "64",
                stripped.toString()).err());
        assertEquals(hits, lguest("--symbols=" + folder.resolve("symbols"), "--break=ring_up", "64", stripped.toString())
                .err());
        Command none = lguest("--symbols=" + folder.resolve("nothing"), "64", stripped.toString());
        assertTrue(none.err().startsWith("lguest: NO_SYMBOLS: "), none.err());
        assertEquals(4, none.status());
    }

    private static Path debugFile(Path file) throws Exception {
        objcopy("--only-keep-debug", image("first"), file.toString());
        return file;
    }

    private static void objcopy(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("objcopy"));
        command.addAll(List.of(words));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
    }

    @ParameterizedTest
    @CsvSource({"--break=nowhere, 4, NO_SUCH_SYMBOL", "--break=0xffc00000, 4, ADDRESS_IN_SWITCHER", "--break=0x1ffffffff, 2, BAD_BREAK",
            "--break=12monkeys, 2, BAD_BREAK", "'--watch=0x1 2,1,w', 2, BAD_WATCH",
            "'--watch=takings,3,w', 4, BAD_LENGTH", "'--watch=0xc0100001,2,w', 4, UNALIGNED", "--initrd=nothing, 3, INITRD_MISSING",
            "--block=nothing, 3, BLOCK_MISSING", "--block-snapshot=, 3, BLOCK_IS_DIRECTORY",
            "--mac=02:00:00:00:00:00, 2, BAD_NET", "--mac=01:00:00:00:00:00, 2, BAD_MAC", "--entropy=x, 2, BAD_SEED",
            "--entropy=1, 3, NO_ENTROPY_DEVICE", "--net=/nowhere/net, 3, NET_UNUSABLE", "--frob, 2, UNKNOWN_OPTION",
            "--trace=exits:/nowhere/trace, 5, TRACE_UNWRITABLE", "--pace=fast, 2, BAD_PACE"})
    void whatCantBeDoneIsRefusedWithItsCode(String option, int status, String code) throws Exception {
        Command refused = lguest(option, "64", image("first"));

        assertTrue(refused.err().matches("lguest: " + code + ": [^\n]*\\.\n"), refused.err());
        assertEquals("", refused.out());
        assertEquals(status, refused.status());
    }

    @Test
    void anImageThatIsNoneIsRefusedWithItsCode() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no kernel");

        assertRefused("IMAGE_MISSING", lguest("64", folder.resolve("nothing").toString()));
        assertRefused("IMAGE_IS_DIRECTORY", lguest("64", folder.toString()));
        assertRefused("NOT_ELF", lguest("64", text.toString()));
        assertRefused("NOT_ELF", lguest("--break=main", "64", text.toString()));
        assertRefused("MEMORY_ZERO", lguest("0", image("first")));
        assertRefused("MEMORY_TOO_LARGE", lguest("999999999", image("first")));
    }

    private static void assertRefused(String code, Command refused) {
        assertTrue(refused.err().startsWith("lguest: " + code + ": "), refused.err());
        assertEquals(3, refused.status());
    }

    @Test
    void moreBreakpointsThanAProcessorHasAreRefusedWhereThereAreFourOnly() throws Exception {
        String[] words = {"--banks=hardware", "--break=0xc0100000", "--break=0xc0100001", "--break=0xc0100002",
            "--break=0xc0100003", "--break=0xc0100004", "64", image("first")};

        assertTrue(lguest(words).err().startsWith("lguest: NO_FREE_SLOT: --break=0xc0100004: "));
        words[0] = "--banks=extended";
        assertEquals(0, lguest(words).status());
    }

    @Test
    void theTraceHasTheTopicsThatAreAskedForAndNoMore() throws Exception {
        Path trace = folder.resolve("trace");
        Command traced = lguest("--trace=exits,debugregs:" + trace, "--break=ring_up", "16", image("first"));

        assertEquals(POWER_DOWN + "lguest: --break=ring_up: 32 hits\n", traced.err());
        List<String> lines = Files.readAllLines(trace);
        assertEquals(List.of("copy-in", "exit", "host", "hypercall", "processor", "switcher"),
                lines.stream().map(line -> line.substring(13).split(" ")[0]).distinct().sorted().toList());
        assertTrue(lines.stream().filter(line -> line.contains(" hypercall ") && !line.contains(" exit "))
                .allMatch(line -> line.contains("_DEBUGREG(")));
        assertEquals(32, lines.stream().filter(line -> line.matches(" *\\d+ processor +#DB at .*")).count());
        assertTrue(lines.stream().anyMatch(line ->
                line.matches(" *\\d+ exit      0061:c01\\w{5} page fault at 0xc01\\w{5}, error 0x\\d")));
        assertTrue(lines.getLast().matches(" *\\d+ exit      0061:c01\\w{5} hypercall 2, LHCALL_CRASH"), lines.getLast());
    }

    @Test
    void interruptsAndDevicesAreTopicsToo() throws Exception {
        Path trace = folder.resolve("trace");
        assertEquals(0, lguest("--trace=interrupts,devices:" + trace, "16", image("first")).status());

        List<String> lines = Files.readAllLines(trace);
        assertEquals(List.of("device", "interrupt"),
                lines.stream().map(line -> line.substring(13).split(" ")[0]).distinct().sorted().toList());
        assertTrue(lines.stream().anyMatch(line -> line.matches(" *\\d+ interrupt irq 0 at 0x\\w{8}")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.matches(" *\\d+ device    key 0x0: \\d+ bytes sent, \\d+ used")),
                lines.toString());
    }

    @Test
    void theTraceGoesToStandardErrorUnlessThereIsAFile() throws Exception {
        Command traced = lguest("--trace=hypercalls", "16", image("first"));

        List<String> lines = traced.err().lines().toList();
        assertTrue(lines.getFirst().matches(" *\\d+ hypercall guest: LHCALL_LGUEST_INIT\\(0x\\w+\\)"),
                lines.getFirst());
        assertTrue(lines.stream().limit(lines.size() - 1)
                .allMatch(line -> line.matches(" *\\d+ (hypercall|launcher) .*")));
        assertEquals(POWER_DOWN.strip(), lines.getLast());
    }

    @Test
    void theEndOfTheConsolesReaderIsTheEndOfTheGuest() throws Exception {
        var closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Command ended = lguest(new ByteArrayInputStream(new byte[0]), closed, "16", image("clock"));

        assertEquals("lguest: The console can't be written: Broken pipe.\n", ended.err());
        assertEquals(5, ended.status());
    }

    @Test
    void helpTellsEveryExitStatus() throws Exception {
        Command help = lguest("--help");

        for (ExitStatus status : ExitStatus.values()) {
            assertTrue(help.out().contains(String.format("%n  %3d  %s%n", status.number(), status.meaning())),
                    help.out());
        }
        assertFalse(help.out().lines().anyMatch(line -> line.length() > 120));
        assertEquals(0, help.status());
    }
}
