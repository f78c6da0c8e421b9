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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.CodeAddress;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.Stack;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.frame.CarriedRegisters;
import org.lguest.dwarf.frame.Recovery;
import org.lguest.dwarf.gdb.Recording.Answer;
import org.lguest.dwarf.gdb.Recording.Frame;
import org.lguest.dwarf.gdb.Recording.Stop;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;

/** Compares what this product makes of a stop with what gdb makes of it, fact by fact. */
public final class Comparison {
    /** Where the two differ. @param explanation why; empty where nobody knows */
    public record Difference(String kind, String place, String ours, String theirs, String explanation) {
        @Override
        public String toString() {
            return place + "\n    ours   " + ours + "\n    gdb's  " + theirs
                    + (explanation.isEmpty() ? "" : "\n    " + explanation);
        }
    }

    private static final List<I386Register> COMPARED = List.of(I386Register.ESP, I386Register.EBP, I386Register.EBX,
            I386Register.ESI, I386Register.EDI);

    static final String TAIL_CALLS = "tail calls";
    /** As much below the stack pointer is recorded anew at every stop. */
    private static final int RED = 256;
    /** Of a segment that is executed (System V ABI, "Program Header"). */
    private static final int PF_X = 1;
    private static final int LARGEST_STACK = 1 << 20;
    private static final List<I386Register> GENERAL = List.of(I386Register.EAX, I386Register.ECX, I386Register.EDX,
            I386Register.EBX, I386Register.ESP, I386Register.EBP, I386Register.ESI, I386Register.EDI, I386Register.EIP);
    private static final Pattern NAME = Pattern.compile("\\b[A-Za-z_]\\w*");
    private static final Pattern INTEGER = Pattern.compile("(-?\\d+)(?: '.*')?");

    private final ProgramImage image;
    private final String program;
    private final Fault fault;
    private final Map<String, Integer> compared = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();

    public Comparison(ProgramImage image, String program) {
        this(image, program, Fault.NONE);
    }

    Comparison(ProgramImage image, String program, Fault fault) {
        this.fault = fault;
        this.image = image;
        this.program = program;
    }

    /** How many facts of each kind have been compared. */
    public Map<String, Integer> compared() {
        return compared;
    }

    /** Those that nobody has explained. */
    public List<Difference> unexplained() {
        return differences.stream().filter(d -> d.explanation().isEmpty()).toList();
    }

    public List<Difference> differences() {
        return differences;
    }

    /** Compares all that was recorded of a stop. */
    public void compare(Stop stop) {
        Machine machine = fault.machine(stop);
        TargetMemory memory = new TargetMemory(machine);
        Stack stack = image.stack(machine, memory, 100, Runnable::run).join();
        String place = program + " at " + Integer.toHexString(stop.address());
        List<Frame> theirs = new ArrayList<>(stop.frames());
        JumpFrames.withoutCircles(theirs, stack.frames()).forEach(frame -> {
            compared.merge(TAIL_CALLS, 1, Integer::sum);
            differences.add(new Difference(TAIL_CALLS, place, "none", text(frame),
                    "of jumps in a circle gdb takes the longer way for the only one"));
        });
        List<StackFrame> all = CarriedRegisters.in(stack.frames(), machine);
        List<StackFrame> frames = new ArrayList<>();
        List<StackFrame> carried = new ArrayList<>();
        for (int i = 0; i < stack.frames().size() && frames.size() < theirs.size(); i++) {
            String why = JumpFrames.whyOnlyOurs(stack.frames(), i, theirs.get(frames.size()), memory);
            if (why.isEmpty()) {
                frames.add(stack.frames().get(i));
                carried.add(all.get(i));
            } else {
                compared.merge(TAIL_CALLS, 1, Integer::sum);
                differences.add(new Difference(TAIL_CALLS, place, text(stack.frames().get(i)), "none", why));
            }
        }
        for (int i = 0; i < theirs.size(); i++) {
            String ours = i < frames.size() ? text(frames.get(i)) : "none: " + stack.end();
            if (i >= frames.size() && !isCode(theirs.get(i).address(), machine)) {
                compared.merge("frames", 1, Integer::sum);
                differences.add(new Difference("frames", place + ", frame " + i, ours, text(theirs.get(i)),
                        "gdb goes on with a caller that is in no code of the program"));
            } else if (fact("frames", place + ", frame " + i, ours, text(theirs.get(i)))) {
                variables(place + ", frame " + i, new FrameReading(image, frames.get(i), carried.get(i), stack.frames(), memory),
                        theirs.get(i), machine);
            }
        }
        for (Answer global : stop.globals()) {
            String ours = memory.ask(() -> image.global(global.question(), "", memory)
                    .map(named -> FrameReading.text(image, memory).of(named.value())).orElse("nothing"), Runnable::run).join();
            fact("values", place + ", " + global.question(), ours, global.answer());
        }
    }

