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

import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.ui.source.SourceEditor;
import org.lguest.workbench.driver.ContextMenu;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** What one looks at in a view or an editor is watched from there on, by an expression that means the same. */
class WatchTest {

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inVisit();

    @AfterEach
    void watchNothing() {
        IExpressionManager expressions = expressions();
        expressions.removeExpressions(expressions.getExpressions());
    }

    @Test
    void aPartOfAVariableIsWatchedByItsPath() throws Exception {
        TreeView variables = guest.variables();
        variables.expand("exhibit");
        variables.expand("exhibit", "*");
        variables.expand("exhibit", "*", "struct {...}");
        variables.expand("exhibit", "*", "label");
        watch(variables, "exhibit", "*", "struct {...}", "depth");
        watch(variables, "exhibit", "*", "label", "[1]");
        watch(variables, "exhibit", "*");
        variables.expand("Globals of kinds.c");
        watch(variables, "Globals of kinds.c", "visitors");
        TreeView view = awaitExpressions("exhibit->depth", "exhibit->label[1]", "*exhibit", "visitors");
        view.awaitValue("9", "\"exhibit->depth\"");
        view.awaitValue("97 'a'", "\"exhibit->label[1]\"");
        view.awaitValue("0", "\"visitors\"");
        view.expand("\"*exhibit\"");
        view.expand("\"*exhibit\"", "place");
        watch(view, "\"*exhibit\"", "place", "shelf");
        view = awaitExpressions("exhibit->depth", "exhibit->label[1]", "*exhibit", "visitors", "exhibit->place.shelf");
        view.awaitValue("-3", "\"exhibit->place.shelf\"");
        guest.screenshot.take("watched-from-views");
    }

    @Test
    void aRegisterIsWatchedWithItsSign() throws Exception {
        TreeView registers = TreeView.show(IDebugUIConstants.ID_REGISTER_VIEW);
        registers.expand("General");
        watch(registers, "General", "esp");
        awaitExpressions("$esp");
        registers = TreeView.show(IDebugUIConstants.ID_REGISTER_VIEW);
        registers.expand("Control");
        registers.select("Control", "cr0");
        registers.awaitNotOffered("Watch");
    }

    @Test
    void whatIsSelectedInOurEditorIsWatched() throws Exception {
        ITextEditor editor = IdeWindow.open(guest.workbench.source("kinds.c"), SourceEditor.ID);
        choose(editor, "exhibit->room] += ", "exhibit->room".length(), "Add Watch Expression...");
        try (DialogWindow dialog = DialogWindow.await("Add Watch Expression")) {
            dialog.awaitText("exhibit->room");
            guest.screenshot.take("add-watch-expression");
            dialog.press("OK");
            dialog.awaitEnd();
        }
        choose(editor, "count);\n    long long", 0, "Add Watch Expression...");
        try (DialogWindow dialog = DialogWindow.await("Add Watch Expression")) {
            dialog.awaitText("exhibit->count");
            dialog.press("OK");
            dialog.awaitEnd();
        }
        TreeView view = awaitExpressions("exhibit->room", "exhibit->count");
        view.awaitValue("7", "\"exhibit->room\"");
        view.awaitValue("3", "\"exhibit->count\"");
        choose(editor, "hall->rooms[exhibit->room] +=", 0, "Run to Line");
        guest.awaitStop("the line with the caret");
        StoppedGuest.awaitArrow("kinds.c:106");
    }

    /** Selects some characters from a text of the source on, and chooses from the menu there. */
    private static void choose(ITextEditor editor, String text, int length, String entry) {
        StyledText widget = Ui.get(() -> {
            IdeWindow.page().activate(editor);
            String source = editor.getDocumentProvider().getDocument(editor.getEditorInput()).get();
            editor.selectAndReveal(source.indexOf(text), length);
            return (StyledText) editor.getAdapter(Control.class);
        });
        ContextMenu.of(widget).choose(entry);
    }

    private static void watch(TreeView view, String... path) {
        int before = expressions().getExpressions().length;
        view.select(path);
        view.choose("Watch");
        Waiter.until("another expression", () -> expressions().getExpressions().length > before);
    }

    /** There may be others: the view adds what was selected when it showed the like before to what is selected. */
    private static TreeView awaitExpressions(String... texts) {
        Waiter.until("expressions " + List.of(texts), () -> Arrays.stream(expressions().getExpressions())
                .map(IExpression::getExpressionText).toList().containsAll(List.of(texts)));
        return TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
    }

    private static IExpressionManager expressions() {
        return DebugPlugin.getDefault().getExpressionManager();
    }
}
