/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.type.Types;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/**
 * What names in an expression stand for while nothing runs: variables that have one place for as long as the program
 * does. A name that is not unique is refused, since there is no place to say which one is nearest.
 */
final class StaticNames extends ProgramNames {
    private final Declarations declarations;
    private final Types types;

    StaticNames(Declarations declarations, SymbolTable symbols, Types types) {
        super(declarations, symbols, types);
        this.declarations = declarations;
        this.types = types;
    }

    @Override
    public Optional<Value> variable(String owner, String name) throws NoValueException {
        List<Variable> all = declarations.variables(name);
        if (!owner.isEmpty()) {
            return one(all.stream().filter(v -> v.function().equals(owner) || v.isOfFile(owner)).toList());
        }
        List<Predicate<Variable>> nearness = List.of(Variable::isExternal, v -> v.function().isEmpty(), v -> true);
        for (Predicate<Variable> near : nearness) {
            Optional<Value> found = one(all.stream().filter(near).toList());
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<Value> known = constant(name).or(() -> symbol(name));
        if (known.isEmpty()) {
            refuse(declarations.locals(name));
        }
        return known;
    }

    private static void refuse(Declarations.Locals locals) throws NoValueException {
        if (!locals.places().isEmpty()) {
            throw new NoValueException("it is local to " + String.join(", ", locals.places())
                    + ", and has no place of its own while that does not run");
        }
        if (!locals.removed().isEmpty()) {
            throw new NoValueException("the compiler did without it in " + String.join(", ", locals.removed()));
        }
    }

    private Optional<Value> one(List<Variable> found) throws NoValueException {
        if (found.size() > 1) {
            throw new NoValueException("there are several, " + found.stream().map(Variable::qualifiedName).sorted()
                    .collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst().map(v -> Value.at(v.address(), types.typeOf(v.type())));
    }

    @Override
    public Optional<Value> register(String name) {
        return Optional.of(new Value(FrameNames.INT,
                new Storage.Absent("registers have values only while the program runs")));
    }
}