    private static boolean isCode(int address, Machine machine) {
        return machine.program().segments().stream().anyMatch(s -> s.covers(address) && (s.flags() & PF_X) != 0);
    }

    /** Compares the machine of a stop with gdb's: general registers, and the memory that gdb has recorded. */
    public void compareMachines(Stop ours, Stop theirs) {
        String place = program + " at " + Integer.toHexString(theirs.address());
        for (I386Register register : GENERAL) {
            fact("registers", place + ", " + register.lowerCaseName(), hex(ours.machine(), register),
                    hex(theirs.machine(), register));
        }
        int esp = theirs.machine().value(I386Register.ESP.number()).orElse(0);
        theirs.machine().memory().forEach((address, bytes) -> {
            // What the stack has shrunk from is not recorded anew.
            boolean isOld = Integer.toUnsignedLong(esp - RED - address - 1) < LARGEST_STACK;
            if (!isOld) {
                fact("memory", place + ", 0x" + Integer.toHexString(address),
                        HexFormat.of().formatHex(ours.machine().memory().getOrDefault(address, new byte[0])),
                        HexFormat.of().formatHex(bytes));
            }
        });
    }

    /** Compares where to stop for a line. */
    void line(Stepping.Line theirs, LineExplanation explanation) {
        int line = image.nextLineWithCode(theirs.file(), theirs.line()).orElse(0);
        List<Integer> ours = image.addressesOf(theirs.file(), line).stream().map(CodeAddress::address).distinct()
                .sorted(Integer::compareUnsigned).toList();
        compared.merge("lines", 1, Integer::sum);
        if (!ours.equals(theirs.addresses())) {
            differences.add(new Difference("lines", program + ", " + theirs.file() + ":" + theirs.line(), hex(ours),
                    hex(theirs.addresses()), explanation.of(theirs, ours)));
        }
    }

    private static String hex(List<Integer> addresses) {
        return addresses.stream().map(Integer::toHexString).toList().toString();
    }

    /** Compares where a step has led. */
    void step(String place, String ours, String theirs, String explanation) {
        compared.merge("steps", 1, Integer::sum);
        if (!ours.equals(theirs)) {
            differences.add(new Difference("steps", program + ", " + place, ours, theirs, explanation));
        }
    }

    private static String hex(Machine machine, I386Register register) {
        return Integer.toHexString(machine.value(register.number()).orElse(0));
    }

    private void variables(String place, FrameReading ours, Frame theirs, Machine machine) {
        if (theirs.level() == 0) {
            theirs.expressions().forEach(a -> condition(place, a, ours.frame(), machine));
        }
        Map<String, String> lost = new HashMap<>();
        Map<String, List<String>> values = ours.values();
        Map<String, List<String>> others = FrameReading.byName(theirs.variables());
        fact("scopes", place, values.keySet().toString(), others.keySet().toString());
        others.forEach((name, answers) -> {
            for (int i = 0; i < answers.size(); i++) {
                String value = FrameReading.value(values, name, i);
                Alternatives other = ours.alternatives(name, i);
                String answer = FrameReading.variable(answers.get(i));
                answer = answer.contains(FrameReading.NO_POINTER)
                        ? PiecesBehind.withOurWords(answer, value, other.zeroBehind()) : answer;
                boolean isSame = fact("values", place + ", " + name, value, answer, other);
                if (!isSame && !differences.getLast().explanation().isEmpty()) {
                    lost.put(name, answers.get(i));
                }
            }
        });
        theirs.expressions().forEach(a -> expression(place, a, lost, ours));
    }

