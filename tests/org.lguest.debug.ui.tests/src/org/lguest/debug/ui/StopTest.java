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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.DebugEvents;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.EditorRuler;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Installation;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/**
 * The whole of the path as a user sees it: launch; stop at a line; resume; stop at a watchpoint; terminate.
 */
class StopTest {

    private static final int RING_UP = 115;
    private static final Set<String> DATA_ACCESS = Set.of("org.lguest.debug.ui.dataAccess");
    /** What the inside of the pencil's icon is painted with, and about half as many pixels as that has. */
    private static final RGB PENCIL = new RGB(0xf2, 0xb6, 0x31);
    private static final int PIXELS_OF_A_PENCIL = 16;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void stopsAtALineThenAtAWatchpointAndLeavesNothingBehind() throws Exception {
        IFile source = workbench.source("first.c");
        IBreakpoint line = CdtBreakpoints.line(source, RING_UP);
        try (DebugEvents events = new DebugEvents(); Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));

            IThread thread = stops.next("the stop at line " + RING_UP);
            assertArrayEquals(new IBreakpoint[] {line}, thread.getBreakpoints());
            assertEquals("first.c:" + RING_UP, Stops.place(thread));
            DebugView view = DebugView.show();
            view.awaitSelection("ring_up() at first.c:" + RING_UP);
            view.awaitLabel("(Suspended: Breakpoint first.c:" + RING_UP + ')');
            awaitArrow("first.c:" + RING_UP);
            workbench.screenshot.take("stop-at-the-line");

            // Not before: clearing the kernel's .bss writes there, too.
            IBreakpoint watchpoint = CdtBreakpoints.watchpoint(source, "takings", false, true, 0);
            Installation.await(watchpoint);
            thread.resume();
            thread = stops.next("the stop at the write to takings");
            assertArrayEquals(new IBreakpoint[] {watchpoint}, thread.getBreakpoints());
            // A data match is a trap: the write is done, and what comes next is the line after it.
            assertEquals("first.c:" + (RING_UP + 2), Stops.place(thread));
            view.awaitLabel("(Suspended: takings: 0 \u2192 12 by ring_up() at first.c:" + (RING_UP + 1)
                    + ", DR1 of bank 1)");
            view.awaitSelection("ring_up() at first.c:" + (RING_UP + 2));
            awaitArrow("first.c:" + (RING_UP + 2));
            ITextEditor editor = IdeWindow.open(source);
            Waiter.until("the line that did it to be marked", () -> IdeWindow.annotations(editor, DATA_ACCESS)
                    .equals(Map.of(RING_UP + 1, "takings: 0 \u2192 12")));
            Waiter.until("a pencil beside the line that did it", () -> isPencil(editor, RING_UP + 1));
            assertEquals(List.of(), Ui.get(() -> Stream.of(RING_UP, RING_UP + 2)
                    .filter(other -> isPencil(editor, other)).toList()), "further lines with a pencil");
            workbench.screenshot.take("stop-at-the-watchpoint");

            Waiter.until("the guest's words in the console", () -> IdeWindow.console().contains("The shop opens"));
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
            view.awaitLabel("<terminated>");
            Waiter.until("the mark to go", () -> IdeWindow.annotations(editor, DATA_ACCESS).isEmpty()
                    && !isPencil(editor, RING_UP + 1));
            assertEquals(List.of(
                    "CREATE target, CREATE thread",
                    "CREATE process",
                    "RESUME(CLIENT_REQUEST) thread",
                    "SUSPEND(BREAKPOINT) thread",
                    "RESUME(CLIENT_REQUEST) thread",
                    "SUSPEND(BREAKPOINT) thread",
                    "TERMINATE thread, TERMINATE target",
                    "TERMINATE process"), events.awaitCount(8));
        }
    }

    private static boolean isPencil(ITextEditor editor, int line) {
        return EditorRuler.pixels(editor, line, PENCIL) >= PIXELS_OF_A_PENCIL;
    }

    private static void awaitArrow(String place) {
        Waiter.until("the instruction pointer at " + place,
                () -> IdeWindow.instructionPointer().filter(place::equals).isPresent());
    }
}
