/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;

/**
 * What the bits of a register mean: EFLAGS (SDM volume 1, section 3.4.3), CR0 (volume 3, section 2.5), DR6 and DR7
 * (volume 3, sections 18.2.3 and 18.2.4), and segment selectors (volume 3, section 3.4.2).
 *
 * @param fields from the lowest bit up, without those that are reserved
 */
record RegisterLayout(List<Field> fields) {

    /**
     * Some bits of a register.
     *
     * @param name  Intel's
     * @param shift the lowest bit
     * @param width in bits
     * @param fixed whether the machine keeps a debugger from writing it
     */
    record Field(String name, int shift, int width, boolean fixed) {

        int of(int value) {
            return value >>> shift & (1 << width) - 1;
        }

        /** The register's value with this field's replaced. */
        int in(int value, int field) {
            int mask = (1 << width) - 1 << shift;
            return value & ~mask | field << shift & mask;
        }
    }

    /** A guest runs with IF set and IOPL 0, and knows no virtual 8086 mode. */
    static final RegisterLayout EFLAGS = new RegisterLayout(List.of(bit("CF", 0), bit("PF", 2), bit("AF", 4),
            bit("ZF", 6), bit("SF", 7), bit("TF", 8), fixed("IF", 9, 1), bit("DF", 10), bit("OF", 11),
            fixed("IOPL", 12, 2), bit("NT", 14), bit("RF", 16), fixed("VM", 17, 1), bit("AC", 18), fixed("VIF", 19, 1),
            fixed("VIP", 20, 1), bit("ID", 21)));

    private static final RegisterLayout CR0 = new RegisterLayout(List.of(bit("PE", 0), bit("MP", 1), bit("EM", 2),
            bit("TS", 3), bit("ET", 4), bit("NE", 5), bit("WP", 16), bit("AM", 18), bit("NW", 29), bit("CD", 30),
            bit("PG", 31)));

    private static final RegisterLayout DR6 = new RegisterLayout(List.of(bit("B0", 0), bit("B1", 1), bit("B2", 2),
            bit("B3", 3), bit("BD", 13), bit("BS", 14), bit("BT", 15)));

    private static final RegisterLayout DR7 = new RegisterLayout(dr7());

    private static final RegisterLayout SELECTOR = new RegisterLayout(List.of(new Field("RPL", 0, 2, false),
            bit("TI", 2), new Field("index", 3, 13, false)));

    private static final int BIT = 1;

    /** How a register of that name is taken apart; empty for one that is a plain number. */
    static Optional<RegisterLayout> of(String register) {
        return switch (register) {
            case "eflags" -> Optional.of(EFLAGS);
            case "cr0" -> Optional.of(CR0);
            case "dr6" -> Optional.of(DR6);
            case "dr7" -> Optional.of(DR7);
            case "cs", "ss", "ds", "es", "fs", "gs" -> Optional.of(SELECTOR);
            default -> Optional.empty();
        };
    }

    private static List<Field> dr7() {
        List<Field> fields = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            fields.add(bit("L" + slot, 2 * slot));
            fields.add(bit("G" + slot, 2 * slot + 1));
        }
        fields.add(bit("LE", 8));
        fields.add(bit("GE", 9));
        fields.add(fixed("GD", 13, 1));
        for (int slot = 0; slot < 4; slot++) {
            fields.add(new Field("R/W" + slot, 16 + 4 * slot, 2, false));
            fields.add(new Field("LEN" + slot, 18 + 4 * slot, 2, false));
        }
        return List.copyOf(fields);
    }

    private static Field bit(String name, int shift) {
        return new Field(name, shift, BIT, false);
    }

    private static Field fixed(String name, int shift, int width) {
        return new Field(name, shift, width, true);
    }

    /** The value put into words, such as {@code PF ZF IF IOPL=0} or {@code index 12 of the GDT, RPL 1}. */
    String describe(int value) {
        if (this == SELECTOR) {
            return selector(value);
        }
        if (this == DR7) {
            return control(value);
        }
        String set = fields.stream().filter(field -> field.of(value) != 0)
                .map(field -> field.width() == BIT ? field.name() : field.name() + '=' + field.of(value))
                .collect(Collectors.joining(" "));
        return set.isEmpty() ? Messages.RegisterLayout_nothingSet : set;
    }

    private static String selector(int value) {
        if ((value & 0xFFFC) == 0) {
            return Messages.RegisterLayout_nullSelector;
        }
        return NLS.bind((value & 4) == 0 ? Messages.RegisterLayout_gdt : Messages.RegisterLayout_ldt, value >>> 3 & 0x1FFF,
                value & 3);
    }

    /** The debug registers that are enabled, and what each matches. */
    private static String control(int value) {
        List<String> enabled = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            if ((value >>> 2 * slot & 3) != 0) {
                int condition = value >>> 16 + 4 * slot & 15;
                enabled.add(NLS.bind(kind(condition & 3), slot, length(condition >>> 2)));
            }
        }
        return enabled.isEmpty() ? Messages.RegisterLayout_noneEnabled : String.join("; ", enabled);
    }

    private static String kind(int rw) {
        return switch (rw) {
            case 0 -> Messages.RegisterLayout_execute;
            case 1 -> Messages.RegisterLayout_write;
            case 2 -> Messages.RegisterLayout_inputOutput;
            default -> Messages.RegisterLayout_access;
        };
    }

    /** LEN 10 is undefined on an i686, where nothing is 8 bytes long. */
    private static String length(int len) {
        return switch (len) {
            case 0 -> "1";
            case 1 -> "2";
            case 3 -> "4";
            default -> "?";
        };
    }
}
