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

import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.Commands;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Screenshot;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** A sample guest in the workbench, stopped where a test begins, for one test. */
final class StoppedGuest implements BeforeEachCallback, AfterEachCallback {

    static final int RING_UP = 115;
    static final int VISIT = 100;
    private static final String COMMANDS = "org.eclipse.debug.ui.commands.";

    final SampleWorkbench workbench = new SampleWorkbench();
    final Screenshot screenshot = workbench.screenshot;
    private final String image;
    private final String function;
    private final String place;
    private Stops stops;
    private IThread thread;

    /**
     * The shop.
     *
     * @param place of the function's first line, as the frame's label tells it
     */
    StoppedGuest(String function, String place) {
        this("first", function, place);
    }

    /** As the other, with any of the sample's images. */
    StoppedGuest(String image, String function, String place) {
        this.image = image;
        this.function = function;
        this.place = place;
    }

    /** In the museum, in the function that looks at all kinds of data. */
    static StoppedGuest inVisit() {
        return new StoppedGuest("kinds", "visit", "visit() at kinds.c:" + VISIT);
    }

    /** In the function that rings up a sale: the first sale, of four loaves of bread at 3 each. */
    static StoppedGuest inRingUp() {
        return new StoppedGuest("ring_up", "ring_up() at first.c:" + RING_UP);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        workbench.beforeEach(context);
        stops = new Stops();
        workbench.debug(workbench.configuration(image, Map.of(LaunchAttributes.STOP_AT, function)));
        thread = stops.next("the stop at " + function);
        DebugView.show().awaitSelection(place);
        awaitArrow(file(place));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        stops.close();
        workbench.afterEach(context);
    }

    /** Where it stopped last. */
    IThread thread() {
        return thread;
    }

    /** A variable of the innermost frame. @param path its name, and of what it unfolds into */
    IVariable variable(String... path) throws DebugException {
        IVariable found = named(path[0], thread.getTopStackFrame().getVariables());
        for (int i = 1; i < path.length; i++) {
            found = named(path[i], found.getValue().getVariables());
        }
        return found;
    }

    private static IVariable named(String name, IVariable[] among) throws DebugException {
        for (IVariable each : among) {
            if (each.getName().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no variable " + name);
    }

    /** The Variables view once it shows the frame where the guest stands, and not the one before. */
    TreeView variables() throws DebugException {
        TreeView view = TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
        view.awaitInput(thread.getTopStackFrame());
        return view;
    }

    Stops stops() {
        return stops;
    }

    IThread awaitStop(String what) {
        thread = stops.next(what);
        return thread;
    }

    IFile source() throws Exception {
        return workbench.source("first.c");
    }

    /**
     * Carries out a command of the Debug view that makes it go, and waits until the editor shows where that has led.
     *
     * @param command the last segment of the command's id
     * @param to      where it leads, as the frame's label says it
     */
    void go(String command, String to) {
        Ui.run(() -> IdeWindow.page().activate(IdeWindow.view(IDebugUIConstants.ID_DEBUG_VIEW).orElseThrow()));
        goFromHere(command, to);
    }

    /** As {@link #go}, by a command of the part that is active. */
    void goFromHere(String command, String to) {
        Commands.execute(COMMANDS + command, this::hasGoneOn);
        awaitStop("the end of " + command);
        DebugView.show().awaitSelection(to);
        awaitArrow(file(to));
    }

    private boolean hasGoneOn() {
        return !thread.isSuspended() || stops.waiting();
    }

    /** @param place file and line, as {@code first.c:58} */
    static void awaitArrow(String place) {
        Waiter.until("the instruction pointer at " + place,
                () -> IdeWindow.instructionPointer().filter(place::equals).isPresent());
    }

    private static String file(String label) {
        String end = label.substring(label.indexOf(" at ") + 4);
        return end.contains(" ") ? end.substring(0, end.indexOf(' ')) : end;
    }
}
