/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The command {@code releng/disassembly-compare}: reads all the code of object files as objdump does, in both syntaxes.
 *
 * <p>{@code java org.lguest.x86.opcode.DisassemblyCompare [--plant=mnemonic|length|operand] FILE...}; exit status 0: no
 * difference; 1: some; 2: it could not be compared.
 */
public final class DisassemblyCompare {

    private static final String PLANT = "--plant=";
    private static final int SHOWN = 20;
    private static final int BEYOND_SHOWN = 6;

    private final PrintStream out;
    private final Map<String, Integer> beyond = new HashMap<>();
    private long beyondBytes;
    private long differing;

    private DisassemblyCompare(PrintStream out) {
        this.out = out;
    }

    /** The command. */
    public static void main(String[] arguments) {
        UnaryOperator<DisassemblyComparison.Reading> fault = UnaryOperator.identity();
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith(PLANT)) {
                fault = PlantedMisreading.valueOf(argument.substring(PLANT.length()).toUpperCase(Locale.ROOT)).once();
            } else {
                files.add(Path.of(argument));
            }
        }
        try {
            System.exit(new DisassemblyCompare(System.out).compare(files, fault) ? 0 : 1);
        } catch (IOException e) {
            System.err.println("disassembly-compare: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean compare(List<Path> files, UnaryOperator<DisassemblyComparison.Reading> fault) throws IOException {
        for (String syntax : List.of("att", "intel")) {
            long bytes = 0;
            long instructions = 0;
            beyondBytes = 0;
            beyond.clear();
            for (Path file : files) {
                DisassemblyComparison one = compare(file, syntax, fault);
                bytes += one.comparedBytes();
                instructions += one.compared();
            }
            out.printf("%s: %,d bytes of code, %,d instructions, read as objdump does; %,d bytes beyond the model%s%n",
                    syntax, bytes, instructions, beyondBytes, beyondShown());
        }
        out.printf("%,d differ%n", differing);
        return differing == 0;
    }

    private DisassemblyComparison compare(Path file, String syntax,
            UnaryOperator<DisassemblyComparison.Reading> fault) throws IOException {
        Disassembler disassembler = syntax.equals("att") ? Disassembler.att(Symbolizer.NONE)
                : Disassembler.intel(Symbolizer.NONE);
        DisassemblyComparison comparison = new DisassemblyComparison(disassembler, fault);
        Objdump.disassemble(file, syntax, comparison::compare);
        if (comparison.compared() == 0) {
            throw new IOException(file + " has no code that could be compared");
        }
        comparison.beyond().forEach((mnemonic, count) -> beyond.merge(mnemonic, count, Integer::sum));
        beyondBytes += comparison.beyondBytes();
        differing += comparison.differing();
        comparison.differences().stream().limit(SHOWN).forEach(line -> out.println(file.getFileName() + ": " + line));
        if (comparison.differing() > SHOWN) {
            out.printf("%s: and %,d more%n", file.getFileName(), comparison.differing() - SHOWN);
        }
        return comparison;
    }

    /** The mnemonics met most, on the same line. */
    private String beyondShown() {
        String most = beyond.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(BEYOND_SHOWN).map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return most.isEmpty() ? "" : " (" + most + (beyond.size() > BEYOND_SHOWN ? ", ...)" : ")");
    }
}
