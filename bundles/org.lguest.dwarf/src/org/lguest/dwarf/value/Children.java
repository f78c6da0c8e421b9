/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Member;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Type.Unknown;
import org.lguest.dwarf.type.Type.Void;

/**
 * The parts of values, some at a time: members, elements, and of a pointer what it points to. For any thread, within
 * {@link TargetMemory#ask}.
 *
 * @param completed finds the members of a structure that its unit only declares
 */
public record Children(TargetMemory memory, UnaryOperator<Structure> completed) {
    /** How many parts a value has; of arrays without a length none. */
    public long count(Value value) {
        return switch (value.type().stripped()) {
            case Structure structure -> completed.apply(structure).members().get().size();
            case Array array -> array.count().orElse(0);
            case Pointer pointer -> pointsToData(pointer) ? 1 : 0;
            default -> 0;
        };
    }

    /**
     * Some of a value's parts, in order.
     *
     * @param from the index of the first
     * @param count how many at most
     */
    public List<Child> of(Value value, long from, int count) {
        List<Child> found = new ArrayList<>();
        switch (value.type().stripped()) {
            case Structure structure -> {
                List<Member> members = completed.apply(structure).members().get();
                for (long i = from; i < Math.min(from + count, members.size()); i++) {
                    Member member = members.get((int) i);
                    found.add(new Child(member.name(), value.member(member)));
                }
            }
            case Array array -> {
                for (long i = from; i < Math.min(from + count, array.count().orElse(0)); i++) {
                    found.add(new Child("[" + i + "]", value.element(array.element(), i)));
                }
            }
            case Pointer pointer when from == 0 && count > 0 && pointsToData(pointer) ->
                found.add(new Child("*", target(value, pointer)));
            default -> { }
        }
        return found;
    }

    private Value target(Value value, Pointer pointer) {
        Type target = pointer.target().get();
        Optional<Storage.ImplicitPointer> implicit = value.implicitPointer();
        if (implicit.isPresent()) {
            return implicit.get().target(target, memory);
        }
        try {
            return Value.at((int) ValueBytes.integer(ValueBytes.of(value, memory), 32, true), target);
        } catch (NoValueException e) {
            return new Value(target, new Storage.Absent(e.reason()));
        }
    }

    /** Whether what a pointer points to has parts or a value to look at. */
    public static boolean pointsToData(Pointer pointer) {
        return switch (pointer.target().get().stripped()) {
            case Void none -> false;
            case FunctionType function -> false;
            case Unknown unknown -> false;
            default -> true;
        };
    }
}
