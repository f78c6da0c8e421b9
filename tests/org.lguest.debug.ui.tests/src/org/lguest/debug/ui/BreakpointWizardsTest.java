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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.debug.core.breakpoints.EventField;
import org.lguest.debug.core.breakpoints.EventFilter;
import org.lguest.debug.core.breakpoints.EventKind;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/**
 * Breakpoints of ours in the platform's own dialogs, opened from the Breakpoints view as a user does: they are exported
 * and imported while a guest stands, and the guest that goes on stops at what was chosen.
 */
class BreakpointWizardsTest {

    private static final int RING_UP = 115;
    private static final String SALES = "Sales by dialog";
    private static final String LINE = "first.c";
    private static final String WATCH = "takings";
    private static final String WATCH_ROW = "takings [read]";
    private static final String EVENT = "no such text";

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @TempDir
    private Path folder;

    @BeforeEach
    void threeBreakpoints() throws Exception {
        IResource root = ResourcesPlugin.getWorkspace().getRoot();
        GuestLineBreakpoint line = new GuestLineBreakpoint(workbench.source("first.c"), RING_UP);
        line.setCondition("takings >= 0");
        line.setIgnoreCount(1);
        // Of reads, for the guest clears its memory before it comes to guest_main.
        for (GuestBreakpoint each : List.of(line, new GuestWatchpoint(root, WATCH, 0, true, false),
                new GuestEventBreakpoint(root, new EventFilter(EventKind.CONSOLE, Map.of(EventField.TEXT, EVENT))))) {
            breakpoints().addBreakpoint(each);
        }
    }

    /** The preview of the platform's import leaves its markers behind, on the workspace's root. */
    @AfterEach
    void removeMarkersOfThePreview() throws Exception {
        ResourcesPlugin.getWorkspace().getRoot()
                .deleteMarkers(IBreakpoint.BREAKPOINT_MARKER, true, IResource.DEPTH_ZERO);
    }

    @Test
    void whatIsCheckedInTheWizardsGoesOutAndComesInWhileAGuestStands() throws Exception {
        BreakpointsView view = BreakpointsView.show();
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
            IThread thread = stops.next("the stop at guest_main");
            Path file = folder.resolve("shop.bkpt");
            export(view, file);
            breakpoints().removeBreakpoints(breakpoints().getBreakpoints(), true);
            view.awaitLabels(0);
            importSome(view, file);
            view.awaitLabels(2);
            Waiter.until("what was imported to be armed", () -> breakpoints().getBreakpoints().length == 2
                    && Arrays.stream(breakpoints().getBreakpoints())
                            .allMatch(each -> ((GuestBreakpoint) each).isInstalled()));
            GuestLineBreakpoint line = Arrays.stream(breakpoints().getBreakpoints())
                    .filter(GuestLineBreakpoint.class::isInstance).map(GuestLineBreakpoint.class::cast).findFirst()
                    .orElseThrow();
            assertEquals("takings >= 0", line.condition());
            assertEquals(1, line.ignoreCount());
            Waiter.until("the label to tell of the line", () -> view.labelsNow().stream()
                    .anyMatch(label -> label.startsWith("first.c [line: 115]") && label.contains("[ignore count: 1]")));
            workbench.screenshot.take("breakpoints-imported");
            thread.resume();
            thread = stops.next("the stop at the line that was imported");
            assertEquals("first.c:" + RING_UP, Stops.place(thread));
            assertEquals(List.of(line), List.of(thread.getBreakpoints()));
            assertEquals(2, line.installations().hits(), "the first hit was ignored");
        }
    }

    @Test
    void theDialogOfTheViewMakesAndChangesAWorkingSet() throws Exception {
        BreakpointsView view = BreakpointsView.show();
        view.awaitLabels(3);
        view.chooseFromViewMenu("Group By", "3 Breakpoint Working Sets");
        try {
            view.chooseFromViewMenu("Working Sets...");
            try (DialogWindow sets = DialogWindow.await("Select Working Set")) {
                sets.press("New...");
                fillIn("New Working Set", wizard -> {
                    wizard.type("Working set name:", SALES);
                    // The three, and above them that they are in no working set.
                    wizard.awaitRows(4);
                    wizard.check(LINE, true);
                    wizard.check(WATCH_ROW, true);
                    wizard.check(EVENT, false);
                    workbench.screenshot.take("new-working-set");
                });
                sets.press("OK");
                sets.awaitEnd();
            }
            awaitGroup(view, 2);
            workbench.screenshot.take("working-set-by-dialog");
            view.choose(SALES, "Edit Working Set...");
            fillIn("Edit Working Set", wizard -> wizard.check(WATCH_ROW, false));
            awaitGroup(view, 1);
        } finally {
            view.chooseFromViewMenu("Group By", "1 Breakpoints");
            Ui.run(() -> Optional.ofNullable(PlatformUI.getWorkbench().getWorkingSetManager().getWorkingSet(SALES))
                    .ifPresent(PlatformUI.getWorkbench().getWorkingSetManager()::removeWorkingSet));
        }
    }

    /** @param work what is done before Finish is pressed */
    private static void fillIn(String title, Work work) throws Exception {
        try (DialogWindow wizard = DialogWindow.await(title)) {
            work.in(wizard);
            wizard.press("Finish");
            wizard.awaitEnd();
        }
    }

    private interface Work {
        void in(DialogWindow wizard) throws Exception;
    }

    private static void awaitGroup(BreakpointsView view, int members) {
        Waiter.until(members + " breakpoints in the group", () -> view.labelsBelow(SALES).size() == members
                && view.labelsBelow(SALES).stream().anyMatch(label -> label.contains(LINE)));
    }

    private void export(BreakpointsView view, Path file) throws Exception {
        view.choose(WATCH_ROW, "Export Breakpoints...");
        try (DialogWindow wizard = DialogWindow.await("Export Breakpoints")) {
            wizard.awaitRows(3);
            assertFalse(wizard.isEnabled("Finish"));
            wizard.type("To file:", file.toString());
            wizard.press("Select All");
            Waiter.until("all to be checked", () -> wizard.isCheckedNow(LINE) && wizard.isCheckedNow(EVENT));
            workbench.screenshot.take("export-breakpoints");
            wizard.press("Finish");
            wizard.awaitEnd();
        }
        String written = Files.readString(file);
        for (String part : List.of(WATCH, EVENT, "takings &gt;= 0")) {
            assertTrue(written.contains(part), () -> part + " is not in " + written);
        }
    }

    /** All but the watchpoint, which would stop the guest before it comes to the line. */
    private void importSome(BreakpointsView view, Path file) throws Exception {
        view.chooseWithoutRow("Import Breakpoints...");
        try (DialogWindow wizard = DialogWindow.await("Import Breakpoints")) {
            wizard.type("From file:", folder.resolve("elsewhere.bkpt").toString());
            wizard.awaitText("File does not exist");
            assertFalse(wizard.isEnabled("Finish"));
            wizard.type("From file:", file.toString());
            wizard.press("Next >");
            wizard.awaitRows(3);
            wizard.press("Select All");
            wizard.check(WATCH_ROW, false);
            workbench.screenshot.take("import-breakpoints");
            assertEquals(0, breakpoints().getBreakpoints().length, "nothing is imported before it is asked for");
            wizard.press("Finish");
            wizard.awaitEnd();
        }
    }
}
