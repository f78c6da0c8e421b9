/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.DebugRegisterSnapshot;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Bank;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Decoded;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Field;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Kind;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Owner;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Use;
import org.lguest.debug.ui.Messages;

/** Debug registers in rows: the banks, below each its registers, below DR6 and DR7 their bits; and what waits. */
final class Rows {

    private static final String WAITING = "waiting";

    private Rows() {
    }

    /** @param before at the stop before; empty at the first stop, when nothing is marked */
    static List<Row> of(DebugRegisterSnapshot now, Optional<DebugRegisterSnapshot> before) {
        List<Row> rows = plain(now);
        if (before.isEmpty()) {
            return rows;
        }
        Map<String, Row> old = new HashMap<>();
        plain(before.get()).forEach(row -> put(old, row));
        return rows.stream().map(row -> compared(row, old)).toList();
    }

    private static void put(Map<String, Row> all, Row row) {
        all.put(row.id(), row);
        row.children().forEach(child -> put(all, child));
    }

    private static Row compared(Row row, Map<String, Row> old) {
        List<Row> children = row.children().stream().map(child -> compared(child, old)).toList();
        @Nullable Row before = old.get(row.id());
        Set<Column> changed = EnumSet.noneOf(Column.class);
        for (Column column : Column.values()) {
            String text = before == null ? "" : before.text(column);
            if (column != Column.REGISTER && !row.text(column).equals(text)) {
                changed.add(column);
            }
        }
        if (changed.isEmpty()) {
            return new Row(row.id(), row.texts(), changed, children, row.slot());
        }
        Map<Column, String> texts = new EnumMap<>(row.texts());
        texts.put(Column.BEFORE, changed.stream().map(column -> before(column, before))
                .collect(Collectors.joining(", ")));
        changed.add(Column.BEFORE);
        return new Row(row.id(), texts, changed, children, row.slot());
    }

    private static String before(Column column, @Nullable Row before) {
        String text = before == null ? "" : before.text(column);
        return NLS.bind(Messages.Rows_before, column.title(), text.isEmpty() ? Messages.Rows_nothing : text);
    }

    private static List<Row> plain(DebugRegisterSnapshot snapshot) {
        List<Row> rows = new ArrayList<>();
        for (int bank = 0; bank < snapshot.banks().size(); bank++) {
            rows.add(bank(bank, snapshot.banks().get(bank)));
        }
        if (!snapshot.waiting().isEmpty()) {
            List<Row> waiting = new ArrayList<>();
            for (Slot slot : snapshot.waiting()) {
                waiting.add(slot(WAITING + waiting.size(), Messages.Rows_noRegister, slot, ""));
            }
            rows.add(new Row(WAITING, Map.of(Column.REGISTER, Messages.Rows_waiting), Set.of(), waiting,
                    Optional.empty()));
        }
        return List.copyOf(rows);
    }

    private static Row bank(int number, Bank bank) {
        String id = Integer.toString(number);
        String owner = number == 0 ? Messages.Rows_guest : Messages.Rows_debugger;
        List<Row> registers = new ArrayList<>();
        for (Slot slot : bank.slots()) {
            String name = "DR" + registers.size();
            registers.add(slot(id + '/' + name, name, slot, number == 0 ? Messages.Rows_off : Messages.Rows_free));
        }
        registers.add(decoded(id, "DR6", bank.status()));
        registers.add(decoded(id, "DR7", bank.control()));
        return new Row(id, Map.of(Column.REGISTER, NLS.bind(Messages.Rows_bank, number), Column.OWNER, owner), Set.of(),
                registers, Optional.empty());
    }

    private static Row slot(String id, String name, Slot slot, String unused) {
        Map<Column, String> texts = new EnumMap<>(Column.class);
        texts.put(Column.REGISTER, name);
        texts.put(Column.VALUE, hexadecimal(slot.address()));
        slot.symbol().ifPresent(symbol -> texts.put(Column.MEANING, symbol));
        if (slot.use().isEmpty()) {
            texts.put(Column.KIND, unused);
        } else {
            Use use = slot.use().get();
            texts.put(Column.KIND, kind(use.kind()));
            texts.put(Column.LENGTH, Integer.toString(use.length()));
            texts.put(Column.OWNER, switch (use.owner()) {
                case Owner.Guest guest -> Messages.Rows_guest;
                case Owner.Debugger debugger -> debugger.name();
            });
            use.hits().ifPresent(hits -> texts.put(Column.HITS, Long.toString(hits)));
        }
        return new Row(id, texts, Set.of(), List.of(), Optional.of(slot));
    }

    private static Row decoded(String bank, String name, Decoded register) {
        String id = bank + '/' + name;
        List<Row> bits = new ArrayList<>();
        for (Field field : register.fields()) {
            bits.add(new Row(id + '/' + field.name(), Map.of(Column.REGISTER, field.name(), Column.VALUE,
                    Integer.toString(field.value())), Set.of(), List.of(), Optional.empty()));
        }
        return new Row(id, Map.of(Column.REGISTER, name, Column.VALUE, hexadecimal(register.value()), Column.MEANING,
                register.words()), Set.of(), bits, Optional.empty());
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case EXECUTE -> Messages.Rows_execute;
            case WRITE -> Messages.Labels_write;
            case ACCESS -> Messages.Labels_readAndWrite;
            case READ -> Messages.Labels_read;
            case INPUT_OUTPUT -> Messages.Rows_inputOutput;
        };
    }

    static String hexadecimal(int value) {
        return String.format("0x%08x", value);
    }
}
