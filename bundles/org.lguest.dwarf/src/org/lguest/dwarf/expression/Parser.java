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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.lguest.dwarf.expression.Token.Kind;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.type.Type;

/**
 * Reads an expression (C11, section 6.5), with gdb's {@code @} for so many elements. Recursive descent, one method a
 * rule; binary operators by precedence.
 */
final class Parser {
    /** The signs of GNU's operators for the parts of complex numbers, for which gdb has functions. */
    static final String REAL_PART = "__real__";
    static final String IMAGINARY_PART = "__imag__";
    private static final Map<String, String> PARTS = Map.of("_creal", REAL_PART, "_cimag", IMAGINARY_PART);
    private static final int DEEPEST = 200;
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(Map.entry("||", 1), Map.entry("&&", 2),
            Map.entry("|", 3), Map.entry("^", 4), Map.entry("&", 5), Map.entry("==", 6), Map.entry("!=", 6),
            Map.entry("<", 7), Map.entry(">", 7), Map.entry("<=", 7), Map.entry(">=", 7), Map.entry("<<", 8),
            Map.entry(">>", 8), Map.entry("@", 9), Map.entry("+", 10), Map.entry("-", 10), Map.entry("*", 11),
            Map.entry("/", 11), Map.entry("%", 11));
    private static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=",
            ">>=");
    private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "restrict");

    private final List<Token> tokens;
    private final Names names;
    private int position;
    private int depth;

    private Parser(List<Token> tokens, Names names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** @param names tells types from other names */
    static Node parse(String text, Names names) throws InvalidExpressionException {
        Parser parser = new Parser(Lexer.tokens(text), names);
        if (parser.peek().kind() == Kind.END) {
            throw new InvalidExpressionException(0, "The expression is empty.");
        }
        Node node = parser.comma();
        if (parser.peek().kind() != Kind.END) {
            throw parser.refused("The expression should end here.");
        }
        return node;
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token take() {
        Token token = tokens.get(position);
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    private boolean takes(String sign) {
        boolean is = peek().is(sign);
        if (is) {
            take();
        }
        return is;
    }

    private InvalidExpressionException refused(String reason) {
        return new InvalidExpressionException(peek().column(), reason);
    }

    private void enter() throws InvalidExpressionException {
        if (++depth > DEEPEST) {
            throw refused("The expression is nested too deeply.");
        }
    }

    private Node comma() throws InvalidExpressionException {
        Node node = assignment();
        while (peek().is(",")) {
            Token sign = take();
            node = new Node.Binary(",", node, assignment(), sign.column());
        }
        return node;
    }

    private Node assignment() throws InvalidExpressionException {
        enter();
        try {
            Node target = choice();
            if (peek().kind() == Kind.SIGN && ASSIGNMENTS.contains(peek().text())) {
                Token sign = take();
                String operation = sign.text().substring(0, sign.text().length() - 1);
                return new Node.Assignment(operation, target, assignment(), sign.column());
            }
            return target;
        } finally {
            depth--;
        }
    }

    private Node choice() throws InvalidExpressionException {
        Node condition = binary(1);
        if (!peek().is("?")) {
            return condition;
        }
        Token sign = take();
        Node yes = comma();
        if (!takes(":")) {
            throw refused("A : is missing.");
        }
        enter();
        try {
            return new Node.Choice(condition, yes, choice(), sign.column());
        } finally {
            depth--;
        }
    }

    private Node binary(int least) throws InvalidExpressionException {
        Node left = unary();
        while (true) {
            Integer precedence = peek().kind() == Kind.SIGN ? PRECEDENCE.get(peek().text()) : null;
            if (precedence == null || precedence < least) {
                return left;
            }
            Token sign = take();
            left = new Node.Binary(sign.text(), left, binary(precedence + 1), sign.column());
        }
    }

    private Node unary() throws InvalidExpressionException {
        enter();
        try {
            Token token = peek();
            if (token.kind() == Kind.SIGN && Set.of("*", "&", "-", "+", "!", "~").contains(token.text())) {
                take();
                return new Node.Unary(token.text(), unary(), token.column());
            }
            if (token.is("&&") || token.is("++") || token.is("--")) {
                throw refused(token.text() + " can't be used here.");
            }
            if (token.isName("sizeof")) {
                take();
                Optional<Type> type = parenthesisedType();
                return type.isPresent()
                        ? new Node.SizeOfType(type.get(), token.column())
                        : new Node.SizeOf(unary(), token.column());
            }
            if (token.isName(REAL_PART) || token.isName(IMAGINARY_PART)) {
                take();
                return new Node.Unary(token.text(), unary(), token.column());
            }
            Optional<Type> cast = parenthesisedType();
            return cast.isPresent() ? new Node.Cast(cast.get(), unary(), token.column()) : postfix();
        } finally {
            depth--;
        }
    }

    private Node postfix() throws InvalidExpressionException {
        Node node = primary();
        while (true) {
            Token token = peek();
            if (takes("[")) {
                Node index = comma();
                if (!takes("]")) {
                    throw refused("A closing bracket is missing.");
                }
                node = new Node.Index(node, index, token.column());
            } else if (takes(".") || takes("->")) {
                Token name = take();
                if (name.kind() != Kind.NAME) {
                    throw new InvalidExpressionException(name.column(), "The name of a member is missing.");
                }
                Node whole = token.is("->") ? new Node.Unary("*", node, token.column()) : node;
                node = new Node.Member(whole, name.text(), name.column());
            } else if (token.is("(") && node instanceof Node.Register part && PARTS.containsKey(part.name())) {
                take();
                node = new Node.Unary(PARTS.get(part.name()), comma(), part.column());
                if (!takes(")")) {
                    throw refused("A closing parenthesis is missing.");
                }
            } else if (token.is("(")) {
                if (node instanceof Node.Name name && name.owner().isEmpty() && !isVariable(name.name())
                        && names.symbol(name.name()).isEmpty()) {
                    throw new InvalidExpressionException(name.column(), "Nothing in sight is named " + name.name()
                            + ". If it is a macro, write what it stands for.");
                }
                throw refused("Functions can't be called while the program stands.");
            } else if (token.is("++") || token.is("--")) {
                throw refused("Write += 1 or -= 1 instead.");
            } else {
                return node;
            }
        }
    }

    private Node primary() throws InvalidExpressionException {
        Token token = take();
        switch (token.kind()) {
            case NUMBER -> {
                return Literals.number(token);
            }
            case CHARACTER -> {
                return Literals.character(token);
            }
            case REGISTER -> {
                return new Node.Register(token.text(), token.column());
            }
            case FILE -> {
                take();
                return name(token.text(), token.column());
            }
            case NAME -> {
                if (takes("::")) {
                    return name(token.text(), token.column());
                }
                return new Node.Name("", token.text(), token.column());
            }
            default -> {
                if (token.is("(")) {
                    Node inner = comma();
                    if (!takes(")")) {
                        throw refused("A closing parenthesis is missing.");
                    }
                    return inner;
                }
                throw new InvalidExpressionException(token.column(), "A name or a number is missing.");
            }
        }
    }

    private Node name(String owner, int column) throws InvalidExpressionException {
        Token name = take();
        if (name.kind() != Kind.NAME) {
            throw new InvalidExpressionException(name.column(), "A name is missing after ::.");
        }
        return new Node.Name(owner, name.text(), column);
    }

    /** Takes a type in parentheses, if one is next. */
    private Optional<Type> parenthesisedType() throws InvalidExpressionException {
        int start = position;
        if (!takes("(")) {
            return Optional.empty();
        }
        int column = peek().column();
        List<String> words = new ArrayList<>();
        while (peek().kind() == Kind.NAME && !peek().text().equals("sizeof")) {
            words.add(take().text());
        }
        List<String> plain = words.stream().filter(w -> !QUALIFIERS.contains(w)).toList();
        boolean isVariable = !plain.isEmpty() && isVariable(plain.getFirst());
        Optional<Type> named = plain.isEmpty() || isVariable ? Optional.empty() : names.type(plain);
        if (named.isEmpty()) {
            boolean isMeantAsType = words.size() > 1 || words.size() == 1 && !isVariable && isPointerDeclarator();
            if (isMeantAsType) {
                throw new InvalidExpressionException(column, "No type is named " + String.join(" ", plain) + ".");
            }
            position = start;
            return Optional.empty();
        }
        Type type = declarator(qualified(named.get(), words));
        if (!takes(")")) {
            throw refused("A closing parenthesis is missing.");
        }
        return Optional.of(type);
    }

    private boolean isVariable(String name) {
        try {
            return names.variable("", name).isPresent();
        } catch (NoValueException e) {
            return true;
        }
    }

    /** Whether nothing but stars is before the next closing parenthesis. */
    private boolean isPointerDeclarator() {
        int at = position;
        while (tokens.get(at).is("*")) {
            at++;
        }
        return at > position && tokens.get(at).is(")");
    }

    /** In the order in which compilers nest them, whatever that of the words. */
    private static Type qualified(Type type, List<String> words) {
        Type result = type;
        for (String qualifier : List.of("restrict", "volatile", "const")) {
            result = words.contains(qualifier) ? new Type.Qualified(qualifier, result) : result;
        }
        return result;
    }

    private Type declarator(Type base) throws InvalidExpressionException {
        Type type = base;
        while (peek().is("*")) {
            take();
            List<String> qualifiers = new ArrayList<>();
            while (peek().kind() == Kind.NAME && QUALIFIERS.contains(peek().text())) {
                qualifiers.add(take().text());
            }
            type = qualified(CTypes.pointerTo(type), qualifiers);
        }
        List<Long> counts = new ArrayList<>();
        while (takes("[")) {
            Token count = take();
            if (count.kind() != Kind.NUMBER || !(Literals.number(count) instanceof Node.Integer number)
                    || !takes("]")) {
                throw new InvalidExpressionException(count.column(), "A number of elements and ] are missing.");
            }
            counts.add(number.value());
        }
        for (long count : counts.reversed()) {
            if (count < 0 || count > 1L << 30 || type.size() * count > 1L << 32) {
                throw refused("An array larger than memory.");
            }
            type = new Type.Array(type, OptionalLong.of(count));
        }
        return type;
    }
}
