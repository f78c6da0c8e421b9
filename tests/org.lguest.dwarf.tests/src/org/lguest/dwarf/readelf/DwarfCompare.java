/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.readelf;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.elf.ElfException;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.SupplementaryLink;

/** The command behind {@code releng/dwarf-compare}: what this reader reads against what readelf does. */
public final class DwarfCompare {
    private static final int MOST_TOLD = 20;
    private static final Pattern CONTENTS = Pattern.compile("Contents of the .* section \\(loaded from (.*)\\):");

    private DwarfCompare() {
    }

    /** @param arguments {@code --self-test} or nothing, then files */
    public static void main(String[] arguments) throws Exception {
        boolean isSelfTest = arguments.length > 0 && arguments[0].equals("--self-test");
        List<Path> files = List.of(arguments).stream().skip(isSelfTest ? 1 : 0).map(Path::of).toList();
        boolean isSound = !files.isEmpty();
        for (Path file : files) {
            isSound &= isSelfTest ? selfTest(file) : compare(file);
        }
        System.exit(isSound ? 0 : 1);
    }

    private static boolean compare(Path file) throws Exception {
        ElfFile program = open(file);
        if (lacksSupplement(file, program)) {
            return false;
        }
        StringBuilder counts = new StringBuilder();
        boolean isSame = true;
        for (Aspect aspect : Aspect.values()) {
            if (aspect.isElsewhere(program)) {
                continue;
            }
            List<String> theirs = aspect.theirs(readelf(file, aspect.option()));
            List<String> differences = differences(program, aspect, aspect.ours(program, supplement(file, program)), theirs);
            counts.append(' ').append(theirs.size()).append(' ').append(aspect.name().toLowerCase());
            isSame &= differences.isEmpty();
            differences.stream().limit(MOST_TOLD).forEach(d -> System.out.println(file.getFileName() + ", " + aspect + ": " + d));
        }
        System.out.println(file.getFileName() + ":" + counts + (isSame ? ", no difference" : ", DIFFERENT"));
        return isSame;
    }

    /** What the two differ in, of one aspect of a program. @param lines that readelf prints */
    static List<String> differences(ElfFile program, Aspect aspect, List<String> lines) throws MalformedException {
        return differences(program, aspect, aspect.ours(program), aspect.theirs(lines));
    }

    /** In each aspect that the file has, nothing differs, and then a row less and a row changed are to be found. */
    private static boolean selfTest(Path file) throws Exception {
        ElfFile program = open(file);
        if (lacksSupplement(file, program)) {
            return false;
        }
        boolean foundAll = true;
        int planted = 0;
        for (Aspect aspect : Aspect.values()) {
            if (aspect.isElsewhere(program)) {
                continue;
            }
            List<String> theirs = aspect.theirs(readelf(file, aspect.option())).stream().map(row -> unnamed(program, row)).toList();
            if (theirs.size() < 3) {
                continue;
            }
            List<String> less = new ArrayList<>(aspect.ours(program, supplement(file, program)).stream()
                    .map(row -> unnamed(program, row)).toList());
            if (!differences(program, aspect, less, theirs).isEmpty()) {
                System.out.println(file.getFileName() + ", " + aspect + ": no self-test: it differs without a fault");
                return false;
            }
            int place = place(program, aspect, less, theirs);
            List<String> changed = new ArrayList<>(less);
            changed.set(place, less.get(place) + "1");
            less.remove(place);
            boolean found = !differences(program, aspect, less, theirs).isEmpty()
                    && !differences(program, aspect, changed, theirs).isEmpty();
            foundAll &= found;
            planted += 2;
            System.out.println(aspect.name().toLowerCase() + ": a row less and a row changed: " + (found ? "found" : "NOT FOUND"));
        }
        return foundAll && planted > 0;
    }

    /** Where ours has a row that readelf has too, in the middle of readelf's. */
    private static int place(ElfFile file, Aspect aspect, List<String> ours, List<String> theirs) throws MalformedException {
        String wanted = theirs.get(theirs.size() / 2);
        Map<String, String> aliases = aspect.aliases(file);
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i).equals(wanted) || wanted.equals(unnamed(file, aliases.getOrDefault(ours.get(i), "")))) {
                return i;
            }
        }
        throw new AssertionError("the files differ before anything is planted: " + wanted);
    }

    private static List<String> differences(ElfFile file, Aspect aspect, List<String> our, List<String> their)
            throws MalformedException {
        List<String> differences = new ArrayList<>();
        List<String> ours = our.stream().map(row -> unnamed(file, row)).toList();
        List<String> theirs = their.stream().map(row -> unnamed(file, row)).toList();
        Map<String, String> aliases = new HashMap<>();
        aspect.aliases(file).forEach((row, other) -> aliases.put(unnamed(file, row), unnamed(file, other)));
        Set<String> known = new HashSet<>(theirs);
        Set<String> mine = new HashSet<>(ours);
        ours.forEach(row -> mine.add(aliases.getOrDefault(row, row)));
        ours.stream().filter(row -> !known.contains(row) && !known.contains(aliases.getOrDefault(row, row))
                && !aspect.leavesOut(file, row, theirs)).forEach(row -> differences.add("only ours: " + row));
        theirs.stream().filter(row -> !mine.contains(row)).forEach(row -> differences.add("only readelf's: " + row));
        // Rows in an order, and as often, where they have one.
        boolean isOrdered = aspect == Aspect.ENTRIES || aspect == Aspect.LINES;
        if (differences.isEmpty() && isOrdered && !ours.equals(theirs)) {
            differences.add("the same rows, but " + ours.size() + " against " + theirs.size() + ", or in another order");
        }
        return differences;
    }

    /** In a 64-bit file readelf calls registers as another machine does. */
    private static String unnamed(ElfFile file, String row) {
        return file.isWide() ? row.replaceAll("(DW_OP_b?reg[x0-9: ]+) \\(\\w+\\)", "$1") : row;
    }

    private static ElfFile open(Path file) throws IOException, ElfException {
        return ElfFile.parseSymbols(ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    private static Optional<Path> linked(Path file, ElfFile program) throws MalformedException {
        return SupplementaryLink.of(program).map(link -> file.toAbsolutePath().resolveSibling(link.path()));
    }

    /** Where it is not there neither reader has names and types that are in it. */
    private static boolean lacksSupplement(Path file, ElfFile program) throws MalformedException {
        Optional<Path> missing = linked(file, program).filter(path -> !Files.exists(path));
        missing.ifPresent(path -> System.out.println(file.getFileName() + ": not compared, for " + path + " is not there"));
        return missing.isPresent();
    }

    private static Optional<ElfFile> supplement(Path file, ElfFile program) throws IOException, ElfException, MalformedException {
        Optional<Path> path = linked(file, program);
        return path.isEmpty() ? Optional.empty()
                : Optional.of(ElfFile.parseSupplement(ByteBuffer.wrap(Files.readAllBytes(path.get()))));
    }

    private static List<String> readelf(Path file, String option) throws IOException, MalformedException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("readelf", "-W", option, file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            boolean isOfFile = true;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // It goes on with the files that this one has links to.
                Matcher contents = CONTENTS.matcher(line);
                isOfFile = contents.matches() ? contents.group(1).equals(file.toString()) : isOfFile;
                if (isOfFile) {
                    lines.add(line);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("readelf does not read " + file);
        }
        return lines;
    }
}
