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
import java.util.Optional;

import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Structure;

/** What the names in a condition stand for at the address where it will be asked. */
public interface SymbolicNames {
    /** @throws NoValueException if there is such a variable, but not at this address or not in one place */
    Optional<Symbolic> variable(String owner, String name) throws NoValueException;

    Optional<Type> type(List<String> words);

    Structure completed(Structure structure);
}
