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

import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Unknown;
import org.lguest.dwarf.type.Types;

/**
 * Finds what a name in an expression stands for. Written is {@code name}, {@code function::name} for a static
 * variable of a function, or {@code 'file.c'::name}.
 *
 * @param declarations of the debug information
 * @param symbols for what has none
 */
record StaticNames(Declarations declarations, SymbolTable symbols, Types types) {

    /**
     * A name's place.
     *
     * @param address unsigned
     * @param size in bytes; 0 where it isn't known
     */
    record Named(String name, long address, Type type, long size) {
    }

    /** Takes a name from the tokens. */
    Named next(ExpressionTokens tokens) throws ExpressionException {
        int column = tokens.column();
        String file = tokens.file();
        String first = file.isEmpty() ? tokens.name() : file;
        if (first.isEmpty()) {
            throw tokens.refused("A name or an address is missing.");
        }
        if (!tokens.takes("::")) {
            if (!file.isEmpty()) {
                throw tokens.refused(":: and a name should follow the name of a file.");
            }
            return named(first, tokens, column);
        }
        String name = tokens.name();
        if (name.isEmpty()) {
            throw tokens.refused("A name is missing after ::.");
        }
        List<Variable> found = declarations.variables(name).stream()
                .filter(v -> file.isEmpty() ? v.function().equals(first) : v.isOfFile(file)).toList();
        return one(found, tokens, column)
                .orElseThrow(() -> tokens.refused(column, first + " has no static variable " + name + "."));
    }

    /** A global variable, else one of a file, else one of a function, else what only the linker knows. */
    private Named named(String name, ExpressionTokens tokens, int column) throws ExpressionException {
        List<Variable> all = declarations.variables(name);
        List<Predicate<Variable>> nearness = List.of(Variable::isExternal, v -> v.function().isEmpty(), v -> true);
        for (Predicate<Variable> near : nearness) {
            Optional<Named> found = one(all.stream().filter(near).toList(), tokens, column);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Optional<Symbol> symbol = symbols.named(name);
        if (symbol.isPresent()) {
            Symbol place = symbol.get();
            boolean isFunction = place.kind() == Symbol.Kind.FUNCTION;
            return new Named(name, Integer.toUnsignedLong(place.address()),
                    new Unknown(isFunction ? "it is a function" : "no debug information describes it"), place.size());
        }
        throw tokens.refused(column, reason(name, declarations.locals(name)));
    }

    private static String reason(String name, Declarations.Locals locals) {
        if (!locals.places().isEmpty()) {
            return name + " is local to " + String.join(", ", locals.places())
                    + ": it has no place of its own while that does not run.";
        }
        return locals.removed().isEmpty()
                ? "Nothing in the program is named " + name + "."
                : name + " of " + String.join(", ", locals.removed()) + " has no place: the compiler did without it.";
    }

    private Optional<Named> one(List<Variable> found, ExpressionTokens tokens, int column)
            throws ExpressionException {
        if (found.size() > 1) {
            throw tokens.refused(column, "There are several: " + found.stream().map(Variable::qualifiedName).sorted()
                    .collect(Collectors.joining(", ")) + ".");
        }
        return found.stream().findFirst().map(variable -> {
            Type type = types.typeOf(variable.type());
            return new Named(variable.name(), Integer.toUnsignedLong(variable.address()), type, type.size());
        });
    }
}
