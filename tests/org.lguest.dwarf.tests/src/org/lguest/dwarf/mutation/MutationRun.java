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
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.lguest.dwarf.Defect;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.elf.ElfException;

/** The command behind {@code releng/dwarf-mutations}: damaged programs by the million, drawn from a seed. */
public final class MutationRun {
    private static final int REPORT = 10_000;

    private MutationRun() {
    }

    /**
     * What is damaged: one file of a program.
     *
     * @param program where it is opened from; empty for a program that is opened from memory
     * @param file the one that is damaged, the program's only one or one of those that it refers to
     * @param sound its contents
     * @param places where to damage it
     */
    private record Victim(Optional<Path> program, Path file, byte[] sound, List<Integer> places) {
        static Victim of(Optional<Path> program, Path file) throws IOException, ElfException {
            byte[] sound = Files.readAllBytes(file);
            return new Victim(program, file, sound, Exercise.debugBytes(sound));
        }

        /** Copies of a program with split files, each to be damaged, without or only with their package. */
        static List<Victim> split(Path program, Path folder) throws IOException, ElfException {
            List<Victim> victims = new ArrayList<>();
            for (String ending : List.of(".dwo", ".dwp")) {
                Path copy = Files.createTempDirectory(folder, "program");
                Path copied = Files.copy(program, copy.resolve(program.getFileName()));
                try (Stream<Path> files = Files.list(program.toAbsolutePath().getParent())) {
                    for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                        victims.add(of(Optional.of(copied), Files.copy(file, copy.resolve(file.getFileName()))));
                    }
                }
            }
            return victims;
        }

        List<Defect> exercise(byte[] damaged, String what, BooleanSupplier isAsked) throws IOException {
            if (program.isEmpty()) {
                return Exercise.of(damaged, what, isAsked);
            }
            try {
                Files.write(file, damaged);
                return Exercise.of(() -> ProgramImage.open(program.get()), what, isAsked);
            } finally {
                Files.write(file, sound);
            }
        }
    }

    /** @param arguments how many, the seed, a folder for copies, and program files */
    public static void main(String[] arguments) throws IOException, ElfException {
        long count = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<Victim> victims = new ArrayList<>();
        for (String file : List.of(arguments).subList(3, arguments.length)) {
            victims.add(Victim.of(Optional.empty(), Path.of(file)));
            if (file.endsWith("/split.elf")) {
                victims.addAll(Victim.split(Path.of(file), Path.of(arguments[2])));
            }
        }
        long told = 0;
        for (long i = 0; i < count; i++) {
            Random random = new Random(seed * 1_000_003 + i);
            Victim victim = victims.get(random.nextInt(victims.size()));
            byte[] damaged = victim.sound.clone();
            for (int changes = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1; changes > 0; changes--) {
                int place = victim.places.get(random.nextInt(victim.places.size()));
                damaged[place] = Exercise.changed(damaged[place], random);
            }
            String what = victim.file + ", seed " + seed + ", input " + i;
            try {
                told += victim.exercise(damaged, what, () -> random.nextInt(8) == 0).isEmpty() ? 0 : 1;
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
