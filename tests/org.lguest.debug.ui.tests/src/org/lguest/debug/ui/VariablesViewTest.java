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



import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.workbench.driver.TreeView;

/** The platform's Variables view on a guest that stands. */
class VariablesViewTest {

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inRingUp();
    private TreeView variables;

    @BeforeEach
    void showVariables() {
        variables = TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
    }

    @Test
    void staysUnfoldedAcrossStepsAndMarksWhatTheyChange() throws Exception {
        variables.awaitValue("4", "pieces");
        variables.expand("article");
        variables.expand("article", "*");
        variables.awaitValue("60", "article", "*", "in_stock");
        guest.thread().stepOver();
        guest.awaitStop("the end of the step");
        variables.awaitValue("12", "amount");
        variables.awaitExpanded("article", "*");
        variables.awaitValue("60", "article", "*", "in_stock");
        ((GuestThread) guest.thread()).runToLine(guest.source().getLocation().toOSString(), 118, false);
        guest.awaitStop("the stop at the line");
        variables.awaitValue("56", "article", "*", "in_stock");
        variables.awaitValue("12", "amount");
        variables.awaitMarked("article", "*", "in_stock");
        guest.screenshot.take("variables");
    }

    @Test
    void showsWhatTheDebuggerWrites() throws Exception {
        variables.awaitValue("4", "pieces");
        guest.variable("pieces").setValue("5");
        variables.awaitValue("5", "pieces");
        variables.expand("article");
        variables.expand("article", "*");
        guest.variable("article").setValue("&shelf[1]");
        variables.awaitValue("9", "article", "*", "price");
        variables.expand("article", "*", "name");
        guest.variable("article", "*", "name", "*").setValue("'C'");
        variables.awaitValue("67 'C'", "article", "*", "name", "*");
        guest.screenshot.take("variables-changed");
    }

    @Test
    void theExpressionsViewWatchesExpressions() throws Exception {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression watched = expressions.newWatchExpression("article->price * pieces");
        expressions.addExpression(watched);
        try {
            TreeView view = TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
            watched.setExpressionContext(guest.thread().getTopStackFrame());
            view.awaitValue("12", "\"article->price * pieces\"");
            guest.screenshot.take("expressions");
        } finally {
            expressions.removeExpression(watched);
        }
    }
}
