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
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.model.IThread;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** Each kind of machine breakpoint, added by its dialog before there is a guest: a guest stops there and says why. */
class MachineBreakpointKindsTest {

    private static final String ADD = "org.lguest.debug.ui.addEventBreakpoint";

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "tour      | A trap or fault                          | Vector:         | #NM            | Suspended: #NM",
        "debugregs | A trap or fault                          | Vector:         | #GP            | Suspended: #GP, error code 0x",
        "tour      | A hypercall                              | Hypercall:      | SET_CLOCKEVENT | Suspended: LHCALL_SET_CLOCKEVENT(0x",
        "tour      | An interrupt                             | Interrupt:      | 0              | Suspended: interrupt 0",
        "tour      | A change of CR3                          | Page directory: | ^^             | Suspended: CR3: 0x",
        "tour4     | Access to an I/O port                    | Ports:          | 0xcf8          | Suspended: out to port 0xcf8, bytes: 4",
        "tour      | A change between kernel and user mode    | Condition:      | ^^             | Suspended: to user mode",
        "tour4     | A text on the console                    | Text:           | KiB of memory  | Suspended: console \"KiB of memory\"",
        "tour      | A write of a debug register by the guest | Register:       | DR7            | Suspended: DR7: 0x"})
    void stopsTheGuestAndSaysWhatHappened(String image, String kind, String label, String text, String expected)
            throws Exception {
        try (DialogWindow dialog = open()) {
            dialog.choose(kind);
            dialog.type(label, text);
            dialog.press("OK");
            dialog.awaitEnd();
        }
        GuestEventBreakpoint breakpoint = Waiter.find("a machine breakpoint", () -> Arrays
                .stream(breakpoints().getBreakpoints()).filter(GuestEventBreakpoint.class::isInstance)
                .map(GuestEventBreakpoint.class::cast).findFirst());
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration(image, Map.of()));
            IThread thread = stops.next("the stop at " + kind);
            assertEquals(List.of(breakpoint), List.of(thread.getBreakpoints()));
            DebugView.show().awaitLabel(expected);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the hit to be counted",
                    () -> view.labelsNow().stream().anyMatch(each -> each.endsWith("[installed] [hits: 1]")));
            view.openProperties("[hits: 1]");
            try (DialogWindow properties = AddDialogs.properties()) {
                assertEquals(text, properties.field(label));
                properties.awaitText("It is armed. Hits: 1.");
                workbench.screenshot.take("properties-" + breakpoint.filter().orElseThrow().kind());
            }
        }
    }

    private static DialogWindow open() {
        Ui.start(() -> {
            try {
                PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(ADD, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return DialogWindow.await(Messages.AddBreakpointDialog_eventTitle);
    }
}
