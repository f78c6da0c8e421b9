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

import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.ui.source.SourceEditor;
import org.lguest.debug.ui.source.ValueHover;
import org.lguest.workbench.driver.Hover;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Ui;

/** What editors say of the place where the mouse rests, while a guest stands. */
class HoverTest {

    private static final List<String> CDT_EDITORS =
            List.of("org.eclipse.cdt.ui.editor.CEditor", "org.eclipse.cdt.ui.editor.standin");

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inRingUp();

    @Test
    void ourEditorTellsTheValueOfTheExpressionUnderTheMouse() throws Exception {
        ITextEditor editor = open(SourceEditor.ID);
        assertEquals(Optional.of("<b>article-&gt;price</b> = 3"),
                Hover.over(editor, "article->price * pieces, pieces);", "article->".length()));
        assertEquals(Optional.of("<b>takings</b> = 0"), Hover.over(editor, "takings + amount", 0));
    }

    @Test
    void ourEditorTellsARegisterOfAssembly() throws Exception {
        ITextEditor editor = IdeWindow.open(guest.workbench.source("kit/entry.S"), SourceEditor.ID);
        String told = Hover.over(editor, "%esp", 1).orElse("nothing");
        assertTrue(told.matches("<b>\\$esp</b> = \\(void \\*\\) 0x[0-9a-f]+.*"), told);
        assertEquals(Optional.empty(), Hover.over(editor, "the outermost frame", 0));
    }

    @Test
    void cdtsEditorTellsIt() throws Exception {
        ITextEditor editor = open(CDT_EDITORS.stream()
                .filter(id -> PlatformUI.getWorkbench().getEditorRegistry().findEditor(id) != null).findFirst()
                .orElseThrow());
        assertEquals(Optional.of("<b>article-&gt;price</b> = 3"),
                Hover.over(editor, "article->price * pieces, pieces);", "article->".length()));
    }

    @Test
    void itIsOfTheFrameAndOnlyOfWhatHasAMeaningThere() throws Exception {
        ITextEditor editor = open(SourceEditor.ID);
        GuestStackFrame ringUp = frame(0);
        GuestStackFrame sell = frame(1);
        assertEquals(Optional.of("<b>pieces</b> = 4"), told(editor, ringUp, "pieces, pieces);", 0));
        assertEquals(Optional.of("<b>number</b> = 0"), told(editor, sell, "number >= ARTICLES", 0));
        assertEquals(Optional.empty(), told(editor, ringUp, "number >= ARTICLES", 0), "a variable of another frame");
        assertEquals(Optional.empty(), told(editor, ringUp, "LAST_AMOUNTS 8", 0), "a macro");
        assertEquals(Optional.empty(), told(editor, ringUp, "Run it, and read", 0), "a comment");
        assertEquals(Optional.empty(), told(editor, ringUp, "shelf[number].in_stock", "shelf".length()), "no such index");
        String element = told(editor, sell, "shelf[number].in_stock", "shelf".length()).orElse("nothing");
        assertTrue(element.startsWith("<b>shelf[number]</b> = {name = "), element);
        assertTrue(element.contains("&lt;"), () -> "not HTML: " + element);
        guest.thread().resume();
        guest.stops().end("the end of the guest");
        assertEquals(Optional.empty(), told(editor, ringUp, "pieces, pieces);", 0), "of a guest that has ended");
    }

    @Test
    void whoAsksOnTheUserInterfaceThreadIsNotKeptWaiting() throws Exception {
        ITextEditor editor = open(SourceEditor.ID);
        GuestStackFrame frame = frame(0);
        assertEquals(Optional.empty(), Ui.get(() -> told(editor, frame, "takings + amount", 0)));
        assertEquals(Optional.of("<b>takings</b> = 0"), told(editor, frame, "takings + amount", 0));
    }

    private ITextEditor open(String id) throws Exception {
        IFile source = guest.source();
        return (ITextEditor) Ui.get(() -> IDE.openEditor(IdeWindow.page(), source, id));
    }

    private GuestStackFrame frame(int index) throws DebugException {
        return (GuestStackFrame) guest.thread().getStackFrames()[index];
    }

    /** What the hover tells some characters behind the first place where the source has that text. */
    private static Optional<String> told(ITextEditor editor, GuestStackFrame frame, String text, int behind) {
        ITextViewer viewer = editor.getAdapter(ITextViewer.class);
        ValueHover hover = new ValueHover(() -> GuestStackFrame.of(frame));
        IRegion region = hover.getHoverRegion(viewer, viewer.getDocument().get().indexOf(text) + behind);
        return region == null ? Optional.empty() : Optional.ofNullable(hover.getHoverInfo(viewer, region));
    }
}
