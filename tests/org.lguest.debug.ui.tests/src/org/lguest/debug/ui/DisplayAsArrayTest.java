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

import java.util.List;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.TreeView;

/** C does not say how many elements there are behind a pointer, nor in a flexible array member: the user does. */
class DisplayAsArrayTest {

    private static final String VISIT = "visit() at kinds.c:";
    private static final String DISPLAY = "Display As Array...";
    private static final String RESTORE = "Restore Original Type";

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inVisit();
    private TreeView variables;

    @BeforeEach
    void showVariables() throws Exception {
        variables = guest.variables();
    }

    @Test
    void aFlexibleMemberHasAsManyElementsAsTheUserSays() throws Exception {
        variables.expand("exhibit");
        variables.expand("exhibit", "*");
        variables.select("exhibit", "*", "pieces");
        variables.awaitNotOffered(RESTORE);
        variables.choose(DISPLAY);
        try (DialogWindow dialog = DialogWindow.await("Display As Array")) {
            assertEquals("0", dialog.field("Start index:"));
            dialog.type("Length:", "0");
            dialog.awaitText("The length must be a whole number of elements, 1 or more.");
            dialog.awaitDisabled("OK");
            dialog.type("Length:", "3");
            dialog.awaitEnabled("OK");
            guest.screenshot.take("display-as-array");
            dialog.press("OK");
            dialog.awaitEnd();
        }
        variables.awaitValue("{11, 22, 33}", "exhibit", "*", "pieces");
        variables.expand("exhibit", "*", "pieces");
        variables.awaitValue("33", "exhibit", "*", "pieces", "[2]");
        guest.variable("exhibit", "*", "pieces", "[1]").setValue("visitor + 44");
        variables.awaitValue("45", "exhibit", "*", "pieces", "[1]");
        guest.screenshot.take("flexible-member");
        guest.go("StepOver", VISIT + 101);
        variables.expand("exhibit", "*", "pieces");
        variables.awaitValue("45", "exhibit", "*", "pieces", "[1]");
        variables.select("exhibit", "*", "pieces");
        variables.choose(RESTORE);
        variables.awaitNoParts("exhibit", "*", "pieces");
    }

    /** Whatever the user opens and closes while the view looks again. */
    @Test
    void aPointerThatIsOpenShowsItsElementsInsteadOfItsTarget() {
        String[] donor = {"exhibit", "*", "donor"};
        variables.expand("exhibit");
        for (int times = 0; times < 4; times++) {
            variables.expand("exhibit", "*");
            variables.expand(donor);
            variables.awaitValue("97 'a'", "exhibit", "*", "donor", "*");
            variables.select(donor);
            displayAsArray("3");
            variables.openOrClose(times, donor);
            variables.expand(donor);
            variables.awaitRowsBelow(List.of("[0]", "[1]", "[2]"), donor);
            variables.awaitValue("102 'f'", "exhibit", "*", "donor", "[2]");
            variables.select(donor);
            variables.choose(RESTORE);
            variables.openOrClose(times, donor);
            variables.expand(donor);
            variables.awaitRowsBelow(List.of("*"), donor);
            variables.select("exhibit");
            displayAsArray("2");
            variables.openOrClose(times, "exhibit");
            variables.expand("exhibit");
            variables.awaitRowsBelow(List.of("[0]", "[1]"), "exhibit");
            variables.select("exhibit");
            variables.choose(RESTORE);
            variables.openOrClose(times, "exhibit");
            variables.expand("exhibit");
            variables.awaitRowsBelow(List.of("*"), "exhibit");
        }
    }

    private void displayAsArray(String length) {
        variables.choose(DISPLAY);
        try (DialogWindow dialog = DialogWindow.await("Display As Array")) {
            dialog.type("Length:", length);
            dialog.press("OK");
        }
    }

    @Test
    void anArrayIsShownFromAnyIndexOn() throws Exception {
        variables.expand("hall");
        variables.expand("hall", "*");
        variables.select("hall", "*", "rooms");
        variables.choose(DISPLAY);
        try (DialogWindow dialog = DialogWindow.await("Display As Array")) {
            assertEquals("1000", dialog.field("Length:"));
            dialog.type("Start index:", "30");
            dialog.type("Length:", "2");
            dialog.press("OK");
            dialog.awaitEnd();
        }
        variables.expand("hall", "*", "rooms");
        variables.awaitValue("961", "hall", "*", "rooms", "[31]");
        guest.screenshot.take("part-of-an-array");
    }

    @Test
    void anExpressionThatIsAPointerIsShownAsAnArray() {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression watched = expressions.newWatchExpression("&hall->rooms[5]");
        IWatchExpression number = expressions.newWatchExpression("visitor");
        expressions.addExpressions(new IWatchExpression[] {watched, number});
        try {
            TreeView view = TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
            view.awaitValue("1", "\"visitor\"");
            view.select("\"visitor\"");
            view.awaitNotOffered(DISPLAY);
            view.select("\"&hall->rooms[5]\"");
            view.choose(DISPLAY);
            try (DialogWindow dialog = DialogWindow.await("Display As Array")) {
                dialog.type("Length:", "2");
                dialog.press("OK");
                dialog.awaitEnd();
            }
            view.awaitValue("{25, 36}", "\"&hall->rooms[5]\"");
            view.expand("\"&hall->rooms[5]\"");
            view.awaitValue("36", "\"&hall->rooms[5]\"", "[1]");
            view.select("\"&hall->rooms[5]\"");
            view.choose(DISPLAY);
            try (DialogWindow dialog = DialogWindow.await("Display As Array")) {
                assertEquals("2", dialog.field("Length:"));
                dialog.type("Start index:", "-2");
                dialog.type("Length:", "120");
                dialog.press("OK");
                dialog.awaitEnd();
            }
            view.expand("\"&hall->rooms[5]\"");
            view.expand("\"&hall->rooms[5]\"", "[-2...97]");
            view.awaitValue("9", "\"&hall->rooms[5]\"", "[-2...97]", "[-2]");
            view.select("\"&hall->rooms[5]\"");
            view.choose(RESTORE);
            view.expand("\"&hall->rooms[5]\"");
            view.awaitValue("25", "\"&hall->rooms[5]\"", "*");
        } finally {
            expressions.removeExpressions(new IWatchExpression[] {watched, number});
        }
    }

    /** The platform's labels and cells would escape what is escaped. */
    @Test
    void charactersAreWrittenAndReadAsInC() throws Exception {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression watched = expressions.newWatchExpression("*exhibit->donor == 'a' ? '\\n' : '\\''");
        expressions.addExpression(watched);
        try {
            TreeView view = TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
            view.awaitValue("10 '\\n'", "\"*exhibit->donor == 'a' ? '\\n' : '\\''\"");
        } finally {
            expressions.removeExpression(watched);
        }
        variables = TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
        variables.expand("exhibit");
        variables.expand("exhibit", "*");
        variables.expand("exhibit", "*", "label");
        for (String[] change : new String[][] {{"'\\\\'", "92 '\\\\'"}, {"'\\n'", "10 '\\n'"}, {"'\\''", "39 '\\''"}}) {
            variables.edit(change[0], "exhibit", "*", "label", "[1]");
            variables.awaitValue(change[1], "exhibit", "*", "label", "[1]");
        }
        variables.edit("\"a\\tb\\\\\"", "exhibit", "*", "label");
        variables.awaitValue("\"a\\tb\\\\\\000\\000\\000\\000\\000\\000\\000\"", "exhibit", "*", "label");
        guest.screenshot.take("characters-as-in-c");
    }
}
