/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import java.util.List;

import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.Write;

/**
 * What an expression came to.
 *
 * @param value its value, after its assignments
 * @param writes what its assignments want to be written, in order; nothing has been written yet
 */
public record Evaluation(Value value, List<Write> writes) {
    public Evaluation {
        writes = List.copyOf(writes);
    }
}
