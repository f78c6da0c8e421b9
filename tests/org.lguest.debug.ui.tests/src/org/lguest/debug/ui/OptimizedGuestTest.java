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
    private static final String REFUND = "refund() at optimized.c:";
    private static final String COMPLAIN = "complain() at optimized.c:";
    private static final String GUEST_MAIN = "guest_main() at optimized.c:";
    private static final String TAIL_CALL = " (left by a tail call)";
    private static final String INLINED = " (inlined)";

    @RegisterExtension
    private final StoppedGuest guest = new StoppedGuest("optimized", "send", SEND + 73);

    @Test
    void inlinedFunctionsHaveFramesOfTheirOwnAndCanBeLeft() throws Exception {
        stopAt(59, BY_WEIGHT + 59 + INLINED);
        assertEquals(List.of("by_weight", "postage", "send"), functions().subList(0, 3));
        DebugView debug = DebugView.show();
        debug.awaitLabel(POSTAGE + 64 + INLINED);
        debug.awaitLabel(SEND + 73);
        TreeView variables = variables(0);
        variables.awaitValue("900", "grams");
        guest.screenshot.take("inlined");

        debug.select(POSTAGE + 64 + INLINED);
        variables = variables(1);
        variables.expand("parcel");
        variables.expand("parcel", "*");
        variables.awaitValue("900", "parcel", "*", "grams");
        guest.screenshot.take("inlined-caller");

        debug.select(BY_WEIGHT + 59 + INLINED);
        guest.go("StepReturn", POSTAGE + 64 + INLINED);
        assertEquals(List.of("postage", "send"), functions().subList(0, 2));
        variables = variables(0);
        variables.awaitValue("900", "parcel", "*", "grams");
        guest.go("StepReturn", SEND + 74);
        assertEquals("send", functions().getFirst());
        variables(0).awaitValue("12", "price");
        guest.screenshot.take("inlined-left");
    }

    @Test
    void stepIntoEntersWhatWasPutInAndStepOverPassesIt() throws Exception {
        guest.go("StepInto", POSTAGE + 64 + INLINED);
        guest.go("StepReturn", SEND + 73);
        guest.go("StepOver", SEND + 74);
    }

    @Test
    void recursionIsEnteredAndLeft() throws Exception {
        stopAt(128, GUEST_MAIN + 128);
        guest.go("StepInto", HEIGHT + 89);
        int frames = functions().size();
        guest.go("StepOver", HEIGHT + 92);
        guest.go("StepInto", HEIGHT + 89);
        assertEquals(List.of("height", "height", "guest_main"), functions().subList(0, 3));
        guest.go("StepReturn", HEIGHT + 92);
        assertEquals(frames, functions().size());
        guest.go("StepOver", HEIGHT + 93);
        guest.go("StepOver", HEIGHT + 94);
        guest.go("StepInto", "larger() at optimized.c:54" + INLINED);
        assertEquals(List.of("larger", "height", "guest_main"), functions().subList(0, 3));
        variables(0).awaitValue("<it is in no location at any address>", "other");
        guest.screenshot.take("inlined-in-recursion");
    }

    @Test
    void whatHasLeftByATailCallHasAFrameThatIsNotReturnedTo() throws Exception {
        stopAt(111, REFUND + 111);
        assertEquals(List.of("refund", "complain", "guest_main"), functions().subList(0, 3));
        DebugView debug = DebugView.show();
        debug.awaitLabel(COMPLAIN + 119 + TAIL_CALL);
        debug.awaitLabel(GUEST_MAIN + 130);
        debug.select(COMPLAIN + 119 + TAIL_CALL);
        TreeView variables = variables(1);
        variables.expand("parcel");
        variables.expand("parcel", "*");
        variables.awaitValue("2", "parcel", "*", "number");
        variables.awaitValue("3", "days");
        // Before the jump it was in a register that refund() has used since.
        variables.awaitValue("<" + why("price", 1) + ">", "price");
        guest.screenshot.take("tail-call");

        // What it would have gone on with is its caller.
        guest.go("StepOver", GUEST_MAIN + 131);
    }

    @Test
    void stepsLeadToTheCallerOfWhatHasLeftByATailCall() throws Exception {
        stopAt(113, REFUND + 113);
        guest.go("StepOver", GUEST_MAIN + 131);
        variables(0).awaitValue("82", "left");
        guest.go("Resume", REFUND + 113);
        guest.go("StepReturn", GUEST_MAIN + 131);
        variables(0).awaitValue("56", "left");
        guest.screenshot.take("tail-call-left");
    }

    @Test
    void whyAVariableHasNoValueIsToldWhereItIsLookedFor() throws Exception {
        stopAt(103, "sum_up() at optimized.c:103");
        TreeView variables = variables(0);
        variables.awaitValue("2100", "heaviest");
        guest.go("StepOver", "sum_up() at optimized.c:104");
        String why = why("heaviest", 0);
        assertTrue(why.matches("it is in no location at this address; it is live at 0x[0-9a-f]{8}-0x[0-9a-f]{8}"), why);
        variables = variables(0);
        variables.awaitValue("<" + why + ">", "heaviest");
        variables.select("heaviest");
        variables.awaitDetail("No value:\n" + why.replace("; ", ";\n"));
        guest.screenshot.take("why-no-value");
    }

    /** Why a variable has no value in a frame. */
    private String why(String variable, int frame) throws Exception {
        for (IVariable each : guest.thread().getStackFrames()[frame].getVariables()) {
            String value = each.getValue().getValueString();
            if (each.getName().equals(variable) && value.startsWith("<it is in no location at this address")) {
                return value.substring(1, value.length() - 1);
            }
        }
        throw new AssertionError("no variable " + variable + " without a value");
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
