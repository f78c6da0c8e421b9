/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The command {@code releng/program-compare}: runs programs in the emulator and compares with what their native runs
 * left behind: PROGRAM.out, PROGRAM.memory and, with exit status 0, nothing else.
 *
 * <p>{@code java org.lguest.x86.programs.ProgramComparison [--plant=output|memory] PROGRAM...}
 */
public final class ProgramComparison {

    private ProgramComparison() {
    }

    /** The command. */
    public static void main(String[] arguments) throws IOException {
        String plant = "";
        int differing = 0;
        int programs = 0;
        long instructions = 0;
        for (String argument : arguments) {
            if (argument.startsWith("--plant=")) {
                plant = argument.substring(argument.indexOf('=') + 1);
                continue;
            }
            Path program = Path.of(argument);
            try {
                EmulatedProgram.Run run = EmulatedProgram.run(Files.readAllBytes(program));
                plant(plant, run);
                plant = "";
                instructions += run.instructions();
                differing += differs(program, run) ? 1 : 0;
            } catch (IllegalStateException e) {
                System.out.println(program.getFileName() + ": " + e.getMessage());
                differing++;
            }
            programs++;
        }
        System.out.printf("%d programs, %,d instructions; %d differ%n", programs, instructions, differing);
        System.exit(differing == 0 ? 0 : 1);
    }

    private static void plant(String fault, EmulatedProgram.Run run) {
        byte[] damaged = fault.equals("output") ? run.output() : run.memory();
        if (!fault.isEmpty()) {
            damaged[damaged.length / 2] ^= 1;
        }
    }

    private static boolean differs(Path program, EmulatedProgram.Run run) throws IOException {
        boolean output = differs(program, ".out", run.output());
        boolean memory = differs(program, ".memory", run.memory());
        if (run.status() != 0) {
            System.out.println(program.getFileName() + ": exit status " + run.status());
        }
        return output || memory || run.status() != 0;
    }

    private static boolean differs(Path program, String suffix, byte[] ours) throws IOException {
        byte[] real = Files.readAllBytes(program.resolveSibling(program.getFileName() + suffix));
        int at = Arrays.mismatch(real, ours);
        if (at < 0) {
            return false;
        }
        System.out.printf("%s: %s differs from byte %d on; the real one has %d bytes, ours %d%n", program.getFileName(),
                suffix, at, real.length, ours.length);
        return true;
    }
}
