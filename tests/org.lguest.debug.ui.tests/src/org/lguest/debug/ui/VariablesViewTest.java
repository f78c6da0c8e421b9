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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.TreeView;

/** The platform's Variables view on a guest that stands. */
class VariablesViewTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();
    private Stops stops;
    private IThread thread;
    private TreeView variables;

    @BeforeEach
    void stopInRingUp() throws Exception {
        stops = new Stops();
        workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
        thread = stops.next("the stop at ring_up");
        DebugView.show().awaitSelection("ring_up() at first.c:115");
        variables = TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
    }

    @AfterEach
    void hearNoMore() {
        stops.close();
    }

    @Test
    void staysUnfoldedAcrossStepsAndMarksWhatTheyChange() throws Exception {
        variables.awaitValue("4", "pieces");
        variables.expand("article");
        variables.expand("article", "*");
        variables.awaitValue("60", "article", "*", "in_stock");
        thread.stepOver();
        thread = stops.next("the end of the step");
        variables.awaitValue("12", "amount");
        variables.awaitValue("60", "article", "*", "in_stock");
        ((GuestThread) thread).runToLine(workbench.source("first.c").getLocation().toOSString(), 118, false);
        thread = stops.next("the stop at the line");
        variables.awaitValue("56", "article", "*", "in_stock");
        variables.awaitValue("12", "amount");
        assertTrue(variables.isMarked("article", "*", "in_stock"));
        workbench.screenshot.take("variables");
    }

    @Test
    void showsWhatTheDebuggerWrites() throws Exception {
        variables.awaitValue("4", "pieces");
        for (IVariable variable : thread.getTopStackFrame().getVariables()) {
            if (variable.getName().equals("pieces")) {
                variable.setValue("5");
            }
        }
        variables.awaitValue("5", "pieces");
    }

    @Test
    void theExpressionsViewWatchesExpressions() throws Exception {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression watched = expressions.newWatchExpression("article->price * pieces");
        expressions.addExpression(watched);
        try {
            TreeView view = TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
            watched.setExpressionContext(thread.getTopStackFrame());
            view.awaitValue("12", "\"article->price * pieces\"");
            workbench.screenshot.take("expressions");
        } finally {
            expressions.removeExpression(watched);
        }
    }
}
