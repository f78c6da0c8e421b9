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
import static org.lguest.debug.ui.AddDialogs.MACHINE_BREAKPOINT;
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.model.IThread;
import org.eclipse.osgi.util.NLS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.EventField;
import org.lguest.debug.core.breakpoints.EventWords;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** Breakpoints at events of the machine, and what prints instead of stopping, as a user works with them. */
class MachineBreakpointsTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void eachKindCanBeAddedAndIsCalledByWhatItIsAt() throws Exception {
        try (DialogWindow dialog = MACHINE_BREAKPOINT.open()) {
            expect(dialog, prompt(EventField.VECTOR), false);
            dialog.type("Vector:", "#QX");
            expect(dialog, LguestStatus.EVENT_FILTER_MALFORMED.message("#QX", EventWords.of(EventField.VECTOR)), false);
            workbench.screenshot.take("add-machine-breakpoint");
            dialog.type("Vector:", "#PF");
            dialog.type("Error code:", "0x2");
            expect(dialog, Messages.AddBreakpointDialog_ready, true);
            dialog.press("OK");
            dialog.awaitEnd();
        }
        MACHINE_BREAKPOINT.add("A hypercall", "Hypercall:", "LHCALL_SEND_DMA");
        MACHINE_BREAKPOINT.add("An interrupt", "Interrupt:", "0");
        MACHINE_BREAKPOINT.add("A change of CR3", "Page directory:", "");
        MACHINE_BREAKPOINT.add("Access to an I/O port", "Ports:", "0x60-0x64");
        MACHINE_BREAKPOINT.add("A change between kernel and user mode", "Condition:", "");
        MACHINE_BREAKPOINT.add("A text on the console", "Text:", "shop");
        MACHINE_BREAKPOINT.add("A write of a debug register by the guest", "Register:", "DR7");
        BreakpointsView view = BreakpointsView.show();
        List<String> expected = List.of("both at port 0x60-0x64 [machine]", "change of CR3 to any [machine]",
                "change of mode to both [machine]", "console \"shop\" [machine]", "hypercall LHCALL_SEND_DMA [machine]",
                "interrupt 0 [machine]", "trap #PF with 0x2 [machine]", "write of debug register DR7 [machine]");
        // A view that is being refreshed may show one twice for a moment.
        Waiter.until("the labels " + expected, () -> view.labelsNow().stream().sorted().toList().equals(expected));
        workbench.screenshot.take("machine-breakpoints");
    }

    private static String prompt(EventField field) {
        return NLS.bind(Messages.BreakpointEntry_eventPrompt, EventWords.of(field));
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
    void aRunningGuestTakesThemAndTheThreadSaysWhatHappened() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
            IThread thread = stops.next("the stop at guest_main");
            MACHINE_BREAKPOINT.add("A text on the console", "Text:", "The shop");
            GuestEventBreakpoint text = only();
            Waiter.until("the breakpoint to be asked for", text::isInstalled);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to say so", () -> view.labelsNow().contains("console \"The shop\" [machine] [installed]"));
            thread.resume();
            thread = stops.next("the stop at the text");
            assertEquals(List.of(text), List.of(thread.getBreakpoints()));
            DebugView.show().awaitLabel("Suspended: console \"The shop\"");
            Waiter.until("the hit to be counted", () -> view.labelsNow().contains("console \"The shop\" [machine] [installed] [hits: 1]"));
            workbench.screenshot.take("stop-at-console-text");

            BreakpointsView.show().openProperties("The shop");
            try (DialogWindow dialog = AddDialogs.properties()) {
                assertEquals("The shop", dialog.field("Text:"));
                dialog.type("Text:", "");
                dialog.awaitDisabled("Apply and Close");
                workbench.screenshot.take("machine-breakpoint-properties");
                dialog.type("Text:", "nothing of the kind");
                dialog.press("Apply and Close");
                dialog.awaitEnd();
            }
            Waiter.until("the change", () -> view.labelsNow().stream().anyMatch(label ->
                    label.startsWith("console \"nothing of the kind\" [machine] [installed]")));
            view.remove("nothing of the kind");
            MACHINE_BREAKPOINT.add("A hypercall", "Hypercall:", "SEND_DMA");
            GuestEventBreakpoint call = only();
            Waiter.until("the hypercall to be asked for", call::isInstalled);
            thread.resume();
            thread = stops.next("the stop at the hypercall");
            DebugView.show().awaitLabel("Suspended: LHCALL_SEND_DMA(");
            view.toggleCheckBox("SEND_DMA");
            Waiter.until("the hypercall not to be asked for", () -> !call.isInstalled());
            thread.resume();
            stops.end("the end of the guest");
        }
    }

    @Test
    void aBreakpointPrintsOnTheConsoleAndTheGuestGoesOn() throws Exception {
        GuestLineBreakpoint line = new GuestLineBreakpoint(workbench.source("first.c"), 116);
        breakpoints().addBreakpoint(line);
        BreakpointsView view = BreakpointsView.show();
        view.awaitLabels(1);
        view.openProperties("[line: 116]");
        try (DialogWindow dialog = AddDialogs.properties()) {
            for (String nonsense : List.of("takings", "\"%d\"", "\"%d\", ", "\"%d\", a b", "\"%f\", takings", "\"open")) {
                dialog.type("Print and go on:", nonsense);
                dialog.awaitDisabled("Apply and Close");
            }
            dialog.type("Print and go on:", "\"amount %d for %s\\n\", amount, article->name");
            dialog.press("Apply and Close");
            dialog.awaitEnd();
        }
        Waiter.until("the label to say so", () -> view.labelsNow().stream().anyMatch(label -> label.contains("[prints: ")));
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            IThread thread = stops.next("the stop at ring_up");
            thread.resume();
            Waiter.until("what it prints at each of 32 sales", () -> IdeWindow.console().lines()
                    .filter(each -> each.matches("amount \\d+ for \\w+.*")).count() == 32);
            Waiter.until("the first of them", () -> IdeWindow.console().contains("amount 12 for "));
            stops.end("the end of the guest");
            workbench.screenshot.take("printed-on-the-console");
        }
    }

    private static GuestEventBreakpoint only() {
        return Waiter.find("a machine breakpoint", () -> Arrays.stream(breakpoints().getBreakpoints())
                .filter(GuestEventBreakpoint.class::isInstance).map(GuestEventBreakpoint.class::cast).findFirst());
    }
}
