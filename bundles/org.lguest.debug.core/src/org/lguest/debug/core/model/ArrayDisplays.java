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

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Child;
import org.lguest.dwarf.value.Children;
import org.lguest.dwarf.value.Value;

/**
 * The pointers and arrays of a guest that its user has chosen to see as so many elements, until the guest ends: C does
 * not say how many a pointer leads to, nor how many are in a flexible array member. For any thread.
 */
final class ArrayDisplays {

    private final Map<String, ElementRange> ranges = new ConcurrentHashMap<>();

    /** @param path of {@link FrameVariables.Shown} */
    Optional<ElementRange> of(String path) {
        return Optional.ofNullable(ranges.get(path));
    }

    void choose(String path, ElementRange range) {
        ranges.put(path, range);
    }

    void restore(String path) {
        ranges.remove(path);
    }

    /** Whether a value is one that elements could follow. */
    static boolean isPossible(Value value) {
        return switch (value.type().stripped()) {
            case Type.Array array -> true;
            case Type.Pointer pointer -> Children.pointsToData(pointer);
            default -> false;
        };
    }

    /**
     * What to tell of chosen elements on one line: where structures are, for what is in so many of them would take
     * long to read, most of all where the user has chosen too many; of others, what they are.
     */
    static Value told(Value elements) {
        return elements.type() instanceof Type.Array array && array.element().stripped() instanceof Type.Structure
                ? elements.as(new Type.Array(array.element(), OptionalLong.empty())) : elements;
    }

    /** These elements, as an array; empty if nobody knows how large one is. Only within {@link TargetMemory#ask}. */
    static Optional<Value> elements(Value value, ElementRange range, Children children) {
        Optional<Value> first = switch (value.type().stripped()) {
            case Type.Array array -> Optional.of(value.element(array.element(), 0));
            case Type.Pointer pointer -> children.of(value, 0, 1).stream().map(Child::value).findFirst();
            default -> Optional.empty();
        };
        return first.flatMap(each -> {
            Type element = each.type() instanceof Type.Structure structure ? children.completed().apply(structure)
                    : each.type();
            return element.size() == 0 ? Optional.empty() : Optional.of(each.element(element, range.first())
                    .as(new Type.Array(element, OptionalLong.of(range.length()))));
        });
    }
}
