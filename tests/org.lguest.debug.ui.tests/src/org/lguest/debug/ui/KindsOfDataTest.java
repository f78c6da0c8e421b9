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

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Waiter;

/** A user looks at every kind of C's data, changes it, and is told what is wrong with a value or an expression. */
class KindsOfDataTest {

    private static final String VISIT = "visit() at kinds.c:";

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inVisit();
    private TreeView variables;

    @BeforeEach
    void showVariables() throws Exception {
        variables = guest.variables();
    }

    @Test
    void eachIsShownAsWhatItIs() throws Exception {
        unfoldExhibit();
        await("CLAY", "material");
        await("(ACCESS_SEE | ACCESS_LEND)", "access");
        await("-3", "place", "shelf");
        await("70000", "place", "inventory");
        await("67305985", "measure", "grams");
        variables.awaitValue(value("exhibit", "*", "value"), "exhibit", "*", "value");
        assertEquals("by_age", value("exhibit", "*", "value").replaceFirst(".*<(.*)>", "$1"));
        await("true", "lent");
        await("0.41999999999999998", "height");
        variables.expand("hall");
        variables.expand("hall", "*");
        variables.expand("hall", "*", "plan");
        variables.expand("hall", "*", "plan", "[1]");
        variables.awaitValue("2", "hall", "*", "plan", "[1]", "[3]");
        variables.expand("hall", "*", "rooms");
        variables.expand("hall", "*", "rooms", "[900...999]");
        variables.awaitValue("998001", "hall", "*", "rooms", "[900...999]", "[999]");
        guest.screenshot.take("kinds-of-data");
    }

    @Test
    void eachIsChangedByWhatItsAuthorWouldWrite() throws Exception {
        unfoldExhibit();
        change("BRONZE", "BRONZE", "material");
        change("ACCESS_TOUCH | ACCESS_LEND", "(ACCESS_TOUCH | ACCESS_LEND)", "access");
        change("-16", "-16", "place", "shelf");
        change("exhibit->count + 4", "7", "place", "floor");
        change("false", "false", "lent");
        change("exhibit->height * 100", "42", "height");
        change("2.5f", "2.5", "measure", "ratio");
        guest.variable("exhibit", "*", "next").setValue("hall->first");
        variables.awaitValue(value("exhibit"), "exhibit", "*", "next");
        guest.variable("exhibit", "*", "value").setValue("by_piece");
        Waiter.until("the function to be another", () -> value("exhibit", "*", "value").contains("<by_piece>"));
        guest.screenshot.take("kinds-of-data-changed");
    }

    @Test
    void whatDoesNotFitIsRefusedWhereItIsWrittenAndItIsSaidWhy() throws Exception {
        unfoldExhibit();
        variables.select("exhibit", "*", "place", "shelf");
        variables.choose("Change Value...");
        try (DialogWindow dialog = DialogWindow.await("Change Value")) {
            dialog.type("New value of shelf, also a C expression where it is a number or a pointer:", "16");
            dialog.awaitText("16 does not fit into 5 bits, which hold -16 to 15. Write another number, or the bits themselves"
                    + " as a hexadecimal one, after 0x.");
            dialog.awaitDisabled("OK");
            guest.screenshot.take("change-value-refused");
            dialog.type("New value of shelf, also a C expression where it is a number or a pointer:", "1 + nobody");
            dialog.awaitEnabled("OK");
            dialog.press("OK");
            dialog.awaitEnd();
        }
        try (DialogWindow told = DialogWindow.await("Change Refused")) {
            told.awaitText("shelf was not changed: From \"nobody\" on: Nothing in sight is named nobody. Choose another value.");
            guest.screenshot.take("change-refused");
            told.press("OK");
            told.awaitEnd();
        }
        await("-3", "place", "shelf");
    }

    @Test
    void aWrongExpressionIsToldWithThePlaceWhereItIsWrong() throws Exception {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression unknown = expressions.newWatchExpression("visitor + nobody * 2");
        IWatchExpression unfinished = expressions.newWatchExpression("(visitor");
        IWatchExpression right = expressions.newWatchExpression("hall->rooms[exhibit->room]");
        expressions.addExpressions(new IWatchExpression[] {unknown, unfinished, right});
        try {
            TreeView view = TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
            view.awaitValue("49", "\"hall->rooms[exhibit->room]\"");
            Waiter.until("the errors", () -> unknown.hasErrors() && unfinished.hasErrors());
            assertEquals("From \"nobody * 2\" on: Nothing in sight is named nobody.", unknown.getErrorMessages()[0]);
            assertEquals("At the end of \"(visitor\": A closing parenthesis is missing.", unfinished.getErrorMessages()[0]);
            view.expand("\"visitor + nobody * 2\"");
            view.awaitRow(List.of("From \"nobody * 2\" on: Nothing in sight is named nobody.", ""));
            guest.screenshot.take("expression-error");
            guest.go("StepOver", VISIT + 101);
            guest.go("StepOver", VISIT + 102);
            view.awaitValue("49", "\"hall->rooms[exhibit->room]\"");
        } finally {
            expressions.removeExpressions(new IWatchExpression[] {unknown, unfinished, right});
        }
    }

    private void unfoldExhibit() {
        variables.expand("exhibit");
        variables.expand("exhibit", "*");
        variables.expand("exhibit", "*", "place");
        variables.expand("exhibit", "*", "measure");
    }

    /** @param path from the exhibit on */
    private void await(String value, String... path) {
        variables.awaitValue(value, exhibits(path));
    }

    private void change(String text, String value, String... path) throws Exception {
        guest.variable(exhibits(path)).setValue(text);
        await(value, path);
    }

    private static String[] exhibits(String... path) {
        String[] whole = new String[path.length + 2];
        whole[0] = "exhibit";
        whole[1] = "*";
        System.arraycopy(path, 0, whole, 2, path.length);
        return whole;
    }

    private String value(String... path) {
        try {
            return guest.variable(path).getValue().getValueString();
        } catch (DebugException e) {
            throw new AssertionError(e);
        }
    }
}
