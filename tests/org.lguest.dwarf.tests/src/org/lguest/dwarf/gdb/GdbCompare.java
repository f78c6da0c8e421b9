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

import org.lguest.dwarf.ProgramImage;
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

    /** @param arguments the mode, and a file with a program and gdb's recording of it on two lines each */
    public static void main(String[] arguments) throws IOException {
        List<Path> files = Files.readAllLines(Path.of(arguments[1])).stream().map(Path::of).toList();
        if (!arguments[0].equals("--self-test")) {
            Fault fault = Fault.of(arguments[0]);
            GdbCompare comparison = new GdbCompare(fault);
            comparison.run(files);
            comparison.report(fault == Fault.NONE);
            System.exit(comparison.isGood() ? 0 : 1);
        }
        GdbCompare whole = new GdbCompare(Fault.NONE);
        whole.run(files);
        whole.report(true);
        boolean foundAll = whole.isGood();
        for (Fault planted : List.of(Fault.VALUE, Fault.FRAME, Fault.LENGTH, Fault.STEP)) {
            GdbCompare comparison = new GdbCompare(planted);
            comparison.run(files);
            boolean found = planted == Fault.STEP ? !comparison.ofSteps.isGood()
                    : !comparison.ofNative.isGood() && !comparison.ofOurs.isGood();
            System.out.println("planted a wrong " + planted.name().toLowerCase(java.util.Locale.ROOT) + ": " + (found
                    ? "found in " + (planted == Fault.STEP ? "our steps" : "runs under gdb and in ours") : "NOT FOUND"));
            foundAll &= found;
        }
        System.exit(foundAll ? 0 : 1);
    }

    private void run(List<Path> files) throws IOException {
        for (int i = 0; i + 1 < files.size(); i += 2) {
            Path program = files.get(i);
            String name = program.getFileName().toString();
            ProgramImage image = Recording.image(program);
            Recording recording = Recording.read(files.get(i + 1), program);
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
            step(files.get(i + 1).resolveSibling(name + ".steps"), program, image);
            programs++;
            defects += image.defects().size();
        }
    }

    private void step(Path file, Path program, ProgramImage image) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Stepping stepping = Stepping.read(file, program);
        String name = program.getFileName().toString();
        Comparison comparison = new Comparison(image, name, Fault.NONE);
        stepping.lines().forEach(line -> comparison.line(line, stepping.places()));
        try {
            byte[] content = Files.readAllBytes(program);
            Machine start = stepping.recording().start().orElseThrow().machine();
            new SteppedRun(image, () -> new UserProgram(content, start), comparison, fault).compare(stepping);
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

    private boolean isGood() {
        return ofNative.isGood() && ofOurs.isGood() && (programsStepped == 0 || ofSteps.isGood()) && notRun.isEmpty() && defects == 0;
    }

    private void report(boolean inFull) {
        ofNative.report(inFull);
        ofOurs.report(inFull);
        if (programsStepped > 0) {
            ofSteps.report(inFull);
        }
        notRun.forEach(reason -> System.out.println("not run by us: " + reason));
        System.out.printf("%d programs, %d not run by us, %d defects in their debug information%n", programs,
                notRun.size(), defects);
    }
}
