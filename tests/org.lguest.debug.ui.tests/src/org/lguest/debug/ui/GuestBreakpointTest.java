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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.ui.breakpoints.ToggleTargets;
import org.lguest.debug.ui.source.SourceEditor;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Pointer;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** Our own breakpoints, set and cleared in the editor. */
class GuestBreakpointTest {

    private static final int RING_UP = 115;
    private static final String TOGGLE = "org.eclipse.debug.ui.commands.ToggleBreakpoint";
    private static final List<String> CDT_EDITORS =
            List.of("org.eclipse.cdt.ui.editor.CEditor", "org.eclipse.cdt.ui.editor.standin");

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void theToggleCommandSetsAndClearsALineAndAGuestStopsThere() throws Exception {
        IFile file = workbench.source("first.c");
        toggle(openSourceEditor(file), RING_UP);
        awaitLines(RING_UP);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop at our own breakpoint");
            assertEquals("first.c:" + RING_UP, Stops.place(thread));

            GuestBreakpoint breakpoint = (GuestBreakpoint) thread.getBreakpoints()[0];
            // The stop may come to the front in an editor of CDT, and not after ours has.
            Waiter.until("the stop to be shown", () -> IdeWindow.instructionPointer().isPresent());
            toggle(openSourceEditor(file), RING_UP);
            awaitLines();
            Waiter.until("the line to be out of its debug register", () -> !breakpoint.isInstalled());
            thread.resume();
            stops.end("the end of the guest, past a line without a breakpoint");
        }
    }

    @Test
    void aDoubleClickInTheRulerSetsAndClearsALine() throws Exception {
        ITextEditor editor = openSourceEditor(workbench.source("first.c"));
        select(editor, RING_UP);
        doubleClickRuler(editor, RING_UP);
        awaitLines(RING_UP);
        doubleClickRuler(editor, RING_UP);
        awaitLines();
    }

    @Test
    void assemblyHasBreakpointsToo() throws Exception {
        toggle(openSourceEditor(workbench.source("kit/entry.S")), 31);
        awaitLines(31);
    }

    @Test
    void textThatIsNoSourceHasNone() throws Exception {
        ITextEditor editor = IdeWindow.open(workbench.source("Makefile"));
        select(editor, 9);
        assertFalse(canToggle(editor));
    }

    @Test
    void stayOutOfCdtsEditors() throws Exception {
        IFile file = workbench.source("first.c");
        String cdt = CDT_EDITORS.stream().filter(id -> descriptor(id) != null).findFirst().orElseThrow();
        ITextEditor theirs = IdeWindow.open(file, cdt);
        select(theirs, RING_UP);
        assertFalse(targets(theirs).anyMatch(id -> id.startsWith("org.lguest.")));
        Ui.run(() -> IdeWindow.page().closeAllEditors(false));
        ITextEditor ours = openSourceEditor(file);
        select(ours, RING_UP);
        assertTrue(targets(ours).anyMatch(id -> id.startsWith("org.lguest.")));
    }

    private static ITextEditor openSourceEditor(IFile file) {
        return IdeWindow.open(file, SourceEditor.ID);
    }

    private static IEditorDescriptor descriptor(String id) {
        return PlatformUI.getWorkbench().getEditorRegistry().findEditor(id);
    }

    private static void select(ITextEditor editor, int line) {
        Ui.run(() -> selectNow(editor, line));
    }

    private static void selectNow(ITextEditor editor, int line) throws BadLocationException {
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        editor.getSite().getPage().activate(editor);
        editor.selectAndReveal(document.getLineOffset(line - 1), 0);
    }

    private static void doubleClickRuler(ITextEditor editor, int line) {
        // The ruler is made of columns; the first has the breakpoints.
        Control ruler = Ui.get(() -> ((Composite) editor.getAdapter(IVerticalRulerInfo.class).getControl())
                .getChildren()[0]);
        int y = Ui.get(() -> yOf(editor, line));
        Pointer.doubleClick(ruler, 5, y);
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

    private static Stream<String> targets(ITextEditor editor) {
        return Ui.get(() -> new ToggleTargets().getToggleTargets(editor, null)).stream();
    }

    private static boolean canToggle(ITextEditor editor) {
        return targets(editor).findAny().isPresent();
    }

    /** In one go, so that nothing else can be activated in between. */
    private static void toggle(ITextEditor editor, int line) {
        Ui.run(() -> {
            selectNow(editor, line);
            run(TOGGLE);
        });
    }

    private static void run(String command) {
        try {
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(command, null);
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static void awaitLines(Integer... lines) {
        Waiter.until("breakpoints at the lines " + Arrays.toString(lines), () -> lines().equals(List.of(lines)));
    }

    private static List<Integer> lines() {
        return Arrays.stream(breakpoints().getBreakpoints(LguestDebug.MODEL_ID))
                .filter(GuestLineBreakpoint.class::isInstance)
                .map(breakpoint -> breakpoint.getMarker().getAttribute(IMarker.LINE_NUMBER, -1)).toList();
    }
}