    /**
     * What is asked of a variable whose value differs for a reason, and so differs too, is no difference again.
     *
     * @param lost such variables, each with gdb's value
     */
    private void expression(String place, Answer theirs, Map<String, String> lost, FrameReading reading) {
        String question = theirs.question();
        // A size that gdb can't tell is a value to it that is optimized out.
        boolean isNoSize = question.startsWith("sizeof") && theirs.answer().equals("<optimized out>");
        String answer = isNoSize ? "error" : FrameReading.error(theirs.answer());
        String ours = reading.evaluated(question);
        List<String> ofLost = NAME.matcher(question).results().map(name -> lost.getOrDefault(name.group(), ""))
                .filter(value -> !value.isEmpty()).toList();
        boolean isDerived = ofLost.contains(theirs.answer())
                || !ofLost.isEmpty() && reading.evaluated(reading.derived(question, lost)).equals(answer);
        Alternatives other = reading.alternatives(theirs);
        answer = answer.equals(FrameReading.NO_POINTER) ? PiecesBehind.withOurWords(answer, ours, other.zeroBehind()) : answer;
        isDerived |= !ofLost.isEmpty() && ours.equals("<optimized out>") && answer.equals(FrameReading.NO_POINTER);
        if (!isDerived && (ofLost.isEmpty() || Explanation.of(ours, answer, other).isEmpty())) {
            fact("expressions", place + ", " + question, ours, answer, other);
        }
    }

    /** Integers as conditions come to them; all else conditions do not ask for. */
    private void condition(String place, Answer theirs, StackFrame frame, Machine machine) {
        Matcher integer = INTEGER.matcher(theirs.answer());
        if (!integer.matches() || frame.activation().recovery() != Recovery.MACHINE) {
            return;
        }
        try {
            Predicate predicate = image.condition(theirs.question(), frame.activation().address());
            long value = new PredicateRun(machine).value(predicate);
            boolean isUnsigned = value < 0 && !theirs.answer().startsWith("-");
            fact("conditions", place + ", condition " + theirs.question(),
                    Long.toString(isUnsigned ? value & 0xFFFF_FFFFL : value), integer.group(1));
        } catch (ExpressionException e) {
            // Not what the processor computes with at a hit.
        } catch (ArithmeticException e) {
            fact("conditions", place + ", condition " + theirs.question(), String.valueOf(e.getMessage()), theirs.answer());
        }
    }

    private static String text(StackFrame frame) {
        return text(frame.isTailCall() ? "tailcall" : frame.isInlined() ? "inline" : "normal", frame.activation().address(),
                frame.function().map(f -> f.name()).orElse(""), frame.line().map(l -> l.file().name()).orElse(""),
                frame.line().map(l -> l.line()).orElse(0),
                COMPARED.stream().map(r -> frame.activation().registers().value(r.number()).orElse(0)).toList());
    }

    private static String text(Frame frame) {
        return text(frame.kind(), frame.address(), frame.function(), frame.file(), frame.line(), frame.registers());
    }

    private static String text(String kind, int address, String function, String file, int line, List<Integer> registers) {
        return "%s %x in %s at %s:%d with %s".formatted(kind, address, function, file, line,
                registers.stream().map(Integer::toHexString).toList());
    }

    private boolean fact(String kind, String place, String ours, String theirs) {
        return fact(kind, place, ours, theirs, Alternatives.NONE);
    }

    private boolean fact(String kind, String place, String ours, String theirs, Alternatives other) {
        compared.merge(kind, 1, Integer::sum);
        String mine = fault.text(ours);
        if (mine.replace(Explanation.NOWHERE_NOW, "<optimized out>").equals(theirs)
                || mine.equals(Explanation.ERROR_NOW) && theirs.equals("error")) {
            return true;
        }
        differences.add(new Difference(kind, place, mine, theirs, Explanation.of(mine, theirs, other)));
        return false;
    }
}
