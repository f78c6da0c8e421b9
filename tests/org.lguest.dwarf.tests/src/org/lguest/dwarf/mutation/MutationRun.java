/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.lguest.dwarf.elf.ElfException;

/** The command behind {@code releng/dwarf-mutations}: damaged programs by the million, drawn from a seed. */
public final class MutationRun {
    private static final int REPORT = 10_000;

    private MutationRun() {
    }

    /** @param arguments how many, the seed, and program files */
    public static void main(String[] arguments) throws IOException, ElfException {
        long count = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<byte[]> programs = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        for (String file : List.of(arguments).subList(2, arguments.length)) {
            programs.add(Files.readAllBytes(Path.of(file)));
            places.add(Exercise.debugBytes(programs.getLast()));
        }
        long told = 0;
        for (long i = 0; i < count; i++) {
            Random random = new Random(seed * 1_000_003 + i);
            int index = random.nextInt(programs.size());
            byte[] damaged = programs.get(index).clone();
            for (int changes = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1; changes > 0; changes--) {
                int place = places.get(index).get(random.nextInt(places.get(index).size()));
                damaged[place] = Exercise.changed(damaged[place], random);
            }
            String what = arguments[2 + index] + ", seed " + seed + ", input " + i;
            try {
                told += Exercise.of(damaged, what, () -> random.nextInt(8) == 0).isEmpty() ? 0 : 1;
            } catch (AssertionError e) {
                e.printStackTrace();
                System.out.println("escaped: " + what);
                System.exit(1);
            }
            if ((i + 1) % REPORT == 0) {
                System.out.println((i + 1) + " inputs, of which " + told + " were told to be damaged; none escaped");
            }
        }
        System.out.println(count + " inputs, none escaped");
    }
}
