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

import java.util.stream.Stream;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.TreeView;

/**
 * A user looks into a list by a function that recurs over it: unfolds the list, steps into the recursion and returns
 * from it, while an expression is watched, and changes an entry of the list on the way.
 */
class SourceLevelTest {

    private static final String TOTAL_OF = "total_of() at first.c:";

    @RegisterExtension
    private final StoppedGuest guest = new StoppedGuest("total_of", TOTAL_OF + 147);

    @Test
    void aListIsUnfoldedWhileARecursionGoesOverIt() throws Exception {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        IWatchExpression watched = expressions.newWatchExpression("sale->amount + 1000");
        expressions.addExpression(watched);
        try {
            guest.go("StepOver", TOTAL_OF + 150);
            TreeView variables = unfoldList();
            int frames = guest.thread().getStackFrames().length;
            String last = amount("sale");
            variables.awaitValue(last, "sale", "*", "amount");
            variables.awaitValue(amount("sale", "*", "earlier"), "sale", "*", "earlier", "*", "amount");
            guest.screenshot.take("list-unfolded");

            guest.go("StepInto", TOTAL_OF + 147);
            assertEquals(frames + 1, guest.thread().getStackFrames().length);
            guest.go("StepOver", TOTAL_OF + 150);
            // The view may remember by the function's name what was unfolded in the frame before. So soon, it need not.
            variables = unfoldList();
            variables.awaitValue(amount("sale", "*", "earlier"), "sale", "*", "earlier", "*", "amount");
            guest.variable("sale", "*", "amount").setValue("77");
            variables.awaitValue("77", "sale", "*", "amount");
            TreeView view = TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
            view.awaitValue("1077", "\"sale->amount + 1000\"");
            guest.screenshot.take("recursion");

            guest.go("StepReturn", TOTAL_OF + 150);
            assertEquals(frames, guest.thread().getStackFrames().length);
            variables = unfoldList();
            variables.awaitValue("77", "sale", "*", "earlier", "*", "amount");
            variables.awaitValue(last, "sale", "*", "amount");
            guest.screenshot.take("list-after-the-return");
        } finally {
            expressions.removeExpression(watched);
        }
    }

    @Test
    void globalsAreOneClickAwayInEveryFrame() throws Exception {
        guest.go("StepOver", TOTAL_OF + 150);
        TreeView variables = guest.variables();
        variables.expand("Globals of first.c");
        variables.awaitValue(guest.variable("Globals of first.c", "takings").getValue().getValueString(), "Globals of first.c",
                "takings");
        variables.expand("Globals of Other Files");
        variables.expand("Globals of Other Files", "kit/timer.c");
        variables.awaitValue(guest.variable("Globals of Other Files", "kit/timer.c", "ticks").getValue().getValueString(),
                "Globals of Other Files", "kit/timer.c", "ticks");
        guest.variable("Globals of first.c", "takings").setValue("4711");
        variables.awaitValue("4711", "Globals of first.c", "takings");
        guest.go("StepInto", TOTAL_OF + 147);
        variables = guest.variables();
        variables.expand("Globals of first.c");
        variables.awaitValue("4711", "Globals of first.c", "takings");
        guest.go("StepReturn", TOTAL_OF + 150);
        variables = guest.variables();
        variables.expand("Globals of first.c");
        variables.awaitValue("4711", "Globals of first.c", "takings");
        guest.screenshot.take("globals");
    }

    /** The list's first two entries, in the frame where the guest stands. */
    private TreeView unfoldList() throws Exception {
        TreeView variables = guest.variables();
        variables.expand("sale");
        variables.expand("sale", "*");
        variables.expand("sale", "*", "earlier");
        variables.expand("sale", "*", "earlier", "*");
        return variables;
    }

    /** What a list's entry holds. @param path of the pointer to it */
    private String amount(String... path) throws Exception {
        return guest.variable(Stream.concat(Stream.of(path), Stream.of("*", "amount")).toArray(String[]::new)).getValue()
                .getValueString();
    }
}
