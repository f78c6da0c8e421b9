/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

/**
 * The shape that many entries share (DWARF 5, section 7.5.3).
 *
 * @param attributes in the order of their values
 * @param forms of those attributes
 * @param constants of those attributes whose form is {@code DW_FORM_implicit_const}
 */
record Abbreviation(int tag, boolean hasChildren, int[] attributes, int[] forms, long[] constants) {
    /** Where among the values an attribute is, or -1. */
    int indexOf(int attribute) {
        for (int i = 0; i < attributes.length; i++) {
            if (attributes[i] == attribute) {
                return i;
            }
        }
        return -1;
    }
}
