/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.gdb.Recording.Start;
import org.lguest.dwarf.gdb.Recording.Stop;

/**
 * The command behind {@code releng/gdb-compare}: compares recordings with what this product says, once of the machine
 * that gdb has recorded, once of our own run of the same program.
 */
public final class GdbCompare {
    private final Tally ofNative = new Tally("runs under gdb");
    private final Tally ofOurs = new Tally("our runs");
    private final Tally ofSteps = new Tally("our steps");
    private final List<String> notRun = new ArrayList<>();
    private final Fault fault;
    private int programs;
    private int programsStepped;
    private int defects;

    private GdbCompare(Fault fault) {
        this.fault = fault;
    }

    /**
     * Exits with 0 if nothing differs that nobody understands; of the whole self-test, if it also finds each fault. Of
     * a self-test with one fault: with 1 if it is found, 0 if not, and 2 if something differs without it.
     *
     * @param arguments the mode, and a file with a program and gdb's recording of it on two lines each; {@code --all}
     *            behind them writes all that differs
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> files = Files.readAllLines(Path.of(arguments[1])).stream().map(Path::of).toList();
        GdbCompare without = new GdbCompare(Fault.NONE);
        without.run(files);
        without.report(List.of(arguments).contains("--all") ? Integer.MAX_VALUE : Tally.MOST_TOLD);
        if (!arguments[0].startsWith("--self-test")) {
            System.exit(without.is(Tally::isGood) ? 0 : 1);
        }
        // A self-test is of few programs: how large the share of what is understood is there says nothing.
        if (!without.is(Tally::isUnderstood)) {
            System.out.println("no self-test: without a fault it is not as it should be");
            System.exit(2);
        }
        boolean isOne = !arguments[0].equals("--self-test");
        int found = 0;
        List<Fault> planted = isOne ? List.of(Fault.of(arguments[0]))
                : List.of(Fault.VALUE, Fault.FRAME, Fault.LENGTH, Fault.STEP);
        for (Fault fault : planted) {
            GdbCompare comparison = new GdbCompare(fault);
            comparison.run(files);
            found += comparison.isFound() ? 1 : 0;
        }
        System.exit(isOne ? found : found == planted.size() ? 0 : 1);
    }

    /** Whether there are differences of the fault's kind. Without the fault there was none. */
    private boolean isFound() {
        List<Tally> where = fault == Fault.STEP ? List.of(ofSteps) : List.of(ofNative, ofOurs);
        String name = fault.name().toLowerCase(Locale.ROOT);
        where.forEach(tally -> System.out.println("planted a wrong " + name + ": " + tally.found(fault.kind())));
        return where.stream().allMatch(tally -> tally.unexplained(fault.kind()).count() > 0);
    }

    private void run(List<Path> files) throws IOException {
        for (int i = 0; i + 1 < files.size(); i += 2) {
            Path program = files.get(i);
            ProgramImage image = Recording.image(program);
            programs++;
            defects += image.defects().size();
            if (fault != Fault.STEP) {
                stops(files.get(i + 1), program, image);
            }
            if (fault == Fault.NONE || fault == Fault.STEP) {
                steps(files.get(i + 1).resolveSibling(program.getFileName() + ".steps"), program, image);
            }
        }
    }

    private void stops(Path file, Path program, ProgramImage image) throws IOException {
        String name = program.getFileName().toString();
        Recording recording = Recording.read(file, program);
        ofNative.add(compared(image, name, recording.stops()), recording.stops().size());
        try {
            List<Stop> ours = EmulatedRun.stops(recording, Files.readAllBytes(program));
            Comparison comparison = compared(image, name, ours);
            // What a C library leaves behind depends on the processor it finds.
            if (image.symbol("__libc_start_main").isEmpty()) {
                for (int stop = 0; stop < ours.size(); stop++) {
                    comparison.compareMachines(ours.get(stop), recording.stops().get(stop));
                }
            }
            ofOurs.add(comparison, ours.size());
        } catch (IllegalStateException e) {
            notRun.add(name + ": " + e.getMessage());
        }
    }

    private void steps(Path file, Path program, ProgramImage image) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Stepping stepping = Stepping.read(file, program);
        String name = program.getFileName().toString();
        Comparison comparison = new Comparison(image, name, Fault.NONE);
        Start start = stepping.recording().start().orElseThrow();
        LineExplanation explanation = new LineExplanation(image, stepping.places(), start.machine());
        stepping.lines().forEach(line -> comparison.line(line, explanation));
        try {
            byte[] content = Files.readAllBytes(program);
            new SteppedRun(image, () -> new UserProgram(content, start), comparison,
                    new StepExplanation(image, stepping.places(), explanation), fault).compare(stepping);
        } catch (IllegalStateException e) {
            notRun.add(name + ", stepped: " + e.getMessage());
        }
        ofSteps.add(comparison, stepping.walks().size());
        programsStepped++;
    }

    private Comparison compared(ProgramImage image, String name, List<Stop> stops) {
        Comparison comparison = new Comparison(image, name, fault);
        stops.forEach(comparison::compare);
        return comparison;
    }

    private boolean is(Predicate<Tally> asItShouldBe) {
        return asItShouldBe.test(ofNative) && asItShouldBe.test(ofOurs)
                && (programsStepped == 0 || asItShouldBe.test(ofSteps)) && notRun.isEmpty() && defects == 0;
    }

    private void report(int mostTold) {
        ofNative.report(mostTold);
        ofOurs.report(mostTold);
        if (programsStepped > 0) {
            ofSteps.report(mostTold);
        }
        notRun.forEach(reason -> System.out.println("not run by us: " + reason));
        System.out.printf("%d programs, %d not run by us, %d defects in their debug information%n", programs,
                notRun.size(), defects);
    }
}
