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
import java.util.OptionalLong;

import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Member;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Type.Unknown;

/**
 * Finds the place that a watch expression names, by C's rules as far as they need no running program: a static
 * variable, its members and elements, addresses and what they are cast to. Recursive descent, one method a rule.
 */
final class ExpressionResolver {
    private static final int DEEPEST = 100;
    private static final long MEMORY_SIZE = 1L << 32;
    /** What one debug register can watch at most, in bytes. */
    private static final int WIDEST_WATCH = 4;

    /** What a part of the expression denotes. */
    private sealed interface Operand {
    }

    /** Data at a place: what can be watched. */
    private record Place(long address, Type type, long size, String text) implements Operand {
    }

    /** An address known without running the program. */
    private record Address(long address, Type target, long size, String text) implements Operand {
    }

    private record Number(long value) implements Operand {
    }

    private final StaticNames names;
    private final TypeNames types;
    private final ExpressionTokens tokens;
    private int depth;

    ExpressionResolver(StaticNames names, TypeNames types, String expression) {
        this.names = names;
        this.types = types;
        this.tokens = new ExpressionTokens(expression);
    }

    /** @param range how many bytes are meant from there; 0 for as many as the expression's type has */
    DataLocation resolve(int range) throws ExpressionException {
        if (tokens.isAtEnd()) {
            throw tokens.refused("The expression is empty.");
        }
        Operand operand = unary();
        if (!tokens.isAtEnd()) {
            throw tokens.refused("The expression should end here.");
        }
        return switch (operand) {
            case Place place -> location(place.address, place.type, place.size, range);
            case Address address -> location(address.address, address.target, address.size, range);
            case Number number -> location(number.value, new Unknown("a bare address"), 0, range);
        };
    }

    private DataLocation location(long address, Type type, long size, int range) throws ExpressionException {
        long bytes = range > 0 ? range : size;
        if (bytes == 0) {
            if (!(type instanceof Unknown)) {
                throw tokens.refused(0, "The type " + type.text() + " has no size; give a range.");
            }
            // Of an address without a type, the widest that one register can watch from there.
            bytes = Math.min(address & -address, WIDEST_WATCH);
            bytes = bytes == 0 ? WIDEST_WATCH : bytes;
        }
        if (address < 0 || address + bytes > MEMORY_SIZE) {
            throw tokens.refused(0, "The data would lie beyond the end of memory.");
        }
        return new DataLocation((int) address, (int) Math.min(bytes, Integer.MAX_VALUE),
                type instanceof Unknown ? "" : type.text());
    }

    private Operand unary() throws ExpressionException {
        if (++depth > DEEPEST) {
            throw tokens.refused("The expression is nested too deeply.");
        }
        try {
            int column = tokens.column();
            if (tokens.takes("*")) {
                return dereferenced(unary(), column);
            }
            if (tokens.takes("&")) {
                if (unary() instanceof Place place) {
                    return new Address(place.address, place.type, place.size, "&" + place.text);
                }
                throw tokens.refused(column, "Only what lies in memory has an address.");
            }
            Optional<Type> target = types.cast(tokens);
            if (target.isPresent()) {
                return cast(unary(), target.get(), column);
            }
            return postfix();
        } finally {
            depth--;
        }
    }

    private Operand cast(Operand operand, Type target, int column) throws ExpressionException {
        return switch (operand) {
            case Number number -> new Address(number.value, target, target.size(), "the address");
            case Address address -> new Address(address.address, target, target.size(), address.text);
            case Place place -> {
                Address element = decayed(place, column);
                yield new Address(element.address, target, target.size(), place.text);
            }
        };
    }

    private Place dereferenced(Operand operand, int column) throws ExpressionException {
        return switch (operand) {
            case Address address -> new Place(address.address, address.target, address.size, "*" + address.text);
            case Number number -> throw tokens.refused(column,
                    "What lies at a bare address has no type; write *(type *) before it.");
            case Place place -> {
                Address element = decayed(place, column);
                yield new Place(element.address, element.target, element.size, "*" + place.text);
            }
        };
    }

    /** An array stands for the address of its first element; anything else would have to be read from memory. */
    private Address decayed(Place place, int column) throws ExpressionException {
        if (place.type.stripped() instanceof Array array) {
            return new Address(place.address, array.element(), array.element().size(), place.text);
        }
        throw tokens.refused(column, place.type.stripped() instanceof Type.Pointer
                ? place.text + " is a pointer: where it points to is known only while the program runs."
                : place.text + " is no pointer" + named(place.type) + ".");
    }

