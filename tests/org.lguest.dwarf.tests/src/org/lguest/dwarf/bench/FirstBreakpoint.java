/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.bench;

import java.nio.file.Path;

import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.IndexProgress;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.ProgramImageException;

/** The command behind {@code releng/dwarf-benchmark}: how long it takes to know where to stop, and what it costs. */
public final class FirstBreakpoint {
    private static final long MILLION = 1_000_000;

    private static final IndexProgress UNWATCHED = new IndexProgress() {
        @Override
        public void reached(Part part, long done, long total) {
            // Nobody looks.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    private FirstBreakpoint() {
    }

    /**
     * @param arguments a program, a file and a line of it, a function, and a variable of a file; or a program and a
     *        function, to begin with that
     */
    public static void main(String[] arguments) throws ProgramImageException, ExpressionException {
        long start = System.nanoTime();
        ProgramImage image = ProgramImage.open(Path.of(arguments[0]));
        // As a launch does it.
        image.index(UNWATCHED);
        if (arguments.length == 2) {
            image.afterPrologue(image.function(arguments[1]).orElseThrow());
            tell("a breakpoint on " + arguments[1], start);
            return;
        }
        if (image.addressesOf(arguments[1], Integer.parseInt(arguments[2])).isEmpty()) {
            throw new AssertionError("the line has no code");
        }
        tell("a breakpoint on " + arguments[1] + ":" + arguments[2], start);
        start = System.nanoTime();
        Function function = image.function(arguments[3]).orElseThrow();
        int place = image.afterPrologue(function);
        tell("then one on " + arguments[3], start);
        start = System.nanoTime();
        image.resolve(arguments[4]);
        tell("then a watchpoint on " + arguments[4], start);
        start = System.nanoTime();
        image.condition(arguments[4] + " == 3", place);
        tell("then a condition with it", start);
        System.out.println(image.defects().size() + " defects");
    }

    private static void tell(String what, long start) {
        long time = System.nanoTime() - start;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%s: %d ms, and %d MB of heap in use%n", what, time / MILLION,
                (runtime.totalMemory() - runtime.freeMemory()) / MILLION);
    }
}
