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
import org.lguest.dwarf.value.Value;

/** What the names in an expression stand for, where it is evaluated. */
public interface Names {
    /**
     * A variable, a function, or an enumerator.
     *
     * @param owner the function or file before {@code ::}; empty for none
     * @throws NoValueException if there is such a name, but nothing that it could stand for here
     */
    Optional<Value> variable(String owner, String name) throws NoValueException;

    /** A register by its name without {@code $}. */
    Optional<Value> register(String name);

    /** A type by its words, as {@code unsigned int} or {@code struct node}. */
    Optional<Type> type(List<String> words);

    /** The structure with its members, where only another unit has them. */
    Structure completed(Structure structure);

    /** What has a symbol of that name and no debug information: a value of {@link Type.Unknown} type. */
    Optional<Value> symbol(String name);
}
