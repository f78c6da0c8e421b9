/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.gdb.Recording.Answer;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueText;

/**
 * What the product reads in a frame, in gdb's words, and what it would by gdb's rules.
 *
 * @param carried the frame as if callees preserved every register
 * @param stack that the frame is of
 */
record FrameReading(ProgramImage image, StackFrame frame, StackFrame carried, List<StackFrame> stack, TargetMemory memory) {
    /** gdb's word for a pointer that does not exist. */
    static final String NO_POINTER = "<synthetic pointer>";
    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z_]\\w*");
    private static final Pattern MEMBER = Pattern.compile("(\\w+)\\.(\\w+)");
    private static final Pattern POINTED = Pattern.compile("\\*(\\w+)");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    private static final String NOT_IN_MEMORY = "error: Attempt to take address of value not located in memory.";
    /** What it takes to give an array of characters an address. */
    private static final String NO_CALLS = "error: Cannot call functions in the program: may-call-functions is off.";
    private static final String UNINITIALIZED = "error: DWARF-2 expression error: DW_OP_GNU_uninit must";
    private static final String NO_NUMBER = "<invalid float value>";
    /** Of the registers that i386's calls need not preserve, and no others. */
    private static final Pattern NOT_PRESERVED = Pattern.compile(
            "\\b(eax|ecx|edx|eflags|st[0-7]|xmm[0-7]|mm[0-7]) is not preserved by the call\\.?$");
    private static final String UNREADABLE = "memory can't be read at ";

    /** Values as the product writes them, but for the reason why there is none, of which gdb has fewer. */
    static ValueText text(ProgramImage image, TargetMemory memory) {
        ValueText text = image.text(memory);
        return new ValueText(text.children(), text.labelOf(), reason -> reason.startsWith(UNREADABLE)
                ? "<error: Cannot access memory at address " + reason.substring(UNREADABLE.length()) + ">"
                : NOT_PRESERVED.matcher(reason).find() ? Explanation.NOWHERE_NOW : "<optimized out>");
    }

    /** An answer of gdb's, with one word for whatever it refuses. */
    static String error(String answer) {
        return answer.startsWith("error: Cannot access") ? "<" + answer + ">"
                : answer.startsWith("error: ") ? "error" : answer;
    }

    /**
     * A variable's value of gdb's, with one word for whatever it refuses. Of pieces that the compiler says are not
     * initialized, gdb refuses to read on; nobody has a value.
     */
    static String variable(String answer) {
        return answer.startsWith(UNINITIALIZED) ? "<optimized out>" : error(answer);
    }

    /** The variables in sight; of one name the innermost first. */
    Map<String, List<String>> values() {
        return values(frame, value -> value);
    }

    private Map<String, List<String>> values(StackFrame standing, UnaryOperator<Value> reading) {
        return byName(memory.ask(() -> image.variables(standing, memory).stream().map(named -> new Answer(named.name(),
                text(image, memory).of(reading.apply(named.value())))).toList(), Runnable::run).join());
    }

    static Map<String, List<String>> byName(List<Answer> answers) {
        Map<String, List<String>> found = new TreeMap<>();
        answers.forEach(a -> found.computeIfAbsent(a.question(), n -> new ArrayList<>()).add(a.answer()));
        return found;
    }

    static String value(Map<String, List<String>> values, String name, int index) {
        List<String> found = values.getOrDefault(name, List.of());
        return index < found.size() ? found.get(index) : "nothing";
    }

    /** An expression's value with its type where gdb writes that, or what refuses it. */
    String evaluated(String expression) {
        return evaluated(expression, frame);
    }

    private String evaluated(String expression, StackFrame standing) {
        return memory.ask(() -> {
            try {
                return text(image, memory).withType(image.evaluate(expression, standing, memory).value());
            } catch (ExpressionException e) {
                String reason = e.getMessage();
                int unreadable = reason.indexOf(UNREADABLE);
                return NOT_PRESERVED.matcher(reason).find() ? Explanation.ERROR_NOW
                        : unreadable < 0 ? "error" : "<error: Cannot access memory at address "
                        + reason.substring(unreadable + UNREADABLE.length(), reason.length() - 1) + ">";
            }
        }, Runnable::run).join();
    }

    /** An expression with numbers that gdb has for variables, of their types, in the variables' places. */
    String derived(String expression, Map<String, String> numbers) {
        return NAME.matcher(expression).replaceAll(name -> INTEGER.matcher(numbers.getOrDefault(name.group(), "")).matches()
                ? "((" + type(name.group()) + ") " + numbers.get(name.group()) + ")" : name.group());
    }

    private String type(String variable) {
        return memory.ask(() -> image.variables(frame, memory).stream().filter(v -> v.name().equals(variable)).findFirst()
                .map(v -> v.value().type().text()).orElse(""), Runnable::run).join();
    }

    /** Of a variable; @param index of those of that name. */
    Alternatives alternatives(String variable, int index) {
        return new Alternatives() {
            @Override
            public String carried() {
                return value(values(carried, value -> value), variable, index);
            }

            @Override
            public String zeroBehind() {
                return value(values(frame, PiecesBehind::zero), variable, index);
            }

            @Override
            public String overrun() {
                byte[] next = frame.activation().registers().bytes(I386Register.ST0 + 1).orElse(new byte[2]);
                return value(values(frame, v -> PiecesBehind.overrun(v, next)), variable, index);
            }

            @Override
            public String zeroBeyond() {
                return value(values(frame, PiecesBehind::zeroBeyond), variable, index);
            }

            @Override
            public boolean isOfOriginal() {
                return NamedCalls.isOfOriginal(stack, frame);
            }
        };
    }

    /** Of an expression. */
    Alternatives alternatives(Answer theirs) {
        String expression = theirs.question();
        return new Alternatives() {
            @Override
            public String carried() {
                return evaluated(expression, carried);
            }

            @Override
            public String zeroBehind() {
                return memberOfZero(expression);
            }

            @Override
            public String subtracted() {
                return evaluated(expression.replaceFirst("^-", "0 - "));
            }

            @Override
            public String nulled() {
                return evaluated(replaced(expression, NO_POINTER, "((char *) 0)"));
            }

            @Override
            public String notANumber() {
                String replaced = replaced(expression, NO_NUMBER, "(0.0 / 0.0)");
                return replaced.equals(expression) ? "" : evaluated(replaced);
            }

            @Override
            public String first() {
                Matcher pointed = POINTED.matcher(expression);
                return pointed.matches() && List.of(NOT_IN_MEMORY, NO_CALLS).contains(theirs.answer())
                        ? evaluated(pointed.group(1) + "[0]") : "";
            }

            @Override
            public boolean isNamedAsFunction() {
                return frame.isInlined() && frame.function().isPresent() && NAME.matcher(expression).results()
                        .anyMatch(name -> name.group().equals(frame.function().get().name()));
            }
        };
    }

    /** With something else in place of the variables whose value ends so. */
    private String replaced(String expression, String value, String replacement) {
        return NAME.matcher(expression).replaceAll(name ->
                evaluated(name.group()).endsWith(value) ? replacement : name.group());
    }

    /** What a member is to gdb of a variable that has zeros behind its last piece; empty of other expressions. */
    private String memberOfZero(String expression) {
        Matcher member = MEMBER.matcher(expression);
        if (!member.matches()) {
            return "";
        }
        return memory.ask(() -> {
            try {
                Value whole = PiecesBehind.zero(image.evaluate(member.group(1), frame, memory).value());
                return whole.type().stripped() instanceof Type.Structure structure
                        ? structure.members().get().stream().filter(m -> m.name().equals(member.group(2))).findFirst()
                                .map(m -> text(image, memory).withType(whole.member(m))).orElse("")
                        : "";
            } catch (ExpressionException e) {
                return "";
            }
        }, Runnable::run).join();
    }
}
