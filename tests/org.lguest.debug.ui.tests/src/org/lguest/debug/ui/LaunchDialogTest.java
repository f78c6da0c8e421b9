/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.core.launch.LaunchSettings;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Fidelity;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestConfiguration.DebugRegisterHooks;
import org.lguest.hypervisor.launcher.GuestProcessor;
import org.lguest.hypervisor.launcher.LaunchProblem;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.net.SocketLink;
import org.lguest.hypervisor.session.Banks;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** Run &gt; Debug Configurations..., filled in by a user who makes every mistake there is before getting it right. */
class LaunchDialogTest {

    private static final int MEGABYTES = 64;
    private static final int DEADLINE_SECONDS = 120;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @TempDir
    private Path folder;

    @Test
    void promptsForTheImageBeforeItComplains() {
        try (LaunchDialog dialog = open()) {
            dialog.awaitText(Messages.MainTab_imagePrompt);
            dialog.awaitDisabled("Debug");
        }
    }

    @Test
    void tellsWhatIsWrongWithTheImageAndWhatToDo() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"),
                "no kernel in here, but enough text for a header or two\n");
        Path cut = Files.write(folder.resolve("cut"), new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1});
        try (LaunchDialog dialog = open()) {
            expect(dialog, folder.resolve("missing"), Code.IMAGE_MISSING);
            expect(dialog, folder, Code.IMAGE_IS_DIRECTORY);
            expect(dialog, text, Code.NOT_ELF);
            expect(dialog, cut, Code.TRUNCATED);
            workbench.screenshot.take("launch-dialog-error");
            dialog.type("Image:", workbench.image("first"));
            dialog.awaitEnabled("Debug");
        }
    }

    private static void expect(LaunchDialog dialog, Path image, Code code) {
        LaunchProblem problem = problem(new GuestConfiguration(image, MEGABYTES, "", Optional.empty(), Banks.EXTENDED,
                GuestConfiguration.Pace.REAL_TIME));
        assertEquals(code, problem.code());
        dialog.type("Image:", image.toString());
        dialog.awaitText(problem.message());
        dialog.awaitText(LguestStatus.valueOf(code.name()).explanation());
        dialog.awaitDisabled("Debug");
    }

    private static LaunchProblem problem(GuestConfiguration configuration) {
        return Launcher.check(configuration).orElseThrow();
    }

    @Test
    void tellsWhatIsWrongWithTheMachine() throws Exception {
        try (LaunchDialog dialog = open()) {
            dialog.type("Image:", workbench.image("first"));
            dialog.type("Memory (MiB):", "");
            dialog.awaitText(Messages.MainTab_memoryPrompt);
            dialog.type("Memory (MiB):", "plenty");
            dialog.awaitText(Messages.MainTab_memoryIsNoNumber);
            dialog.type("Memory (MiB):", "0");
            dialog.awaitText("0 MiB");
            dialog.awaitDisabled("Debug");
            dialog.type("Memory (MiB):", Integer.toString(GuestConfiguration.MAXIMUM_MEGABYTES + 1));
            dialog.awaitText(Integer.toString(GuestConfiguration.MAXIMUM_MEGABYTES));
            dialog.awaitDisabled("Debug");
            dialog.type("Memory (MiB):", "64");
            dialog.awaitEnabled("Debug");
            dialog.type("Initial RAM disk:", folder.resolve("initrd").toString());
            dialog.awaitText(folder.resolve("initrd").toString());
            dialog.awaitDisabled("Debug");
        }
    }

    @Test
    void promptsForTheFunctionToStopAtAndKnowsWhetherThereIsOne() {
        try (LaunchDialog dialog = open()) {
            dialog.type("Image:", workbench.image("first"));
            dialog.awaitEnabled("Debug");
            dialog.tab("Debug");
            dialog.check("Stop at a function when the guest starts");
            dialog.awaitText(Messages.DebugTab_symbolPrompt);
            dialog.awaitDisabled("Debug");
            dialog.type("Function:", "closing_time");
            dialog.awaitText(LguestStatus.STOP_SYMBOL_UNKNOWN.message("closing_time", "first"));
            dialog.awaitDisabled("Debug");
            dialog.type("Function:", "guest_main");
            dialog.awaitEnabled("Debug");
        }
    }

    @Test
    void writesATranscriptWhereTheUserWantsItAndKnowsWhetherItCan() throws Exception {
        Path transcript = folder.resolve("transcript.txt");
        try (Stops stops = new Stops(); LaunchDialog dialog = open()) {
            dialog.type("Image:", workbench.image("first"));
            dialog.tab("Debug");
            dialog.type("File:", folder.toString());
            dialog.awaitText("it is a folder");
            dialog.type("File:", folder.resolve("nowhere").resolve("transcript.txt").toString());
            dialog.awaitText("its folder does not exist");
            dialog.awaitText(LguestStatus.TRANSCRIPT_UNWRITABLE.explanation());
            dialog.awaitDisabled("Debug");
            workbench.screenshot.take("launch-dialog-transcript");
            dialog.type("File:", transcript.toString());
            dialog.awaitEnabled("Debug");
            dialog.check("Stop at a function when the guest starts");
            dialog.type("Function:", "guest_main");
            dialog.debug();
            stops.next("the stop at guest_main");
        }
        Waiter.until("the hypercall of the stop in the transcript", () -> contains(transcript, "LHCALL_SET_DEBUGREG"));
    }

    @Test
    void findsTheSymbolsOfAStrippedImageAndKnowsWhatIsWrongWithThem() throws Exception {
        Path whole = workbench.project().getFile("images/first").getLocation().toPath();
        Path stripped = folder.resolve("stripped");
        objcopy("--strip-all", whole, stripped);
        Path symbols = folder.resolve("symbols.debug");
        objcopy("--only-keep-debug", whole, symbols);
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no symbols in here\n");
        try (Stops stops = new Stops(); LaunchDialog dialog = open()) {
            dialog.type("Image:", stripped.toString());
            dialog.awaitEnabled("Debug");
            dialog.tab("Debug");
            dialog.check("Stop at a function when the guest starts");
            dialog.type("Function:", "ring_up");
            dialog.awaitText(LguestStatus.STOP_SYMBOL_UNKNOWN.message("ring_up", "stripped"));
            dialog.tab("Symbols");
            dialog.type("Search folders:", folder + ";" + folder.resolve("none"));
            dialog.awaitText(LguestStatus.SYMBOL_FOLDER_MISSING.message(folder.resolve("none")));
            dialog.awaitDisabled("Debug");
            dialog.type("Search folders:", folder.toString());
            dialog.awaitText(LguestStatus.STOP_SYMBOL_UNKNOWN.message("ring_up", "stripped"));
            dialog.type("Symbol file:", notes.toString());
            dialog.awaitText(LguestStatus.SYMBOLS_UNREADABLE.explanation());
            dialog.awaitDisabled("Debug");
            workbench.screenshot.take("launch-dialog-symbols");
            dialog.type("Symbol file:", symbols.toString());
            dialog.awaitEnabled("Debug");
            dialog.debug();
            assertEquals("first.c:" + StoppedGuest.RING_UP, Stops.place(stops.next("the stop at ring_up")));
        }
    }

    private static void objcopy(String how, Path from, Path to) throws Exception {
        assertEquals(0, new ProcessBuilder("objcopy", how, from.toString(), to.toString()).inheritIO().start().waitFor());
    }

    @Test
    void givesTheGuestItsDisksInOrderAndKnowsWhatIsWrongWithThem() throws Exception {
        Path first = Files.write(folder.resolve("first.img"), "the first disk\0\0".repeat(512).getBytes(US_ASCII));
        Path second = Files.write(folder.resolve("second.img"), "the second disk\0".repeat(1024).getBytes(US_ASCII));
        byte[] before = Files.readAllBytes(first);
        try (Stops stops = new Stops(); LaunchDialog dialog = open()) {
            dialog.type("Image:", workbench.image("disk"));
            dialog.tab("Devices");
            dialog.press("Add");
            dialog.awaitText(Messages.DevicesTab_prompt);
            dialog.awaitDisabled("Debug");
            dialog.type("File:", folder.resolve("none.img").toString());
            dialog.awaitText(LguestStatus.BLOCK_MISSING.explanation());
            dialog.type("File:", folder.toString());
            dialog.awaitText(LguestStatus.BLOCK_IS_DIRECTORY.explanation());
            dialog.awaitDisabled("Debug");
            dialog.type("File:", second.toString());
            dialog.awaitEnabled("Debug");
            dialog.press("Add");
            dialog.type("File:", folder.resolve("superfluous.img").toString());
            dialog.press("Add");
            dialog.type("File:", first.toString());
            dialog.press("Up");
            dialog.press("Up");
            dialog.press("Down");
            dialog.press("Up");
            workbench.screenshot.take("launch-dialog-devices-tab");
            // The third is the superfluous one.
            dialog.select(2);
            dialog.press("Remove");
            dialog.awaitEnabled("Debug");
            dialog.debug();
            stops.end("the end of the guest");
            Waiter.until("both disks, in their order",
                    () -> IdeWindow.console().contains("disk 0: 16 sectors\n  title: the first disk")
                            && IdeWindow.console().contains("disk 1: 32 sectors\n  title: the second disk"));
        }
        assertArrayEquals(before, Files.readAllBytes(first), "a snapshot");
    }

    @Test
    void putsTheGuestOnANetworkAndKnowsWhatIsWrongWithIt() throws Exception {
        Path network = folder.resolve("net");
        Path capture = folder.resolve("capture.pcap");
        var heard = new LinkedBlockingQueue<byte[]>();
        try (Stops stops = new Stops(); SocketLink other = new SocketLink(network); LaunchDialog dialog = open()) {
            dialog.type("Image:", workbench.image("neighbours"));
            dialog.tab("Network");
            dialog.type("Network:", folder.toString());
            dialog.awaitText(LguestStatus.NET_UNUSABLE.explanation());
            dialog.awaitDisabled("Debug");
            dialog.type("Network:", network.toString());
            dialog.awaitEnabled("Debug");
            dialog.type("Address:", "01:00:00:00:00:00");
            dialog.awaitText(LguestStatus.MAC_MALFORMED.explanation());
            dialog.type("Address:", "52:54:00:00:00:01");
            dialog.awaitText(LguestStatus.MAC_ADDRESS.explanation());
            dialog.type("Address:", "02:00:0a:00:00:00");
            dialog.awaitEnabled("Debug");
            dialog.type("Capture to:", folder.toString());
            dialog.awaitText(LguestStatus.CAPTURE_UNWRITABLE.explanation());
            dialog.type("Capture to:", capture.toString());
            dialog.awaitEnabled("Debug");
            dialog.type("Seed:", "forty-two");
            dialog.awaitText(LguestStatus.SEED_MALFORMED.message("forty-two"));
            dialog.type("Seed:", "42");
            dialog.awaitText(LguestStatus.NO_ENTROPY_DEVICE.explanation());
            workbench.screenshot.take("launch-dialog-network");
            dialog.type("Seed:", "");
            dialog.awaitEnabled("Debug");
            other.open(heard::add);
            dialog.debug();
            byte[] hello = heard.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(hello, "the guest did not call out");
            assertEquals("02000a000000", HexFormat.of().formatHex(hello, 6, 12));
            // One at a time, and again: the guest has one buffer, and what comes while it is full is lost.
            awaitAnswerTo(other, "hello", "heard 02:00:0b:00:00:00");
            awaitAnswerTo(other, "good day", "was heard by 02:00:0b:00:00:00");
            stops.end("the end of the guest");
            Waiter.until("the guest to be pleased", () -> IdeWindow.console().contains("pleased to meet you"));
        }
        assertTrue(Files.size(capture) > 24, "nothing was captured");
    }

    private static void awaitAnswerTo(SocketLink other, String text, String answer) {
        Waiter.until("the guest to say: " + answer, () -> {
            other.send(answer(text));
            return IdeWindow.console().contains(answer);
        });
    }

    private static byte[] answer(String text) {
        return HexFormat.of().parseHex("02000a000000" + "02000b000000" + "88b5"
                + HexFormat.of().formatHex((text + '\0').getBytes(US_ASCII)));
    }

    @Test
    void givesTheGuestTheProcessorAndTheHypervisorThatWereChosen() throws Exception {
        Path withoutHooks = Files.writeString(folder.resolve("without-hooks"),
                Files.readString(workbench.project().getFile("images/first").getLocation().toPath(), ISO_8859_1)
                        .replace("lguest_set_debugreg", "lguest_say_debugreg"), ISO_8859_1);
        try (Stops stops = new Stops(); LaunchDialog dialog = open()) {
            dialog.type("Image:", withoutHooks.toString());
            dialog.tab("Hypervisor");
            assertEquals("686", dialog.chosen("Processor:"));
            dialog.choose("Processor:", "486");
            assertEquals(Messages.HypervisorTab_eraOfImage, dialog.chosen("Of Linux:"));
            dialog.choose("Of Linux:", "4.10");
            dialog.awaitText(LguestStatus.WRONG_ERA.explanation());
            dialog.choose("Of Linux:", "2.6.23");
            dialog.check(label(Messages.HypervisorTab_faithful));
            dialog.check(label(Messages.HypervisorTab_interpose));
            dialog.check(label(Messages.HypervisorTab_startAgain));
            dialog.awaitText(LguestStatus.NOTHING_TO_INTERPOSE.explanation());
            dialog.awaitDisabled("Debug");
            workbench.screenshot.take("launch-dialog-hypervisor-tab");
            dialog.tab("Main");
            dialog.type("Image:", workbench.image("first"));
            dialog.awaitEnabled("Debug");
            dialog.tab("Debug");
            dialog.check("Stop at a function when the guest starts");
            dialog.type("Function:", "guest_main");
            dialog.debug();
            IThread thread = stops.next("the stop at guest_main");
            ILaunchConfiguration launched = thread.getLaunch().getLaunchConfiguration();
            assertTrue(launched.getAttribute(LaunchAttributes.START_AGAIN, false));
            GuestConfiguration guest = LaunchSettings.read(launched).guest();
            assertEquals(GuestProcessor.I486, guest.processor());
            assertEquals(Optional.of(Era.LINUX_2_6_23), guest.era());
            assertEquals(Fidelity.FAITHFUL, guest.fidelity());
            assertEquals(DebugRegisterHooks.INTERPOSED, guest.hooks());
        }
    }

    @Test
    void aConfigurationOfBeforeThereWasAChoiceStaysAsItIs() throws Exception {
        ILaunchConfiguration old = workbench.configuration("first", Map.of(LaunchAttributes.MEMORY, 32));
        try (LaunchDialog dialog = LaunchDialog.open(old)) {
            dialog.awaitEnabled("Debug");
            dialog.tab("Hypervisor");
            assertEquals("686", dialog.chosen("Processor:"));
            dialog.choose("Processor:", "586");
            dialog.check(label(Messages.HypervisorTab_faithful));
            dialog.uncheck(label(Messages.HypervisorTab_faithful));
            dialog.choose("Processor:", "686");
            dialog.awaitDisabled("Apply");
            dialog.tab("Main");
            dialog.type("Memory (MiB):", "48");
            dialog.press("Apply");
            dialog.awaitDisabled("Apply");
        }
        assertEquals(48, old.getAttribute(LaunchAttributes.MEMORY, 0));
        for (String attribute : List.of(LaunchAttributes.PROCESSOR, LaunchAttributes.ERA, LaunchAttributes.FAITHFUL,
                LaunchAttributes.INTERPOSE)) {
            assertFalse(old.hasAttribute(attribute), attribute);
        }
    }

    @Test
    void aProcessorThatThereIsNotIsAnErrorUntilOneIsChosen() throws Exception {
        ILaunchConfiguration strange = workbench.configuration("first", Map.of(LaunchAttributes.PROCESSOR, "8086"));
        try (LaunchDialog dialog = LaunchDialog.open(strange)) {
            dialog.tab("Hypervisor");
            dialog.awaitText(LguestStatus.PROCESSOR_UNKNOWN.message("8086"));
            dialog.awaitDisabled("Debug");
            dialog.choose("Processor:", "586");
            dialog.awaitEnabled("Debug");
            dialog.press("Revert");
            dialog.awaitText(LguestStatus.PROCESSOR_UNKNOWN.message("8086"));
        }
    }

    private static String label(String message) {
        return message.replace("&", "");
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each field of the dialog with nonsense in it: an error in the dialog, and never a launch that fails. */
    @ParameterizedTest
    @CsvSource({
        "Main, Image:, ${", "Main, Image:, ${no_such_variable}", "Main, Image:, ${workspace_loc:/nowhere}",
        "Main, Image:, ::", "Main, Memory (MiB):, -1", "Main, Memory (MiB):, 64 MiB", "Main, Memory (MiB):, 99999999999",
        "Main, Memory (MiB):, 0x40", "Main, Kernel arguments:, ${no_such_variable}",
        "Main, Initial RAM disk:, ${no_such_variable}", "Main, Initial RAM disk:, /", "Debug, Function:, ring up()",
        "Debug, Function:, 0xc0101000", "Debug, File:, ${no_such_variable}", "Debug, File:, /"})
    void nonsenseInAnyFieldIsAnErrorInTheDialog(String tab, String field, String nonsense) {
        try (LaunchDialog dialog = open()) {
            dialog.type("Image:", workbench.image("first"));
            dialog.awaitEnabled("Debug");
            dialog.tab(tab);
            if (field.equals("Function:")) {
                dialog.check("Stop at a function when the guest starts");
            }
            dialog.type(field, nonsense);
            dialog.awaitDisabled("Debug");
        }
    }

    @Test
    void aLaunchThatFailsTellsWhyInItsDetails() throws Exception {
        workbench.expect(LguestStatus.IMAGE_MISSING);
        Path gone = folder.resolve("gone");
        ILaunchConfigurationWorkingCopy copy = workbench.configuration("first", Map.of()).getWorkingCopy();
        copy.setAttribute(LaunchAttributes.IMAGE, gone.toString());
        workbench.debug(copy.doSave());
        try (DialogWindow error = DialogWindow.await("Problem Occurred")) {
            error.awaitText(gone.toString());
            error.press("Details >>");
            error.awaitDetail(LguestStatus.IMAGE_MISSING.explanation());
            workbench.screenshot.take("launch-failed");
            error.press("OK");
            error.awaitEnd();
        }
    }

    @Test
    void launchesWhatWasFilledIn() throws Exception {
        try (Stops stops = new Stops(); LaunchDialog dialog = open()) {
            dialog.type("Name:", "From the dialog");
            dialog.type("Image:", workbench.image("first"));
            dialog.type("Memory (MiB):", "32");
            dialog.type("Kernel arguments:", "quiet please");
            dialog.tab("Debug");
            dialog.check("Stop at a function when the guest starts");
            dialog.type("Function:", "count_the_till");
            dialog.awaitEnabled("Debug");
            workbench.screenshot.take("launch-dialog-debug-tab");
            dialog.debug();

            IThread thread = stops.next("the stop at count_the_till");
            assertEquals("count_the_till", thread.getTopStackFrame().getName());
            Waiter.until("memory and arguments in the guest's own words",
                    () -> IdeWindow.console().contains("The shop opens: 32 MiB, arguments \"quiet please\""));
            thread.resume();
            stops.end("the end of the guest");
            Waiter.until("the guest's last words",
                    () -> IdeWindow.console().contains("Somebody has been at the till!"));
        }
    }

    private static LaunchDialog open() {
        return LaunchDialog.openNew(LguestDebug.LAUNCH_CONFIGURATION_TYPE);
    }
}
