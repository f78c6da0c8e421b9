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

    /**
     * What is damaged: one file of a program.
     *
     * @param program where it is opened from; empty for a program that is opened from memory
     * @param file the one that is damaged, the program's only one or one of those that it refers to
     * @param sound its contents
     * @param places where to damage it
     * @param cuts where its sections can be made to end
     */
    private record Victim(Optional<Path> program, Path file, byte[] sound, List<Integer> places, Cuts cuts) {
        static Victim of(Optional<Path> program, Path file) throws IOException, ElfException {
            byte[] sound = Files.readAllBytes(file);
            return new Victim(program, file, sound, Exercise.debugBytes(sound), new Cuts(sound));
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

    private final List<Victim> victims = new ArrayList<>();
    private final long seed;
    private long done;
    private long told;

    private MutationRun(long seed) {
        this.seed = seed;
    }

    /**
     * @param arguments how many, or {@code every} for each byte changed once and each section cut at each byte; the
     *        seed, a folder for copies, and program files
     */
    public static void main(String[] arguments) throws IOException, ElfException {
        MutationRun run = new MutationRun(Long.parseLong(arguments[1]));
        for (String file : List.of(arguments).subList(3, arguments.length)) {
            run.victims.add(Victim.of(Optional.empty(), Path.of(file)));
            if (file.endsWith("/split.elf")) {
                run.victims.addAll(Victim.split(Path.of(file), Path.of(arguments[2])));
            }
        }
        if (arguments[0].equals("every")) {
            run.every();
        } else {
            run.drawn(Long.parseLong(arguments[0]));
        }
        System.out.println(run.done + " inputs, none escaped");
    }

    private void drawn(long count) throws IOException {
        for (long i = 0; i < count; i++) {
            Random random = new Random(seed * 1_000_003 + i);
            Victim victim = victims.get(random.nextInt(victims.size()));
            if (random.nextInt(8) == 0) {
                cut(victim, victim.cuts.drawn(random), random);
                continue;
            }
            byte[] damaged = victim.sound.clone();
            for (int changes = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1; changes > 0; changes--) {
                int place = victim.places.get(random.nextInt(victim.places.size()));
                damaged[place] = Exercise.changed(damaged[place], random);
            }
            ask(victim, damaged, "input " + i, random);
        }
    }

    private void every() throws IOException {
        Random random = new Random(seed);
        for (Victim victim : victims) {
            for (int place : victim.places) {
                byte[] damaged = victim.sound.clone();
                damaged[place] ^= (byte) (1 + random.nextInt(255));
                ask(victim, damaged, "byte " + place + " = " + damaged[place], random);
            }
            for (int number = 0; number < victim.cuts.count(); number++) {
                cut(victim, victim.cuts.of(number), random);
            }
        }
    }

    private void cut(Victim victim, Cuts.Damaged cut, Random random) throws IOException {
        List<Defect> defects = ask(victim, cut.program(), cut.what(), random);
        if (cut.isInPieces() && defects.isEmpty()) {
            escaped(victim.file + ", " + cut.what() + ": nobody has noticed");
        }
    }

    private List<Defect> ask(Victim victim, byte[] damaged, String input, Random random) throws IOException {
        String what = victim.file + ", seed " + seed + ", " + input;
        List<Defect> defects = List.of();
        try {
            defects = victim.exercise(damaged, what, () -> random.nextInt(8) == 0);
        } catch (AssertionError e) {
            e.printStackTrace();
            escaped(what);
        }
        told += defects.isEmpty() ? 0 : 1;
        if (++done % REPORT == 0) {
            System.out.println(done + " inputs, of which " + told + " were told to be damaged; none escaped");
        }
        return defects;
    }

    private static void escaped(String what) {
        System.out.println("escaped: " + what);
        System.exit(1);
    }
}