    private Operand postfix() throws ExpressionException {
        Operand operand = primary();
        while (true) {
            int column = tokens.column();
            if (tokens.takes(".")) {
                if (!(operand instanceof Place place)) {
                    throw tokens.refused(column, "An address has no members; -> follows one.");
                }
                operand = member(place, column);
            } else if (tokens.takes("->")) {
                operand = member(dereferenced(operand, column), column);
            } else if (tokens.takes("[")) {
                operand = element(operand, column);
            } else {
                return operand;
            }
        }
    }

    private Operand primary() throws ExpressionException {
        int column = tokens.column();
        if (tokens.takes("(")) {
            Operand inner = unary();
            if (!tokens.takes(")")) {
                throw tokens.refused("A closing parenthesis is missing.");
            }
            return inner;
        }
        String number = tokens.number();
        if (!number.isEmpty()) {
            return new Number(value(number, column));
        }
        StaticNames.Named named = names.next(tokens);
        return new Place(named.address(), named.type(), named.size(), named.name());
    }

    private Place element(Operand operand, int bracket) throws ExpressionException {
        Address first = switch (operand) {
            case Address address -> address;
            case Place place -> decayed(place, bracket);
            case Number number -> throw tokens.refused(bracket, "A bare address has no elements.");
        };
        int column = tokens.column();
        boolean negative = tokens.takes("-");
        String number = tokens.number();
        if (number.isEmpty()) {
            throw tokens.refused("An index must be a constant number.");
        }
        long index = negative ? -value(number, column) : value(number, column);
        if (!tokens.takes("]")) {
            throw tokens.refused("A closing bracket is missing.");
        }
        if (operand instanceof Place place && place.type.stripped() instanceof Array array) {
            OptionalLong count = array.count();
            // Fewer than two elements at a structure's end are C's old way to say "as many as there are".
            if (index < 0 || count.orElse(0) > 1 && index >= count.getAsLong()) {
                throw tokens.refused(column, place.text + " has the elements 0 to " + (count.orElse(1) - 1) + ".");
            }
        }
        Type element = first.target;
        if (element.size() == 0) {
            throw tokens.refused(bracket, "The elements of " + first.text + " have no size.");
        }
        return new Place(first.address + index * element.size(), element, element.size(),
                first.text + "[" + index + "]");
    }

    private Place member(Place place, int column) throws ExpressionException {
        int nameColumn = tokens.column();
        String name = tokens.name();
        if (name.isEmpty()) {
            throw tokens.refused("The name of a member is missing.");
        }
        if (!(place.type.stripped() instanceof Structure structure)) {
            throw tokens.refused(column, place.text + " has no members" + named(place.type) + ".");
        }
        Structure whole = types.completed(structure);
        int[] budget = {10_000};
        Optional<Member> found = find(whole.members().get(), name, 0, 0, budget);
        if (found.isEmpty()) {
            throw tokens.refused(nameColumn, whole.isComplete()
                    ? whole.text() + " has no member " + name + "."
                    : "The program does not say what " + whole.text() + " is made of.");
        }
        Member member = found.get();
        Type type = member.type().get();
        long size = member.bits().isPresent() ? member.bits().get().bytes() : type.size();
        return new Place(place.address + member.offset(), type, size, place.text + "." + name);
    }

    /** Looks through anonymous structures too; damaged files may nest them in themselves, so there is an end to it. */
    private Optional<Member> find(List<Member> members, String name, long offset, int nesting, int[] budget) {
        for (Member member : members) {
            if (--budget[0] < 0 || nesting > DEEPEST) {
                return Optional.empty();
            }
            if (member.name().equals(name)) {
                return Optional.of(new Member(name, offset + member.offset(), member.bits(), member.type()));
            }
            if (member.name().isEmpty() && member.type().get().stripped() instanceof Structure inner) {
                Optional<Member> found = find(inner.members().get(), name, offset + member.offset(), nesting + 1,
                        budget);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private long value(String number, int column) throws ExpressionException {
        String digits = number.replaceFirst("(?i)[ul]+$", "");
        try {
            long value = digits.matches("0\\d+") ? Long.parseLong(digits, 8) : Long.decode(digits);
            if (value < MEMORY_SIZE) {
                return value;
            }
            throw tokens.refused(column, number + " is larger than any 32-bit address.");
        } catch (NumberFormatException e) {
            throw tokens.refused(column, number + " is not a number.");
        }
    }

    private static String named(Type type) {
        return type instanceof Unknown unknown ? ": " + unknown.reason() : ": its type is " + type.text();
    }
}
