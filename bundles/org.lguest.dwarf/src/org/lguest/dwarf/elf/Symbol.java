/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

/**
 * A name that the linker knows (System V ABI, "Symbol Table").
 *
 * @param address unsigned
 * @param size in bytes; 0 when the program does not say, as for most labels in assembly
 */
public record Symbol(String name, int address, long size, Kind kind, Binding binding) {
    /** What it names. */
    public enum Kind {
        /** A label, its nature not stated. */
        LABEL, OBJECT, FUNCTION, SECTION, FILE, OTHER;

        static Kind of(int type) {
            return switch (type) {
                case 0 -> LABEL;
                case 1 -> OBJECT;
                case 2, 10 -> FUNCTION;
                case 3 -> SECTION;
                case 4 -> FILE;
                default -> OTHER;
            };
        }
    }

    /** Who can see it, the better known first. */
    public enum Binding {
        GLOBAL, WEAK, LOCAL;

        static Binding of(int bind) {
            return switch (bind) {
                case 0 -> LOCAL;
                case 2 -> WEAK;
                default -> GLOBAL;
            };
        }
    }
}
