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
import java.util.stream.Stream;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Waiter;

/**
 * A user debugs what gcc -O2 makes of a program: stops in a function that has been put into another, and that into a
 * third, looks at each of the three frames, returns from one to the next, steps into recursion and out of it, and asks
 * why a variable has no value any more.
 */
class OptimizedGuestTest {

    private static final String SOURCE = "optimized.c";
    private static final String SEND = "send() at optimized.c:";
    private static final String POSTAGE = "postage() at optimized.c:";
    private static final String BY_WEIGHT = "by_weight() at optimized.c:";
    private static final String HEIGHT = "height() at optimized.c:";
    private static final String INLINED = " (inlined)";

    @RegisterExtension
    private final StoppedGuest guest = new StoppedGuest("optimized", "send", SEND + 70);

    @Test
    void inlinedFunctionsHaveFramesOfTheirOwnAndCanBeLeft() throws Exception {
        stopAt(56, BY_WEIGHT + 56 + INLINED);
        assertEquals(List.of("by_weight", "postage", "send"), functions().subList(0, 3));
        DebugView debug = DebugView.show();
        debug.awaitLabel(POSTAGE + 61 + INLINED);
        debug.awaitLabel(SEND + 70);
        TreeView variables = variables(0);
        variables.awaitValue("900", "grams");
        guest.screenshot.take("inlined");

        debug.select(POSTAGE + 61 + INLINED);
        variables = variables(1);
        variables.expand("parcel");
        variables.expand("parcel", "*");
        variables.awaitValue("900", "parcel", "*", "grams");
        guest.screenshot.take("inlined-caller");

        debug.select(BY_WEIGHT + 56 + INLINED);
        guest.go("StepReturn", POSTAGE + 61 + INLINED);
        assertEquals(List.of("postage", "send"), functions().subList(0, 2));
        variables = variables(0);
        variables.awaitValue("900", "parcel", "*", "grams");
        guest.go("StepReturn", SEND + 71);
        assertEquals("send", functions().getFirst());
        variables(0).awaitValue("12", "price");
        guest.screenshot.take("inlined-left");
    }

    @Test
    void stepIntoEntersWhatWasPutInAndStepOverPassesIt() throws Exception {
        guest.go("StepInto", POSTAGE + 61 + INLINED);
        guest.go("StepReturn", SEND + 70);
        guest.go("StepOver", SEND + 71);
    }

    @Test
    void recursionIsEnteredAndLeft() throws Exception {
        stopAt(111, "guest_main() at optimized.c:111");
        guest.go("StepInto", HEIGHT + 86);
        int frames = functions().size();
        guest.go("StepOver", HEIGHT + 89);
        guest.go("StepInto", HEIGHT + 86);
        assertEquals(List.of("height", "height", "guest_main"), functions().subList(0, 3));
        guest.go("StepReturn", HEIGHT + 89);
        assertEquals(frames, functions().size());
        guest.go("StepOver", HEIGHT + 90);
        guest.go("StepOver", HEIGHT + 91);
        guest.go("StepInto", "larger() at optimized.c:51" + INLINED);
        assertEquals(List.of("larger", "height", "guest_main"), functions().subList(0, 3));
        variables(0).awaitValue("<it is in no location at any address>", "other");
        guest.screenshot.take("inlined-in-recursion");
    }

    @Test
    void whyAVariableHasNoValueIsToldWhereItIsLookedFor() throws Exception {
        stopAt(100, "sum_up() at optimized.c:100");
        TreeView variables = variables(0);
        variables.awaitValue("2100", "heaviest");
        guest.go("StepOver", "sum_up() at optimized.c:101");
        String why = value("heaviest");
        assertTrue(why.matches("<it is in no location at this address; it is live at 0x[0-9a-f]{8}-0x[0-9a-f]{8}>"), why);
        variables = variables(0);
        variables.awaitValue(why, "heaviest");
        variables.select("heaviest");
        variables.awaitDetail("No value:\n" + why.substring(1, why.length() - 1).replace("; ", ";\n"));
        guest.screenshot.take("why-no-value");
    }

    private String value(String name) throws Exception {
        for (IVariable variable : guest.thread().getTopStackFrame().getVariables()) {
            if (variable.getName().equals(name)) {
                return variable.getValue().getValueString();
            }
        }
        throw new AssertionError("no variable " + name);
    }

    private void stopAt(int line, String place) throws Exception {
        GuestLineBreakpoint breakpoint = new GuestLineBreakpoint(guest.workbench.source(SOURCE), line);
        SampleWorkbench.breakpoints().addBreakpoint(breakpoint);
        Waiter.until("line " + line + " to be armed", breakpoint::isInstalled);
        guest.go("Resume", place);
    }

    /** The functions of all frames, the innermost first. */
    private List<String> functions() throws Exception {
        return Stream.of(guest.thread().getStackFrames()).map(OptimizedGuestTest::name).toList();
    }

    private static String name(IStackFrame frame) {
        try {
            return frame.getName();
        } catch (DebugException e) {
            throw new AssertionError(e);
        }
    }

    private TreeView variables(int frame) throws Exception {
        TreeView variables = TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
        variables.awaitInput(guest.thread().getStackFrames()[frame]);
        return variables;
    }
}
