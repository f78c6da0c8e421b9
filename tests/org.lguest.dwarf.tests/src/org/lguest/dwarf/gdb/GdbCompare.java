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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.lguest.dwarf.gdb.Comparison.Difference;
import org.lguest.dwarf.gdb.Recording.Stop;

/** The command behind {@code releng/gdb-compare}: compares recordings with what this product says. */
public final class GdbCompare {
    private static final int MOST_TOLD = 40;

    private GdbCompare() {
    }

    /** @param arguments pairs of a program and gdb's recording of it */
    public static void main(String[] arguments) throws IOException {
        Map<String, Integer> compared = new TreeMap<>();
        List<Difference> differences = new ArrayList<>();
        int stops = 0;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            Path program = Path.of(arguments[i]);
            Comparison comparison = new Comparison(Recording.image(program), program.getFileName().toString());
            for (Stop stop : Recording.read(Path.of(arguments[i + 1]), program).stops()) {
                comparison.compare(stop);
                stops++;
            }
            comparison.compared().forEach((kind, count) -> compared.merge(kind, count, Integer::sum));
            differences.addAll(comparison.differences());
        }
        differences.stream().limit(MOST_TOLD).forEach(System.out::println);
        System.out.println(stops + " stops, compared " + compared + ", " + differences.size() + " differences");
        System.exit(differences.isEmpty() && stops > 0 ? 0 : 1);
    }
}
