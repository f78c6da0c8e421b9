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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The C expression that a place in a source text is in, as a hover over it asks for: of {@code a->b[i].c} the part up
 * to the name that is pointed at, and up to the bracket for a bracket; in assembly, {@code $eax} for {@code %eax}. It
 * is only cut out here; whether it has a value is for whoever evaluates it.
 *
 * @param text to be evaluated, without the comments and line ends that may be in the source
 * @param offset where it begins in the source
 * @param length how many characters of the source it takes
 */
public record SourceExpression(String text, int offset, int length) {
    /** Of directives, strings and characters the beginning only: Java's patterns recurse into what may be long. */
    private static final Pattern WORDS = Pattern.compile("(?<blank>\\s+|\\\\\\R|//[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
            + "|(?<open>#|L?[\"'])|(?<number>\\.?[0-9](?:[eEpP][-+]|[\\w.])*+)|(?<name>[A-Za-z_]\\w*)"
            + "|(?<sign>->|\\.\\.\\.|\\+\\+|--|<<=|>>=|[-+*/%&|^=!<>]=|(?s:.))");
    private static final Set<String> KEYWORDS = Set.of("auto", "break", "case", "char", "const", "continue", "default",
            "do", "double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
            "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union",
            "unsigned", "void", "volatile", "while", "_Bool", "_Alignof", "_Alignas", "_Atomic", "_Noreturn",
            "_Static_assert", "_Thread_local", "asm", "__asm__", "typeof", "__typeof__", "__attribute__", "defined");
    /** What follows these is no variable's name. */
    private static final Set<String> BEFORE_TAGS = Set.of("struct", "union", "enum", "goto");
    private static final Set<String> CHANGES = Set.of("=", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
            "<<=", ">>=");
    private static final Pattern REGISTER = Pattern.compile("e?[abcd]x|[abcd][lh]|e?[sd]i|e?[sb]p|[c-gs]s|eflags");
    /** Expressions are short; what is longer is no C. */
    private static final int MOST_WORDS = 200;

    private enum Kind {
        NAME, LITERAL, SIGN
    }

    private record Word(Kind kind, String text, int start, int end) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isName() {
            return kind == Kind.NAME && !KEYWORDS.contains(text);
        }
    }

    /**
     * The expression at an offset; none in comments, strings, preprocessor directives, at keywords, tags of types and
     * operators, and where a value could only be had by calling a function or by changing one.
     *
     * @param source a whole file, or as much as begins and ends outside of comments
     * @param offset from 0
     */
    public static Optional<SourceExpression> at(CharSequence source, int offset) {
        List<Word> words = words(source, offset);
        int at = 0;
        while (at < words.size() && words.get(at).end() <= offset) {
            at++;
        }
        if (at == words.size() || words.get(at).start() > offset) {
            return Optional.empty();
        }
        Word word = words.get(at);
        if (isRegister(words, at)) {
            return Optional.of(new SourceExpression('$' + word.text(), word.start() - 1, word.text().length() + 1));
        }
        int last = word.is("[") ? closing(words, at) : at;
        boolean isTag = word.isName() && at > 0 && BEFORE_TAGS.contains(words.get(at - 1).text());
        if (last < 0 || isTag || !word.isName() && !word.is("[") && !word.is("]")) {
            return Optional.empty();
        }
        int first = beginning(words, last);
        if (first < 0 || !isHarmless(words.subList(first, last + 1))) {
            return Optional.empty();
        }
        int start = words.get(first).start();
        return Optional.of(new SourceExpression(joined(words.subList(first, last + 1)), start,
                words.get(last).end() - start));
    }

    /** The words of the source up to some way behind the offset, in which an opening bracket there is closed. */
    private static List<Word> words(CharSequence source, int offset) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORDS.matcher(source);
        int behind = 0;
        while (behind < MOST_WORDS && matcher.lookingAt()) {
            int end = matcher.group("open") != null ? closed(source, matcher.end()) : matcher.end();
            Kind kind = matcher.group("name") != null ? Kind.NAME
                    : matcher.group("sign") != null ? Kind.SIGN
                    : matcher.group("blank") != null || source.charAt(matcher.start()) == '#' ? null : Kind.LITERAL;
            if (kind != null) {
                words.add(new Word(kind, source.subSequence(matcher.start(), end).toString(), matcher.start(), end));
                behind += matcher.start() > offset ? 1 : 0;
            }
            matcher.region(end, source.length());
        }
        return words;
    }

    /** The end of a directive, or of a string or a character, whose first character is before that place. */
    private static int closed(CharSequence source, int from) {
        char quote = source.charAt(from - 1);
        for (int at = from; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at += at + 2 < source.length() && source.charAt(at + 1) == '\r' && source.charAt(at + 2) == '\n' ? 2 : 1;
            } else if (c == quote && quote != '#') {
                return at + 1;
            } else if (c == '\n') {
                return at;
            }
        }
        return source.length();
    }

    /** The first word of the postfix expression (C11, section 6.5.2) that ends with that word; -1 if there is none. */
    private static int beginning(List<Word> words, int last) {
        int at = last;
        while (at >= 0 && last - at < MOST_WORDS) {
            Word word = words.get(at);
            if (word.is("]")) {
                at = opening(words, at) - 1;
            } else if (word.is(")")) {
                int open = opening(words, at);
                return open < 0 || open > 0 && isCalled(words.get(open - 1)) ? -1 : open;
            } else if (word.isName()) {
                boolean isMember = at > 0 && (words.get(at - 1).is(".") || words.get(at - 1).is("->"));
                if (!isMember) {
                    return at;
                }
                at -= 2;
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** Whether it is one as the GNU assembler writes it: what is left of a remainder is not written in that way. */
    private static boolean isRegister(List<Word> words, int at) {
        Word word = words.get(at);
        if (at == 0 || !words.get(at - 1).is("%") || words.get(at - 1).end() != word.start()
                || !REGISTER.matcher(word.text()).matches()) {
            return false;
        }
        return at == 1 || words.get(at - 2).end() < words.get(at - 1).start() || words.get(at - 2).kind() == Kind.SIGN;
    }

    private static boolean isCalled(Word before) {
        return before.isName() || before.is(")") || before.is("]");
    }

    private static int closing(List<Word> words, int open) {
        int depth = 0;
        for (int at = open; at < words.size(); at++) {
            depth += depth(words.get(at));
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static int opening(List<Word> words, int close) {
        int depth = 0;
        for (int at = close; at >= 0 && close - at < MOST_WORDS; at--) {
            depth += depth(words.get(at));
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static int depth(Word word) {
        return word.is("[") || word.is("(") ? 1 : word.is("]") || word.is(")") ? -1 : 0;
    }

    private static boolean isHarmless(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            boolean isCall = i > 0 && words.get(i).is("(") && words.get(i - 1).isName();
            boolean isForeign = words.get(i).is(";") || words.get(i).is("{") || words.get(i).is("}");
            if (isCall || isForeign || words.get(i).kind() == Kind.SIGN && CHANGES.contains(words.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    private static String joined(List<Word> words) {
        StringBuilder text = new StringBuilder();
        Kind before = Kind.SIGN;
        for (Word word : words) {
            if (before != Kind.SIGN && word.kind() != Kind.SIGN) {
                text.append(' ');
            }
            text.append(word.text());
            before = word.kind();
        }
        return text.toString();
    }
}
