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

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.Commands;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** An editor of CDT's, with its own breakpoints and commands, on a guest. */
class CdtEditorTest {

    private static final String CDT_PROBLEM = "org.eclipse.cdt.debug.core.breakpointproblem";
    private static final String ACTIVE = "org.eclipse.cdt.debug.ui.debuggerActive";
    private static final String CDT_DEBUGGING = "org.eclipse.cdt.debug.ui.debugging";
    private static final String RUN_TO_LINE = "org.eclipse.debug.ui.commands.RunToLine";
    private static final int RING_UP = 115;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void aDoubleClickInItsRulerStopsTheGuestThereAndTheArrowIsInIt() throws Exception {
        IFile source = workbench.source("first.c");
        ITextEditor editor = CdtEditors.open(source);
        doubleClickRuler(editor, RING_UP);
        Waiter.until("CDT's breakpoint", () -> breakpoints().count() == 1);
        IBreakpoint line = breakpoints().findFirst().orElseThrow();
        assertEquals(RING_UP, line.getMarker().getAttribute(IMarker.LINE_NUMBER, -1));
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop at CDT's breakpoint");
            assertArrayEquals(new IBreakpoint[] {line}, thread.getBreakpoints());
            StoppedGuest.awaitArrow("first.c:" + RING_UP);
            assertEquals(List.of(editor), editors(), "no other editor was opened for it");
            BreakpointsView view = BreakpointsView.show();
            view.awaitLabels(1);
            Waiter.until("its label", () -> view.labelsNow().getFirst().contains("first.c"));
            workbench.screenshot.take("cdt-editor-stop");

            doubleClickRuler(editor, RING_UP);
            Waiter.until("the breakpoint to go", () -> breakpoints().findAny().isEmpty());
            workbench.awaitHypercalls("the line, out of its debug register", 4);
            thread.resume();
            stops.end("the end of the guest, past a line without a breakpoint");
        }
    }

    @Test
    void runToLineInItRunsTheGuestToTheLine() throws Exception {
        IFile source = workbench.source("first.c");
        ITextEditor editor = CdtEditors.open(source);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            IThread thread = stops.next("the stop at ring_up");
            StoppedGuest.awaitArrow("first.c:" + thread.getTopStackFrame().getLineNumber());
            IdeWindow.select(editor, RING_UP + 3);
            Commands.execute(RUN_TO_LINE);
            thread = stops.next("the line");
            assertEquals("first.c:" + (RING_UP + 3), Stops.place(thread));
            StoppedGuest.awaitArrow("first.c:" + (RING_UP + 3));
            workbench.screenshot.take("cdt-editor-run-to-line");
        }
    }

    @Test
    void itsDebugActionsAreShownWhileAGuestIsDebugged() throws Exception {
        CdtEditors.open(workbench.source("first.c"));
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            IThread thread = stops.next("the stop at ring_up");
            Waiter.until("CDT's actions to be shown", () -> "true".equals(System.getProperty(ACTIVE)));
            Waiter.until("CDT's keys to work", () -> contexts().contains(CDT_DEBUGGING));
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
            // Its process ends when all that the guest wrote is in the console, which goes with the launch.
            Waiter.until("the end of the launch", () -> thread.getLaunch().isTerminated());
        }
        DebugPlugin platform = DebugPlugin.getDefault();
        platform.getLaunchManager().removeLaunches(platform.getLaunchManager().getLaunches());
        Waiter.until("CDT's actions to be hidden", () -> "false".equals(System.getProperty(ACTIVE)));
        Waiter.until("CDT's keys not to work", () -> !contexts().contains(CDT_DEBUGGING));
    }

    @Test
    void aBreakpointThatCantBePlantedHasAWarningInTheEditor() throws Exception {
        IFile source = workbench.source("first.c");
        ITextEditor editor = CdtEditors.open(source);
        IBreakpoint line = CdtBreakpoints.line(source, RING_UP);
        line.getMarker().setAttribute("org.eclipse.cdt.debug.core.breakpointType", 4);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            stops.next("the stop at ring_up");
            String why = LguestStatus.SOFTWARE_BREAKPOINT.status().getMessage();
            Waiter.until("the warning", () -> SampleWorkbench.messages(source, CDT_PROBLEM).equals(List.of(why)));
            IdeWindow.select(editor, RING_UP);
            workbench.screenshot.take("cdt-editor-warning");
            line.getMarker().setAttribute("org.eclipse.cdt.debug.core.breakpointType", 0);
            Waiter.until("the warning to go", () -> SampleWorkbench.messages(source, CDT_PROBLEM).isEmpty());
        }
    }

    /** What is left is a guest without sources, which goes on all the same. */
    @Test
    void aProjectThatGoesAtAStopTakesTheEditorAndTheBreakpointAlong() throws Exception {
        IFile source = workbench.source("first.c");
        CdtEditors.open(source);
        IBreakpoint line = CdtBreakpoints.line(source, RING_UP);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop at CDT's breakpoint");
            StoppedGuest.awaitArrow("first.c:" + RING_UP);
            source.getProject().close(new NullProgressMonitor());
            Waiter.until("the editor to go", () -> IdeWindow.page().getEditorReferences().length == 0);
            assertArrayEquals(new IBreakpoint[] {line}, thread.getBreakpoints());
            BreakpointsView.show().awaitLabels(0);
            workbench.awaitHypercalls("the line, out of its debug register", 4);
            source.getProject().delete(true, true, new NullProgressMonitor());
            thread.stepOver();
            thread = stops.next("the end of a step without sources");
            Waiter.until("the platform to say that there is no source", () -> IdeWindow.page().getEditorReferences()
                    .length == 1);
            workbench.screenshot.take("project-gone");
            thread.resume();
            stops.end("the end of the guest");
        }
    }

    private static Collection<?> contexts() {
        return PlatformUI.getWorkbench().getService(IContextService.class).getActiveContextIds();
    }

    private static Stream<IBreakpoint> breakpoints() {
        return Arrays.stream(SampleWorkbench.breakpoints().getBreakpoints(CdtBreakpoints.MODEL));
    }

    private static List<?> editors() {
        return Ui.get(() -> Arrays.stream(IdeWindow.page().getEditorReferences())
                .map(reference -> reference.getEditor(false)).toList());
    }

    private static void doubleClickRuler(ITextEditor editor, int line) {
        IdeWindow.select(editor, line);
        // The ruler is made of columns, in whatever order; the leftmost has the breakpoints.
        Control ruler = Ui.get(() -> Arrays
                .stream(((Composite) editor.getAdapter(IVerticalRulerInfo.class).getControl()).getChildren())
                .min(Comparator.comparingInt(column -> column.getBounds().x)).orElseThrow());
        Pointer.doubleClick(ruler, 5, Ui.get(() -> yOf(editor, line)));
    }

    /** Where a line is in the ruler: searched from the top, as the ruler only tells the line of a place. */
    private static int yOf(ITextEditor editor, int line) {
        IVerticalRulerInfo ruler = editor.getAdapter(IVerticalRulerInfo.class);
        for (int y = 0; y < ruler.getControl().getSize().y; y++) {
            if (ruler.toDocumentLineNumber(y) == line - 1) {
                return y + 2;
            }
        }
        throw new AssertionError("line " + line + " is not in view");
    }
}
