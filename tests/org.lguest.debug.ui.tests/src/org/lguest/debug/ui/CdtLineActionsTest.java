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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.core.model.Outcome;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.ContextMenu;
import org.lguest.workbench.driver.DebugEvents;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Installation;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;

/** Resume at Line and Move to Line, chosen from the context menu of CDT's editor. */
class CdtLineActionsTest {

    private static final String RESUME_AT_LINE = "Resume at Line";
    private static final String MOVE_TO_LINE = "Move to Line";
    private static final int RING_UP = StoppedGuest.RING_UP;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    private IFile source;
    private ITextEditor editor;
    private ContextMenu menu;

    @BeforeEach
    void openEditor() throws Exception {
        source = workbench.source("first.c");
        editor = CdtEditors.open(source);
        menu = ContextMenu.of(Ui.get(() -> editor.getAdapter(Control.class)));
    }

    /** The first sale is of four loaves at 3 each, which the line in between would have added to the takings. */
    @Test
    void resumeAtLineGoesOnThereAndLeavesOutWhatIsBetween() throws Exception {
        IBreakpoint line = CdtBreakpoints.line(source, RING_UP + 5);
        try (Stops stops = new Stops()) {
            IThread thread = debugTo(stops, "ring_up", "ring_up() at first.c:" + RING_UP);
            Installation.await(line);
            IdeWindow.select(editor, RING_UP + 2);
            menu.choose(RESUME_AT_LINE);
            stops.next("the stop at the breakpoint beyond the line");
            assertArrayEquals(new IBreakpoint[] {line}, thread.getBreakpoints());
            DebugView.show().awaitSelection("ring_up() at first.c:" + (RING_UP + 5));
            StoppedGuest.awaitArrow("first.c:" + (RING_UP + 5));
            assertEquals("0", value(thread, "takings"));
            assertEquals("56", value(thread, "article->in_stock"));
            workbench.screenshot.take("cdt-resume-at-line");
        }
    }

    @Test
    void moveToLineMovesTheArrowAndTheGuestStays() throws Exception {
        try (Stops stops = new Stops(); DebugEvents events = new DebugEvents()) {
            IThread thread = debugTo(stops, "ring_up", "ring_up() at first.c:" + RING_UP);
            IdeWindow.select(editor, RING_UP + 3);
            menu.choose(MOVE_TO_LINE);
            DebugView.show().awaitSelection("ring_up() at first.c:" + (RING_UP + 3));
            StoppedGuest.awaitArrow("first.c:" + (RING_UP + 3));
            assertTrue(thread.isSuspended());
            List<String> told = events.awaitCount(4);
            assertEquals(1, told.stream().filter(event -> event.startsWith("RESUME")).count(), told::toString);
            workbench.screenshot.take("cdt-move-to-line");
        }
    }

    /** As a breakpoint there would: it stands for the next line that has some. */
    @Test
    void aLineWithoutCodeStandsForTheNextThatHasSome() throws Exception {
        try (Stops stops = new Stops()) {
            debugTo(stops, "sell", "sell() at first.c:125");
            moveTo(128, "sell() at first.c:128");
            moveTo(124, "sell() at first.c:125");
        }
    }

    /** Another function would find a stack that is not its own; of what has no code at all nothing can be said. */
    @Test
    void linesOfOtherFunctionsCanNotBeChosen() throws Exception {
        try (Stops stops = new Stops()) {
            IThread thread = debugTo(stops, "ring_up", "ring_up() at first.c:" + RING_UP);
            for (int line : new int[] {98, 70, 1}) {
                IdeWindow.select(editor, RING_UP + 1);
                menu.awaitEntry(RESUME_AT_LINE, true);
                menu.awaitEntry(MOVE_TO_LINE, true);
                IdeWindow.select(editor, line);
                menu.awaitEntry(RESUME_AT_LINE, false);
                menu.awaitEntry(MOVE_TO_LINE, false);
            }
            workbench.screenshot.take("cdt-line-of-another-function");
            IdeWindow.select(editor, RING_UP + 1);
            menu.awaitEntry(MOVE_TO_LINE, true);
            thread.terminate();
            stops.end("the end of the guest");
            menu.awaitEntry(RESUME_AT_LINE, false);
            menu.awaitEntry(MOVE_TO_LINE, false);
        }
    }

    /** As when the guest has gone on while the menu was open. */
    @Test
    void whoAsksForALineOfAnotherFunctionIsToldWhyTheGuestStays() throws Exception {
        try (Stops stops = new Stops()) {
            GuestThread thread = (GuestThread) debugTo(stops, "ring_up", "ring_up() at first.c:" + RING_UP);
            thread.instructionPointer().moveTo(source.getLocation().toPortableString(), 98);
            try (DialogWindow told = DialogWindow.await("The Guest Stays Where It Is")) {
                told.awaitText(LguestStatus.LINE_ELSEWHERE.status(source.getLocation().toPortableString(), 98)
                        .getMessage());
                workbench.screenshot.take("line-of-another-function");
                told.press("OK");
                told.awaitEnd();
            }
            assertEquals("first.c:" + RING_UP, Stops.place(thread));
        }
    }

    private void moveTo(int line, String label) throws Exception {
        IdeWindow.select(editor, line);
        menu.choose(MOVE_TO_LINE);
        DebugView.show().awaitSelection(label);
        StoppedGuest.awaitArrow(label.substring(label.lastIndexOf(' ') + 1));
    }

    private IThread debugTo(Stops stops, String function, String label) throws Exception {
        workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, function)));
        IThread thread = stops.next("the stop at " + function);
        DebugView.show().awaitSelection(label);
        StoppedGuest.awaitArrow(label.substring(label.lastIndexOf(' ') + 1));
        return thread;
    }

    private static String value(IThread thread, String expression) throws Exception {
        GuestStackFrame frame = (GuestStackFrame) thread.getTopStackFrame();
        return assertInstanceOf(Outcome.Valued.class, frame.evaluate(expression).get(1, TimeUnit.MINUTES)).value()
                .getValueString();
    }
}
