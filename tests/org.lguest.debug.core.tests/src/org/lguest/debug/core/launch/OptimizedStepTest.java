/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steps through the sample guest as gcc -O2 makes it, where functions are put into others and lines into each other.
 */
class OptimizedStepTest {

    private static final Path GUESTS = Path.of(System.getProperty("repository", "../.."), "bundles/org.lguest.guests")
            .toAbsolutePath().normalize();

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @BeforeEach
    void build(@TempDir Path folder) throws Exception {
        Path image = folder.resolve("first");
        Path log = folder.resolve("log");
        Process make = new ProcessBuilder("make", "-C", GUESTS.toString(), "OPT=-O2", "BUILD=" + folder.resolve("build"),
                "IMAGES=" + folder, image.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(make.waitFor(5, TimeUnit.MINUTES), "make");
        assertEquals(0, make.exitValue(), () -> read(log));
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, image.toString());
        guest.configuration.setAttribute(LaunchAttributes.STOP_AT, "guest_main");
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void overNeverStopsInWhatWasPutIn() throws Exception {
        int depth = depth();
        for (int steps = 0; steps < 40 && guest.frame(0).getName().equals("guest_main"); steps++) {
            step("STEP_OVER");
            if (guest.launch.isTerminated()) {
                return;
            }
            assertTrue(depth() <= depth, guest::where);
            assertFalse(guest.frame(0).isInlined(), guest::where);
            depth = depth();
        }
    }

    @Test
    void intoStopsInWhatWasPutInAndReturnLeavesIt() throws Exception {
        int steps = 0;
        while (!guest.frame(0).isInlined()) {
            step("STEP_INTO");
            assertTrue(++steps < 300, "an inlined function among the first three hundred lines");
        }
        int depth = depth();
        List<String> outward = new ArrayList<>();
        for (int i = 1; i < guest.thread().getStackFrames().length; i++) {
            outward.add(guest.frame(i).getName());
        }
        assertTrue(guest.frame(0).canStepReturn());
        step("STEP_RETURN");
        assertTrue(depth() < depth, guest::where);
        // Where no statement of the next frame is left, it ends in one further out, as gdb's does.
        assertTrue(outward.contains(guest.frame(0).getName()), guest::where);
    }

    /** The guest's last act is a jump to the function that ends it. */
    @Test
    void whatHasLeftByAJumpHasAFrameStill() throws Exception {
        for (int steps = 0; guest.frame(0).getName().equals("guest_main"); steps++) {
            assertTrue(steps < 100, "guest_main ends within a hundred lines");
            step("STEP_OVER");
            assertFalse(guest.launch.isTerminated(), "it ends elsewhere");
        }
        assertEquals("guest_main", guest.frame(1).getName(), guest::where);
        assertTrue(guest.frame(1).isTailCall(), guest::where);
        assertTrue(guest.frame(1).isCertain(), guest::where);
        assertFalse(guest.frame(2).isTailCall(), guest::where);
    }

    /** How many frames will be returned to. */
    private int depth() throws Exception {
        int depth = 0;
        for (int i = 0; i < guest.thread().getStackFrames().length; i++) {
            depth += guest.frame(i).isTailCall() ? 0 : 1;
        }
        return depth;
    }

    private void step(String kind) throws Exception {
        guest.events.forget();
        switch (kind) {
            case "STEP_OVER" -> guest.thread().stepOver();
            case "STEP_INTO" -> guest.thread().stepInto();
            default -> guest.thread().stepReturn();
        }
        guest.events.awaitAny("thread SUSPEND STEP_END", "process TERMINATE");
    }
}
