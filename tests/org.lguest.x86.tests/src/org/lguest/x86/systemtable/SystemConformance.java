/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.lguest.x86.systemtable.SystemCases.Family;

/**
 * The command {@code releng/system-conformance}: {@code rom KERNEL ROM CASES SEED} makes the image,
 * {@code compare KERNEL CASES SEED [--plant=FAULT] [--record=FILE] [--document=FILE] NAME OUTPUT [NAME OUTPUT]...} runs
 * it in our emulator and compares with what others printed when they ran it.
 */
public final class SystemConformance {

    private static final int ROM = 1 << 20;
    private static final int SHOWN = 3;
    private static final int RECORDED = 650;
    private static final String QEMU = "QEMU";

    private final PrintStream out;
    private final List<SystemCase> cases;
    private final List<SystemOutcome> ours;
    private final SystemPage page = new SystemPage();

    private SystemConformance(PrintStream out, List<SystemCase> cases, List<SystemOutcome> ours) {
        this.out = out;
        this.cases = cases;
        this.ours = ours;
    }

    /** The command. */
    public static void main(String[] arguments) throws IOException {
        byte[] kernel = Files.readAllBytes(Path.of(arguments[1]));
        if (arguments[0].equals("rom")) {
            byte[] rom = new byte[ROM];
            byte[] image = EmulatedSystem.image(cases(Integer.parseInt(arguments[3]), Long.parseLong(arguments[4])));
            System.arraycopy(image, 0, rom, 0, image.length);
            System.arraycopy(kernel, 0, rom, ROM - kernel.length, kernel.length);
            Files.write(Path.of(arguments[2]), rom);
            return;
        }
        List<SystemCase> cases = cases(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        List<SystemOutcome> ours = EmulatedSystem.run(kernel, cases);
        SystemConformance conformance = new SystemConformance(System.out, cases, ours);
        Path record = null;
        Path document = null;
        boolean same = true;
        for (int i = 4; i < arguments.length; i++) {
            String value = arguments[i].substring(arguments[i].indexOf('=') + 1);
            if (arguments[i].startsWith("--plant=")) {
                SystemFault.named(value).once().apply(ours);
            } else if (arguments[i].startsWith("--record=")) {
                record = Path.of(value);
            } else if (arguments[i].startsWith("--document=")) {
                document = Path.of(value);
            } else {
                List<SystemOutcome> theirs = outcomes(Path.of(arguments[i + 1]));
                same &= conformance.compare(arguments[i], theirs);
                if (record != null && !arguments[i].startsWith(QEMU)) {
                    conformance.record(record, theirs);
                }
                i++;
            }
        }
        if (document != null) {
            Files.writeString(document, conformance.page.text());
        }
        System.exit(same ? 0 : 1);
    }

    /** The families in turn. */
    static List<SystemCase> cases(int count, long seed) {
        SystemCases made = new SystemCases(seed);
        List<SystemCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(made.next(family(i)));
        }
        return cases;
    }

    static Family family(int number) {
        Family[] families = Family.values();
        return families[number % families.length];
    }

    private static List<SystemOutcome> outcomes(Path output) throws IOException {
        List<SystemOutcome> outcomes = new ArrayList<>();
        for (String line : Files.readString(output, StandardCharsets.ISO_8859_1).split("\\R")) {
            int at = line.indexOf('@');
            if (at >= 0) {
                outcomes.add(SystemOutcome.ofHex(line.substring(at + 1).strip()));
            }
        }
        return outcomes;
    }

    /** What differs and is not explained. QEMU never pushes RF, so what was pushed is not compared with it. */
    private List<String> differences(String machine, int number, SystemOutcome real, Map<Explanation, Integer> explained) {
        boolean qemu = machine.startsWith(QEMU);
        SystemOutcome theirs = qemu ? real.withoutResumeFlag() : real;
        SystemOutcome own = qemu ? ours.get(number).withoutResumeFlag() : ours.get(number);
        List<String> differences = SystemOutcome.differences(theirs, own);
        if (!differences.isEmpty()) {
            for (Explanation one : Explanation.ALL) {
                if (machine.startsWith(one.machine())
                        && one.fits().fits(family(number), cases.get(number), theirs, own)) {
                    explained.merge(one, 1, Integer::sum);
                    return List.of();
                }
            }
        }
        return differences;
    }

    private boolean compare(String machine, List<SystemOutcome> theirs) {
        Map<Explanation, Integer> explained = new TreeMap<>((a, b) -> a.what().compareTo(b.what()));
        Map<Family, Integer> differ = new EnumMap<>(Family.class);
        int failed = 0;
        for (int i = 0; i < Math.min(cases.size(), theirs.size()); i++) {
            List<String> differences = differences(machine, i, theirs.get(i), explained);
            if (!differences.isEmpty()) {
                failed++;
                if (differ.merge(family(i), 1, Integer::sum) <= SHOWN) {
                    out.println(family(i) + ", " + cases.get(i) + "\n    " + machine + ": "
                            + String.join("; ", differences));
                }
            }
        }
        explained.forEach((one, count) -> out.printf("%6d explained: %s%n", count, one.what()));
        out.printf("%s: %d of %d cases, %d for each of %d families; %d differ%s%n", machine, theirs.size(), cases.size(),
                cases.size() / Family.values().length, Family.values().length, failed, failed == 0 ? "" : " " + differ);
        page.add(machine, cases.size(), explained, failed);
        return failed == 0 && theirs.size() == cases.size();
    }

    /** Writes some cases, with what the other machine did where no explanation is needed, for the test to replay. */
    private void record(Path file, List<SystemOutcome> theirs) throws IOException {
        try (PrintStream lines = new PrintStream(Files.newOutputStream(file))) {
            int recorded = 0;
            for (int i = 0; i < cases.size() && recorded < RECORDED; i++) {
                if (SystemOutcome.differences(theirs.get(i), ours.get(i)).isEmpty()) {
                    lines.println(cases.get(i).toLine() + " = " + theirs.get(i).toLine());
                    recorded++;
                }
            }
        }
    }
}
