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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.ui.AddDialogs.BREAKPOINT;
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestAddressBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.source.SourceEditor;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** Our own breakpoints without an editor: added by their dialog, changed and read on the page of their properties. */
class BreakpointDialogTest {

    private static final String DATA = "Data, after it was accessed";

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void promptsFirstAndThenTellsWhatIsWrongForEachKind() throws Exception {
        try (DialogWindow dialog = BREAKPOINT.open()) {
            expect(dialog, Messages.BreakpointEntry_filePrompt, false);
            dialog.type("File:", "/nowhere/first.c");
            expect(dialog, Messages.BreakpointEntry_linePrompt, false);
            dialog.type("Line:", "115");
            expect(dialog, LguestStatus.FILE_UNKNOWN.message("/nowhere/first.c"), false);
            dialog.type("File:", workbench.source("first.c").getFullPath().toString());
            expect(dialog, Messages.AddBreakpointDialog_ready, true);

            dialog.choose("A function");
            expect(dialog, Messages.BreakpointEntry_functionPrompt, false);
            dialog.type("Function:", "ring_up(int)");
            expect(dialog, LguestStatus.FUNCTION_MALFORMED.message("ring_up(int)"), false);
            workbench.screenshot.take("add-breakpoint-error");

            dialog.choose("An address");
            expect(dialog, Messages.BreakpointEntry_addressPrompt, false);
            dialog.type("Address:", "0x123456789");
            expect(dialog, LguestStatus.ADDRESS_TOO_LARGE.message("0x123456789"), false);

            dialog.choose(DATA);
            expect(dialog, Messages.BreakpointEntry_dataPrompt, false);
            dialog.type("Expression:", "takings");
            dialog.type("Length in bytes:", "many");
            expect(dialog, LguestStatus.RANGE_MALFORMED.message("many"), false);
            dialog.type("Length in bytes:", "4");
            dialog.clear("Write");
            expect(dialog, LguestStatus.NO_ACCESS_CHOSEN.message(), false);
            dialog.choose("Write");
            for (String nonsense : List.of("-1", "often", "0x10", "99999999999")) {
                dialog.type("Ignore count:", nonsense);
                expect(dialog, LguestStatus.IGNORE_COUNT_MALFORMED.message(nonsense), false);
            }
            dialog.type("Ignore count:", "");
            expect(dialog, Messages.AddBreakpointDialog_ready, true);
        }
        assertEquals(0, breakpoints().getBreakpoints(LguestDebug.MODEL_ID).length, "cancelled");
    }

    private static void expect(DialogWindow dialog, String text, boolean enabled) {
        dialog.awaitText(text);
        if (enabled) {
            dialog.awaitEnabled("OK");
        } else {
            dialog.awaitDisabled("OK");
        }
    }

    @Test
    void startsFromTheEditorsSelection() throws Exception {
        IFile file = workbench.source("first.c");
        ITextEditor editor = IdeWindow.open(file, SourceEditor.ID);
        Ui.run(() -> {
            String text = editor.getDocumentProvider().getDocument(editor.getEditorInput()).get();
            editor.selectAndReveal(text.indexOf("ring_up"), "ring_up".length());
        });
        try (DialogWindow dialog = BREAKPOINT.open()) {
            assertEquals(file.getFullPath().toString(), dialog.field("File:"));
            dialog.awaitEnabled("OK");
            dialog.choose("A function");
            assertEquals("ring_up", dialog.field("Function:"));
            workbench.screenshot.take("add-breakpoint");
            dialog.press("OK");
            dialog.awaitEnd();
        }
        assertEquals("ring_up", await(GuestFunctionBreakpoint.class).function());
    }

