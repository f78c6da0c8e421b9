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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.ui.PaintedStops.Part;
import org.lguest.debug.ui.PaintedStops.Place;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;

/**
 * A stop is painted in every view that tells of it. {@code -Dlguest.bench.stops=50 -Dlguest.bench.output=FILE} writes
 * how long that takes, over so many stops; {@code releng/bench breakpoints} says so to the build.
 */
class PaintedStopsTest {

    private static final int STOPS = Integer.getInteger("lguest.bench.stops", 2);
    /** The first stops of a guest are not counted: the code is not warm, and there was nothing to paint over. */
    private static final int WARMING_UP = 4;
    /** Of a guest, in the 24 sales of its morning. */
    private static final int MOST = 40;
    private static final long HELD = TimeUnit.MILLISECONDS.toNanos(300);

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void everyViewIsPaintedAfterTheStopIsTold() throws Exception {
        List<Map<Part, Long>> stops = new ArrayList<>();
        IFile source = source();
        while (stops.size() < STOPS) {
            stops.addAll(measure(source, Math.min(MOST, STOPS - stops.size())));
        }
        assertEquals(STOPS, stops.size());
        for (Map<Part, Long> stop : stops) {
            assertTrue(stop.get(Part.TOLD) > 0, () -> "told before it was resumed: " + stop);
            for (Part part : Part.values()) {
                assertTrue(stop.get(Part.TOLD) <= stop.get(part), () -> part + " painted before it was told: " + stop);
            }
        }
        if (System.getProperty("lguest.bench.output") != null) {
            Files.writeString(Path.of(System.getProperty("lguest.bench.output")), table(stops));
        }
    }

    /** What holds the user-interface thread up, from before the stop is told, is in the time of every view. */
    @Test
    void aViewIsNotPaintedWhileTheUserInterfaceIsHeld() throws Exception {
        IDebugEventSetListener holder = events -> {
            if (Arrays.stream(events).anyMatch(event -> event.getKind() == DebugEvent.RESUME)) {
                Ui.start(PaintedStopsTest::hold);
            }
        };
        DebugPlugin.getDefault().addDebugEventListener(holder);
        try {
            Map<Part, Long> stop = measure(source(), 1).getFirst();
            for (Part part : Part.values()) {
                assertTrue(part == Part.TOLD || stop.get(part) >= HELD, () -> part + ": " + stop);
            }
        } finally {
            DebugPlugin.getDefault().removeDebugEventListener(holder);
        }
    }

    private static void hold() {
        long end = System.nanoTime() + HELD;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private IFile source() throws Exception {
        IFile source = workbench.source("first.c");
        CdtBreakpoints.line(source, Place.RING_UP.line);
        CdtBreakpoints.line(source, Place.WRITE_DOWN.line);
        return source;
    }

    private List<Map<Part, Long>> measure(IFile source, int wanted) throws Exception {
        List<Map<Part, Long>> measured = new ArrayList<>();
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the first stop");
            DebugView.show().awaitSelection(Place.RING_UP.frame());
            StoppedGuest.awaitArrow(Place.RING_UP.breakpoint());
            try (PaintedStops painted = new PaintedStops(source, "org.lguest.debug.ui.debugRegisters")) {
                for (int stop = 1; stop <= WARMING_UP + wanted; stop++) {
                    Place place = stop % 2 == 0 ? Place.RING_UP : Place.WRITE_DOWN;
                    Map<Part, Long> times = painted.next(thread, place, stop / 2 + 1);
                    if (stop > WARMING_UP) {
                        measured.add(times);
                    }
                }
            }
            workbench.screenshot.take("painted-stop");
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
        }
        return measured;
    }

    private static String table(List<Map<Part, Long>> stops) {
        StringBuilder table = new StringBuilder(String.format("%-48s %-7s %16s %16s%n", "from the resume, of " + stops.size()
                + " stops", "", "median", "90th percentile"));
        for (Part part : Part.values()) {
            long[] sorted = stops.stream().mapToLong(stop -> stop.get(part)).sorted().toArray();
            table.append(String.format("%-48s %-7s %16.1f %16.1f%n", part.text, "ms", sorted[sorted.length / 2] / 1e6,
                    sorted[sorted.length * 9 / 10] / 1e6));
        }
        return table.toString();
    }
}
