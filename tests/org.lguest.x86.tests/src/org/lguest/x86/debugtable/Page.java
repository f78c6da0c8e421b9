/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table as a page for readers, in Markdown. */
final class Page {

    private static final String HEAD = """
            # The debug unit, rule by rule

            Written by `releng/debug-unit-table`; not to be edited. Each row is a rule of the SDM: a program of a
            few instructions, what is in the debug registers, and the exceptions that must come of it. The same
            bytes run in our processor; on a real one, with its debug registers set through ptrace; and in Bochs,
            from a ROM, ring 0 included. `DebugTableTest` replays all rows in ours with every build. Rows and
            programs are in `rules.txt` beside it.

            `#DB@2 B0 RF` is a debug exception with EIP at the second instruction, B0 set in DR6, and RF set in the
            pushed EFLAGS; `-` is none at all. In the debug registers, `w` is RW 01, `a` RW 11, `x` an instruction
            breakpoint; the digit is the length. Programs start with EDI at `data`, ESI at `esi`, ESP at `stack`,
            ECX 3, memory zero. The handler clears DR6, and sets RF where an instruction breakpoint matched, unless
            the row says otherwise. A column says *same* where it agrees with the SDM, and *n/a* where it can't be
            asked: Linux lets nobody arm an address that is not aligned to its length, keeps DR6 between exceptions
            and ring 0 to itself, and sets RF for an instruction breakpoint before anyone can look at it.

            """;

    private final List<DebugCase> cases;
    private final List<Column> columns;
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(HEAD);

    Page(List<DebugCase> cases, List<Column> columns) {
        this.cases = cases;
        this.columns = columns;
    }

    String text() {
        text.append("| column | which | |\n| --- | --- | --- |\n");
        for (Column column : columns) {
            text.append("| ").append(column.name()).append(" | ").append(column.detail()).append(" | ")
                    .append(column.summary(cases)).append(" |\n");
        }
        String group = "";
        for (int i = 0; i < cases.size(); i++) {
            DebugCase one = cases.get(i);
            if (!one.group().equals(group)) {
                group = one.group();
                heading(group);
            }
            row(one, i);
        }
        text.append("\n## The differences\n\n");
        for (int i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(notes.get(i)).append(".\n");
        }
        return text.toString();
    }

    private void heading(String group) {
        text.append("\n## ").append(group).append("\n\n| rule | SDM | program | debug registers | must be |");
        columns.forEach(column -> text.append(' ').append(column.name()).append(" |"));
        text.append("\n| --- | --- | --- | --- | --- |").append(" --- |".repeat(columns.size())).append('\n');
    }

    private void row(DebugCase one, int row) {
        text.append("| ").append(one.rule()).append(" | ").append(section(one.section())).append(" | `")
                .append(String.join("; ", one.program()).replaceAll(" +", " ")).append("` | ").append(one.armed())
                .append(" | ").append(String.join(", or ", one.expected().stream().map(DebugCase::folded).toList()))
                .append(" |");
        for (Column column : columns) {
            text.append(' ').append(cell(column, one, row)).append(" |");
        }
        text.append('\n');
    }

    private String cell(Column column, DebugCase one, int row) {
        Optional<String> said = column.said().get(row);
        if (said.isEmpty()) {
            return "n/a";
        }
        if (!column.differs(one, row)) {
            return one.expected().size() == 1 ? "same" : DebugCase.folded(said.get());
        }
        String note = column.why(one, row).orElse("Not explained");
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return DebugCase.folded(said.get()) + " [" + (notes.indexOf(note) + 1) + "]";
    }

    /** {@code 3:17.2} is volume 3, 17.2. */
    private static String section(String section) {
        return "vol. " + section.replace(":", ", ");
    }
}
