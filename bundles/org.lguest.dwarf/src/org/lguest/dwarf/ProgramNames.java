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

import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.expression.Names;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.Enumerator;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Types;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** Names that mean the same wherever the program stands: functions, enumerators, types, and what only has a symbol. */
abstract class ProgramNames implements Names {
    private final Declarations declarations;
    private final SymbolTable symbols;
    private final Types types;
    private final TypeNames typeNames;

    ProgramNames(Declarations declarations, SymbolTable symbols, Types types) {
        this.declarations = declarations;
        this.symbols = symbols;
        this.types = types;
        this.typeNames = new TypeNames(declarations, types);
    }

    /** A function or an enumerator. */
    final Optional<Value> constant(String name) {
        return function(name).or(() -> enumerator(name));
    }

    private Optional<Value> function(String name) {
        Optional<EntryReference> entry = declarations.entryOf(name);
        return declarations.function(name).flatMap(function -> entry
                .map(reference -> Value.at(function.lowPc(), types.functionType(reference))));
    }

    private Optional<Value> enumerator(String name) {
        return declarations.outermost().enumeration(name).map(types::of)
                .filter(Enumeration.class::isInstance).map(Enumeration.class::cast)
                .flatMap(enumeration -> enumeration.enumerators().get().stream()
                        .filter(e -> e.name().equals(name)).findFirst().map(e -> value(enumeration, e)));
    }

    private static Value value(Enumeration enumeration, Enumerator enumerator) {
        byte[] bytes = new byte[(int) Math.clamp(enumeration.size(), 1, 8)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (enumerator.value() >> 8 * i);
        }
        return new Value(enumeration, new Storage.Bytes(bytes, Optional.empty()));
    }

    @Override
    public final Optional<Type> type(List<String> words) {
        return typeNames.named(words);
    }

    @Override
    public final Structure completed(Structure structure) {
        return typeNames.completed(structure);
    }

    @Override
    public final Optional<Value> symbol(String name) {
        return symbols.named(name).filter(s -> s.kind() != Symbol.Kind.OTHER)
                .map(s -> Value.at(s.address(), new Type.Unknown("no debug information describes it")));
    }
}
