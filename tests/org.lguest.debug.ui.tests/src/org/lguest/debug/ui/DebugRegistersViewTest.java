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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPart2;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.dwarf.ProgramImage;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Installation;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;
import org.lguest.workbench.driver.Widgets;

/** The Debug Registers view: banks and slots, what has changed, where to go from there, and nothing without a guest. */
class DebugRegistersViewTest {

    private static final String VIEW = "org.lguest.debug.ui.debugRegisters";
    private static final int RING_UP = 115;
    private static final int HITS = 6;
    private static final String[] DR0 = {"Bank 1", "DR0"};
    private static final String[] DR1 = {"Bank 1", "DR1"};

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void showsWhatIsArmedForWhomAndWhatAStopHasChanged() throws Exception {
        IdeWindow.show(VIEW);
        awaitText(Messages.DebugRegistersView_nothing);
        workbench.screenshot.take("debug-registers-without-a-guest");

        IFile source = workbench.source("first.c");
        ProgramImage image = image("first");
        int address = image.addressesOf(source.getLocation().toOSString(), RING_UP).getFirst().address();
        String place = "first.c:" + RING_UP;
        CdtBreakpoints.line(source, RING_UP);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop at line " + RING_UP);
            TreeView view = TreeView.show(VIEW);
            String label = image.label(address).orElseThrow();
            view.awaitColumns(List.of("DR0", hexadecimal(address), label, "execute", "1", place, "1", ""), DR0);
            view.awaitColumns(List.of("DR1", hexadecimal(0), "", "free", "", "", "", ""), DR1);
            view.awaitColumns(List.of("DR0", hexadecimal(0), "", "off", "", "", "", ""), "Bank 0", "DR0");
            awaitText("suspended");

            IBreakpoint watchpoint = CdtBreakpoints.watchpoint(source, "takings", false, true, 0);
            Installation.await(watchpoint);
            String takings = hexadecimal(image.symbol("takings").orElseThrow().address());
            view.awaitColumns(List.of("DR1", takings, "takings", "write", "4", "takings", "0", ""), DR1);
            view.expand("Bank 0", "DR6");
            view.awaitValue("0", "Bank 0", "DR6", "B1");

            thread.resume();
            thread = stops.next("the stop at the write to takings");
            view.awaitColumns(List.of("DR1", takings, "takings", "write", "4", "takings", "1", "Hits: 0"), DR1);
            view.awaitMark(true, HITS, DR1);
            view.awaitMark(false, HITS, DR0);
            view.awaitValue("0", "Bank 0", "DR6", "B1");
            view.select(DR1);
            workbench.screenshot.take("debug-registers");

            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
            awaitText(Messages.DebugRegistersView_planned);
        }
    }

    @Test
    void tellsBeforeARunWhatIsPlannedAndLeadsToIt() throws Exception {
        IFile source = workbench.source("first.c");
        IBreakpoint line = CdtBreakpoints.line(source, RING_UP);
        BreakpointsView.show().awaitLabels(1);
        TreeView view = TreeView.show(VIEW);
        String place = "first.c:" + RING_UP;
        view.awaitRow(List.of("none yet", "", "", "execute", "1", place, "", ""));
        awaitText(Messages.DebugRegistersView_planned);
        view.select("Planned", "none yet");
        view.choose("Go to Source");
        Waiter.until("line " + RING_UP + " in the editor", () -> IdeWindow.page().getActiveEditor()
                instanceof ITextEditor editor && editor.getSelectionProvider().getSelection()
                instanceof ITextSelection selection && selection.getStartLine() == RING_UP - 1);
        CdtBreakpoints.watchpoint(source, "takings", true, false, 0);
        CdtBreakpoints.watchpoint(source, "0xc0101000", false, true, 2);
        TreeView.show(VIEW).awaitRow(List.of("none yet", "", "takings", "read", "", "takings", "", ""));
        view.awaitRow(List.of("none yet", "0xc0101000", "", "write", "2", "0xc0101000", "", ""));
        workbench.screenshot.take("debug-registers-before-the-run");
        line.setEnabled(false);
        view.awaitNoRow(place);
        breakpoints().setEnabled(false);
        awaitText(Messages.DebugRegistersView_nothing);
    }

    @Test
    void readsNothingWhileItIsHiddenAndAllWhenItShows() throws Exception {
        CdtBreakpoints.line(workbench.source("first.c"), RING_UP);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop at line " + RING_UP);
            DebugView.show().awaitSelection("ring_up() at first.c:" + RING_UP);
            TreeView view = TreeView.show(VIEW);
            view.awaitText(HITS, "1", DR0);
            for (int hits = 2; hits <= 3; hits++) {
                IdeWindow.show(IConsoleConstants.ID_CONSOLE_VIEW);
                Waiter.until("the view to be hidden", () -> !view.isVisible());
                List<String> hidden = view.hiddenRows();
                thread.resume();
                thread = stops.next("the stop at line " + RING_UP);
                DebugView.show().awaitSelection("ring_up() at first.c:" + RING_UP);
                thread.resume();
                thread = stops.next("the stop at line " + RING_UP);
                assertEquals(hidden, view.hiddenRows(), "what nobody sees");
                TreeView.show(VIEW).awaitText(HITS, Integer.toString(2 * hits - 1), DR0);
                view.awaitMark(false, HITS, DR0);
            }
        }
    }

    @Test
    void leadsToTheSourceAndToTheBreakpointAndIsCopied() throws Exception {
        IFile source = workbench.source("first.c");
        IBreakpoint line = CdtBreakpoints.line(source, RING_UP);
        BreakpointsView.show().awaitLabels(1);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            stops.next("the stop at line " + RING_UP);
            DebugView.show().awaitSelection("ring_up() at first.c:" + RING_UP);
            Ui.run(() -> IdeWindow.page().closeAllEditors(false));
            TreeView view = TreeView.show(VIEW);
            view.select(DR0);
            view.choose("Go to Source");
            Waiter.until("line " + RING_UP + " in the editor", () -> IdeWindow.page().getActiveEditor()
                    instanceof ITextEditor editor && editor.getSelectionProvider().getSelection()
                    instanceof ITextSelection selection && selection.getStartLine() == RING_UP - 1);

            view.choose("Go to Breakpoint");
            Waiter.until("the breakpoint to be selected", () -> IdeWindow.page()
                    .findView(IDebugUIConstants.ID_BREAKPOINT_VIEW).getViewSite().getSelectionProvider().getSelection()
                    instanceof IStructuredSelection selection && line.equals(selection.getFirstElement()));

            view = TreeView.show(VIEW);
            view.choose("Copy");
            Waiter.until("the row on the clipboard", () -> clipboard().endsWith("first.c:" + RING_UP + "\t1"));
        }
    }

    @Test
    void changesTheGuestsOwn() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            stops.next("the stop at ring_up");
            DebugView.show().awaitSelection("ring_up() at first.c:115");
            // The platform opens the source some time after the stop, and what is being edited then loses the focus.
            Waiter.until("the arrow", () -> IdeWindow.instructionPointer().filter("first.c:115"::equals).isPresent());
            TreeView view = TreeView.show(VIEW);
            view.select("Bank 0", "DR0");
            view.choose("Change Value");
            Text editor = Waiter.find("the cell's editor", () -> IdeWindow.view(VIEW).flatMap(part -> Widgets
                    .all(IdeWindow.widgets(part), Text.class).filter(Text::isVisible).findFirst()));
            Ui.run(() -> {
                editor.setText("0x00001234");
                editor.notifyListeners(SWT.DefaultSelection, new Event());
            });
            view.awaitColumns(List.of("DR0", "0x00001234", "", "off", "", "", "", ""), "Bank 0", "DR0");
        }
    }

    @Test
    void followsBreakpointsWhileTheGuestRuns() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("clock", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
            IThread thread = stops.next("the stop at guest_main");
            TreeView view = TreeView.show(VIEW);
            thread.resume();
            awaitText("running");
            // Nobody writes there, or the guest would have stopped.
            CdtBreakpoints.watchpoint(workbench.source("clock.c"), "guest_main", false, true, 1);
            String address = hexadecimal(image("clock").symbol("guest_main").orElseThrow().address());
            view.awaitColumns(List.of("DR0", address, "guest_main", "write", "1", "guest_main", "0", ""), DR0);
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
        }
    }

    private static String clipboard() {
        Clipboard clipboard = new Clipboard(Ui.display());
        try {
            return clipboard.getContents(TextTransfer.getInstance()) instanceof String text ? text : "";
        } finally {
            clipboard.dispose();
        }
    }

    /** What the view says instead of its rows, or above them. */
    private static void awaitText(String text) {
        Waiter.until('"' + text + "\" in the view", () -> IdeWindow.view(VIEW).filter(part -> says(part, text))
                .isPresent());
    }

    private static boolean says(IViewPart part, String text) {
        return part instanceof IWorkbenchPart2 described && described.getContentDescription().contains(text)
                || Widgets.all(IdeWindow.widgets(part), Link.class)
                        .anyMatch(label -> label.isVisible() && label.getText().equals(text));
    }

    private ProgramImage image(String name) throws Exception {
        return ProgramImage.open(Path.of(workbench.source("images/" + name).getLocationURI()));
    }

    private static String hexadecimal(int value) {
        return String.format("0x%08x", value);
    }
}
