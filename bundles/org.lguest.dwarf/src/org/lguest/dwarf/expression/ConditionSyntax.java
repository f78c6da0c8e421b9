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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.value.Value;

/**
 * Tells, while no program is known, whether a text can be a condition in C. What its names stand for is left open:
 * {@code (a) * b} is a product or a cast, and either will do.
 */
public final class ConditionSyntax {
    private static final Set<String> WORDS_OF_TYPES = Set.of("char", "short", "int", "long", "signed", "unsigned", "float",
            "double", "void", "_Bool", "struct", "union", "enum");
    /** Of names that may be types: each doubles the readings. Who writes more is believed. */
    private static final int MOST_OPEN_NAMES = 6;

    private ConditionSyntax() {
    }

    /** @throws InvalidExpressionException what is wrong and where, if it is no condition whatever its names mean */
    public static void check(String text) throws InvalidExpressionException {
        Reading plain = new Reading(Set.of());
        Optional<InvalidExpressionException> wrong = plain.problem(text);
        if (wrong.isEmpty()) {
            return;
        }
        List<String> open = new ArrayList<>(plain.open);
        if (open.size() > MOST_OPEN_NAMES) {
            return;
        }
        for (int chosen = 1; chosen < 1 << open.size(); chosen++) {
            Set<String> types = new LinkedHashSet<>();
            for (int i = 0; i < open.size(); i++) {
                if ((chosen >>> i & 1) != 0) {
                    types.add(open.get(i));
                }
            }
            Reading reading = new Reading(types);
            Optional<InvalidExpressionException> other = reading.problem(text);
            if (other.isEmpty()) {
                return;
            }
            if (other.get().column() > wrong.get().column()) {
                // The reading that makes most sense is the one that gets furthest.
                wrong = other;
            }
            reading.open.stream().filter(name -> !open.contains(name) && open.size() < MOST_OPEN_NAMES)
                    .forEach(open::add);
        }
        throw wrong.get();
    }

    /** One way to read it: with these names for types. */
    private static final class Reading implements Names {
        private final Set<String> types;
        /** Names in parentheses that might be types. */
        private final Set<String> open = new LinkedHashSet<>();

        Reading(Set<String> types) {
            this.types = types;
        }

        Optional<InvalidExpressionException> problem(String text) {
            try {
                require(Parser.parse(text, this));
                return Optional.empty();
            } catch (InvalidExpressionException e) {
                return Optional.of(e);
            }
        }

        /** The mistake that every programmer makes, and floating point, which no condition computes with. */
        private static void require(Node node) throws InvalidExpressionException {
            switch (node) {
                case Node.Assignment assignment -> throw new InvalidExpressionException(assignment.column(),
                        "A condition changes nothing: == compares.");
                case Node.Real real ->
                    throw new InvalidExpressionException(real.column(), "A condition computes with integers only.");
                case Node.Unary unary -> require(unary.operand());
                case Node.Binary(String sign, Node left, Node right, int column) -> {
                    if (sign.equals(",") || sign.equals("@")) {
                        throw new InvalidExpressionException(column, sign + " is not for conditions.");
                    }
                    require(left);
                    require(right);
                }
                case Node.Choice(Node condition, Node yes, Node no, int column) -> {
                    require(condition);
                    require(yes);
                    require(no);
                }
                case Node.Cast cast -> require(cast.operand());
                case Node.Member member -> require(member.whole());
                case Node.Index(Node whole, Node index, int column) -> {
                    require(whole);
                    require(index);
                }
                case Node.Integer i -> { }
                case Node.Name name -> { }
                case Node.Register register -> { }
                case Node.SizeOfType type -> { }
                case Node.SizeOf size -> { }
            }
        }

        /** Asked of the first word in parentheses. */
        @Override
        public Optional<Value> variable(String owner, String name) {
            if (WORDS_OF_TYPES.contains(name) || types.contains(name)) {
                return Optional.empty();
            }
            open.add(name);
            return Optional.of(Value.at(0, CTypes.INT));
        }

        @Override
        public Optional<Type> type(List<String> words) {
            return Optional.of(CTypes.INT);
        }

        @Override
        public Optional<Value> register(String name) {
            return Optional.empty();
        }

        @Override
        public Structure completed(Structure structure) {
            return structure;
        }

        @Override
        public Optional<Value> symbol(String name) {
            return Optional.empty();
        }
    }
}