    @Test
    void addsAWatchpointThatARunningGuestTakes() throws Exception {
        try (Stops stops = new Stops()) {
            IThread thread = launch(stops);
            BREAKPOINT.add(DATA, "Expression:", "takings");
            GuestWatchpoint watchpoint = await(GuestWatchpoint.class);
            Waiter.until("the watchpoint in a debug register", watchpoint::isInstalled);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to say so",
                    () -> view.labelsNow().contains("takings [write] [DR0 of bank 1]"));
            thread.resume();
            thread = stops.next("the stop at the watchpoint");
            assertEquals(List.of(watchpoint), List.of(thread.getBreakpoints()));
            assertEquals("ring_up", thread.getTopStackFrame().getName());
        }
    }

    @Test
    void anIgnoreCountPassesHitsOver() throws Exception {
        try (Stops stops = new Stops()) {
            IThread thread = launch(stops);
            try (DialogWindow dialog = BREAKPOINT.open()) {
                dialog.choose("A function");
                dialog.type("Function:", "write_down");
                dialog.type("Ignore count:", "1000");
                dialog.press("OK");
                dialog.awaitEnd();
            }
            GuestFunctionBreakpoint function = await(GuestFunctionBreakpoint.class);
            Waiter.until("the function in a debug register", function::isInstalled);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to say so", () -> view.labelsNow().contains(
                    "write_down [function] [ignore count: 1000] [DR0 of bank 1]"));
            view.openProperties("write_down");
            try (DialogWindow dialog = AddDialogs.properties()) {
                assertEquals("1000", dialog.field("Ignore count:"));
                dialog.type("Ignore count:", "seldom");
                dialog.awaitDisabled("Apply and Close");
                dialog.type("Ignore count:", "2");
                dialog.press("Apply and Close");
                dialog.awaitEnd();
            }
            Waiter.until("the change in its register", () -> view.labelsNow().contains(
                    "write_down [function] [ignore count: 2] [DR0 of bank 1]"));
            thread.resume();
            thread = stops.next("the stop at the third call");
            assertEquals(List.of(function), List.of(thread.getBreakpoints()));
            assertEquals("write_down", thread.getTopStackFrame().getName());
        }
    }

    @Test
    void aConditionIsCheckedWhileItIsTypedAndStopsWhereItHolds() throws Exception {
        try (Stops stops = new Stops()) {
            IThread thread = launch(stops);
            try (DialogWindow dialog = BREAKPOINT.open()) {
                dialog.choose("A function");
                dialog.type("Function:", "ring_up");
                dialog.type("Condition:", "amount >");
                expect(dialog, "\"amount >\" is not complete", false);
                dialog.type("Condition:", "amount = 7 && takings");
                expect(dialog, "from \"= 7 && takings\" on: A condition changes nothing: == compares.", false);
                dialog.type("Condition:", "amounts == 12");
                expect(dialog, "Nothing in sight is named amounts.", false);
                workbench.screenshot.take("condition-refused");
                dialog.type("Condition:", "takings > 12");
                expect(dialog, Messages.AddBreakpointDialog_ready, true);
                dialog.press("OK");
                dialog.awaitEnd();
            }
            GuestFunctionBreakpoint function = await(GuestFunctionBreakpoint.class);
            Waiter.until("the function in a debug register", function::isInstalled);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to say so", () -> view.labelsNow().stream()
                    .anyMatch(label -> label.startsWith("ring_up [function] [condition: takings > 12]")));
            thread.resume();
            thread = stops.next("the stop where more than 12 is taken");
            assertEquals(List.of(function), List.of(thread.getBreakpoints()));
            view.openProperties("ring_up");
            try (DialogWindow dialog = AddDialogs.properties()) {
                assertEquals("takings > 12", dialog.field("Condition:"));
                dialog.type("Condition:", "takings > > 12");
                // A property page may shorten what it says to the width that it has.
                dialog.awaitText("The condition can't be read");
                dialog.awaitDisabled("Apply and Close");
                dialog.type("Condition:", "takings < 0");
                dialog.press("Apply and Close");
                dialog.awaitEnd();
            }
            Waiter.until("the change on the marker", () -> function.condition().equals("takings < 0"));
            Waiter.until("the changed breakpoint in a debug register", function::isInstalled);
            thread.resume();
            stops.end("the end of the guest, which never takes less than nothing");
        }
    }

    @Test
    void aFunctionAndAnAddressStopAGuestToo() throws Exception {
        try (Stops stops = new Stops()) {
            IThread thread = launch(stops);
            String address = String.format("0x%08x", SampleWorkbench.instructionPointer(thread));
            BREAKPOINT.add("A function", "Function:", "count_the_till");
            GuestFunctionBreakpoint function = await(GuestFunctionBreakpoint.class);
            Waiter.until("the function in a debug register", function::isInstalled);
            BREAKPOINT.add("An address", "Address:", address);
            GuestAddressBreakpoint here = await(GuestAddressBreakpoint.class);
            Waiter.until("the address in a debug register", here::isInstalled);
            workbench.screenshot.take("breakpoints-of-each-kind");
            thread.resume();
            thread = stops.next("the stop at the address, when the function is called again");
            assertEquals(List.of(here), List.of(thread.getBreakpoints()));
            here.setEnabled(false);
            Waiter.until("the address to be out of its register", () -> !here.isInstalled());
            thread.resume();
            thread = stops.next("the stop at the function");
            assertEquals(List.of(function), List.of(thread.getBreakpoints()));
            assertEquals("count_the_till", thread.getTopStackFrame().getName());
        }
    }

    @Test
    void thePropertiesTellTheStateInWordsAndChangeTheBreakpoint() throws Exception {
        try (Stops stops = new Stops()) {
            launch(stops);
            breakpoints().addBreakpoint(new GuestFunctionBreakpoint(root(), "closing_time"));
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the refusal", () -> view.labelsNow().contains("closing_time [function] [pending: not in this guest]"));
            view.openProperties("closing_time");
            try (DialogWindow dialog = AddDialogs.properties()) {
                dialog.awaitText(LguestStatus.FUNCTION_UNKNOWN.message("closing_time"));
                dialog.awaitText(LguestStatus.FUNCTION_UNKNOWN.explanation());
                workbench.screenshot.take("breakpoint-properties");
                dialog.type("Function:", "no function");
                // A property page may shorten what it says to the width that it has.
                dialog.awaitText("\"no function\" is no");
                dialog.awaitDisabled("Apply and Close");
                dialog.type("Function:", "count_the_till");
                dialog.press("Apply and Close");
                dialog.awaitEnd();
            }
            GuestFunctionBreakpoint function = await(GuestFunctionBreakpoint.class);
            Waiter.until("the corrected function in a debug register", function::isInstalled);
            view.openProperties("count_the_till");
            try (DialogWindow dialog = AddDialogs.properties()) {
                dialog.awaitText("first: It is in DR0 of bank 1.");
                dialog.clear("Enabled");
                dialog.press("Apply and Close");
                dialog.awaitEnd();
            }
            Waiter.until("the breakpoint to be disabled and out of its register", () -> !function.isInstalled()
                    && !function.getMarker().getAttribute(IBreakpoint.ENABLED, true));
            assertEquals(LguestDebug.MODEL_ID, function.getMarker().getAttribute(IBreakpoint.ID), "the rest is as it was");
        }
    }

    @Test
    void thePropertiesOfALineAndOfDataAreWhatTheBreakpointHas() throws Exception {
        IFile file = workbench.source("first.c");
        breakpoints().addBreakpoint(new GuestLineBreakpoint(file, 115));
        breakpoints().addBreakpoint(new GuestWatchpoint(root(), "takings", 2, true, false));
        BreakpointsView view = BreakpointsView.show();
        view.awaitLabels(2);
        view.openProperties("first.c");
        try (DialogWindow dialog = AddDialogs.properties()) {
            assertEquals(file.getLocation().toOSString(), dialog.field("File:"));
            assertEquals("115", dialog.field("Line:"));
        }
        view.openProperties("takings");
        try (DialogWindow dialog = AddDialogs.properties()) {
            assertEquals("takings", dialog.field("Expression:"));
            assertEquals("2", dialog.field("Length in bytes:"));
            dialog.type("Length in bytes:", "4");
            dialog.choose("Write");
            dialog.press("Apply and Close");
            dialog.awaitEnd();
        }
        Waiter.until("the watchpoint to be changed",
                () -> view.labelsNow().contains("takings [read and write, bytes: 4]"));
        assertTrue(await(GuestWatchpoint.class).isEnabled(), "as it was");
    }

    @Test
    void aMarkerWithNothingOfUseInItIsRefusedAndNothingElse() throws Exception {
        try (Stops stops = new Stops()) {
            launch(stops);
            for (GuestBreakpoint hostile : List.of(
                    new GuestLineBreakpoint(workbench.source("first.c"), 115),
                    new GuestFunctionBreakpoint(root(), "ring_up"),
                    new GuestAddressBreakpoint(root(), "0xc0101000"),
                    new GuestWatchpoint(root(), "takings", 4, true, true))) {
                breakpoints().addBreakpoint(hostile);
                Waiter.until("the breakpoint in a debug register", hostile::isInstalled);
                hostile.getMarker().setAttributes(Map.of(IBreakpoint.ID, LguestDebug.MODEL_ID, IBreakpoint.ENABLED,
                        true, GuestBreakpoint.LENGTH, "long", GuestBreakpoint.READ, 7, GuestBreakpoint.ADDRESS, "0x",
                        IMarker.LINE_NUMBER, "many"));
                Waiter.until("the refusal", () -> !hostile.isInstalled()
                        && hostile.installations().refusal().isPresent());
            }
            BreakpointsView view = BreakpointsView.show();
            view.awaitLabels(4);
            workbench.screenshot.take("hostile-markers");
        }
    }

    private IThread launch(Stops stops) throws Exception {
        workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
        return stops.next("the stop at ring_up");
    }

    private static IResource root() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    private static <T extends GuestBreakpoint> T await(Class<T> type) {
        return Waiter.find("a " + type.getSimpleName(), () -> Arrays.stream(breakpoints().getBreakpoints())
                .filter(type::isInstance).map(type::cast).findFirst());
    }
}
