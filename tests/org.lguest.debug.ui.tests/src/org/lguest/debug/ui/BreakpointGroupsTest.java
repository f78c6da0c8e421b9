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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IWorkingSet;
import org.eclipse.ui.IWorkingSetManager;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.EventField;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventKind;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.ui.source.SourceEditor;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.Commands;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** What the platform's Breakpoints view does with many at once, and what a guest that stands makes of it. */
class BreakpointGroupsTest {

    private static final int RING_UP = 115;
    private static final String SALES = "Sales";
    private static final String OTHERS = "Others";

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @AfterEach
    void ungroup() {
        Ui.run(() -> List.of(workingSets().getAllWorkingSets()).stream()
                .filter(each -> IDebugUIConstants.BREAKPOINT_WORKINGSET_ID.equals(each.getId()))
                .forEach(workingSets()::removeWorkingSet));
        BreakpointsView.show().chooseFromViewMenu("Group By", "1 Breakpoints");
    }

    @Test
    void aGroupIsDisabledAndEnabledAtOnce() throws Exception {
        GuestLineBreakpoint line = add(new GuestLineBreakpoint(workbench.source("first.c"), RING_UP));
        // Of reads, for the guest clears its memory before it comes to guest_main.
        GuestWatchpoint watch = add(new GuestWatchpoint(root(), "takings", 0, true, false));
        GuestEventBreakpoint text = add(new GuestEventBreakpoint(root(),
                new EventFilter(EventKind.CONSOLE, Map.of(EventField.TEXT, "no such text"))));
        GuestFunctionBreakpoint other = add(new GuestFunctionBreakpoint(root(), "count_the_till"));
        group(SALES, line, watch, text);
        group(OTHERS, other);
        BreakpointsView view = BreakpointsView.show();
        view.chooseFromViewMenu("Group By", "3 Breakpoint Working Sets");
        try (Stops stops = new Stops()) {
            IThread thread = launch(stops);
            awaitInstalled(line, watch, text, other);
            Waiter.until("the groups", () -> view.labelsBelow(SALES).size() == 3 && view.labelsBelow(OTHERS).size() == 1);
            workbench.screenshot.take("breakpoint-groups");
            view.toggleCheckBox(SALES);
            Waiter.until("the group to be disarmed", () -> !line.isInstalled() && !watch.isInstalled()
                    && !text.isInstalled());
            assertTrue(other.isInstalled());
            assertFalse(line.isEnabled() || watch.isEnabled() || text.isEnabled());
            workbench.screenshot.take("breakpoint-group-disabled");
            view.toggleCheckBox(SALES);
            awaitInstalled(line, watch, text, other);
            view.skipAll();
            Waiter.until("all to be skipped", () -> !line.isInstalled() && !watch.isInstalled()
                    && !text.isInstalled() && !other.isInstalled());
            assertTrue(line.isEnabled() && watch.isEnabled() && text.isEnabled() && other.isEnabled());
            workbench.screenshot.take("breakpoints-skipped");
            view.skipAll();
            awaitInstalled(line, watch, text, other);
            thread.resume();
            thread = stops.next("the stop at the line of the group");
            assertEquals("first.c:" + RING_UP, Stops.place(thread));
            assertEquals(List.of(line), List.of(thread.getBreakpoints()));
        }
    }

    @Test
    void whatIsSetNowJoinsTheDefaultWorkingSet() throws Exception {
        GuestFunctionBreakpoint before = add(new GuestFunctionBreakpoint(root(), "count_the_till"));
        group(SALES, before);
        BreakpointsView view = BreakpointsView.show();
        view.chooseFromViewMenu("Group By", "3 Breakpoint Working Sets");
        Waiter.until("the group", () -> view.labelsBelow(SALES).size() == 1);
        view.choose(SALES, "Default Working Set");
        Waiter.until("the group to be the default", () -> view.labelsNow().contains(SALES + " (default)"));
        add(new GuestLineBreakpoint(workbench.source("first.c"), RING_UP));
        Waiter.until("the new one in the default group", () -> view.labelsBelow(SALES).size() == 2);
        workbench.screenshot.take("default-working-set");
    }

    @Test
    void theTitleOfThePropertiesSaysWhoseTheyAre() throws Exception {
        add(new GuestLineBreakpoint(workbench.source("first.c"), RING_UP));
        BreakpointsView view = BreakpointsView.show();
        view.awaitLabels(1);
        view.select("first.c");
        Commands.start("org.eclipse.ui.file.properties");
        try (DialogWindow dialog = DialogWindow.await("Properties for first.c [line: 115]")) {
            workbench.screenshot.take("breakpoint-properties-title");
        }
    }

    @Test
    void anEditInOurEditorMovesTheMarkerAndTheGuestThatRunsKeepsItsPlace() throws Exception {
        IFile file = workbench.source("first.c");
        GuestLineBreakpoint line = add(new GuestLineBreakpoint(file, RING_UP));
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the first stop at the line");
            int place = SampleWorkbench.instructionPointer(thread);
            ITextEditor shown = IdeWindow.open(file, SourceEditor.ID);
            Ui.run(() -> {
                shown.getDocumentProvider().getDocument(shown.getEditorInput()).replace(0, 0, "/* one */\n/* two */\n");
                shown.doSave(null);
            });
            Waiter.until("the marker to move", () -> lineOf(line) == RING_UP + 2);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to follow, and to say that it is armed", () -> view.labelsNow().stream()
                    .anyMatch(label -> label.startsWith("first.c [line: 117] [DR0 of bank 1]")));
            workbench.screenshot.take("breakpoint-after-an-edit");
            thread.resume();
            thread = stops.next("the second stop");
            assertEquals(place, SampleWorkbench.instructionPointer(thread), "it stands where it stood in the image");
            view.toggleCheckBox("first.c");
            Waiter.until("the line to be disarmed", () -> !line.isInstalled());
            view.toggleCheckBox("first.c");
            awaitInstalled(line);
            thread.resume();
            thread = stops.next("the third stop");
            assertEquals(place, SampleWorkbench.instructionPointer(thread));
            view.remove("first.c");
            Waiter.until("the line to be disarmed", () -> !line.isInstalled());
            thread.resume();
            stops.end("the end of the guest");
        }
    }

    private static int lineOf(GuestLineBreakpoint line) {
        try {
            return line.getLineNumber();
        } catch (CoreException gone) {
            return -1;
        }
    }

    private IThread launch(Stops stops) throws Exception {
        workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
        return stops.next("the stop at guest_main");
    }

    private static void awaitInstalled(GuestBreakpoint... all) {
        Waiter.until("all to be armed", () -> List.of(all).stream().allMatch(GuestBreakpoint::isInstalled));
    }

    private static <T extends GuestBreakpoint> T add(T breakpoint) throws CoreException {
        breakpoints().addBreakpoint(breakpoint);
        return breakpoint;
    }

    /** A working set as the view's <em>Working Sets...</em> makes it. */
    private static void group(String name, IAdaptable... members) {
        Ui.run(() -> {
            IWorkingSet set = workingSets().createWorkingSet(name, members);
            set.setId(IDebugUIConstants.BREAKPOINT_WORKINGSET_ID);
            workingSets().addWorkingSet(set);
        });
    }

    private static IWorkingSetManager workingSets() {
        return PlatformUI.getWorkbench().getWorkingSetManager();
    }

    private static IWorkspaceRoot root() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }
}
