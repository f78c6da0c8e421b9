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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.NamedValue;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceFile;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.value.Child;
import org.lguest.dwarf.value.Children;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.hypervisor.session.FrameScope;

/**
 * The variables of a frame, and what they were when somebody last looked at an earlier stop, so that a view can mark
 * what has changed since. What nobody has looked at yet is not marked.
 */
final class FrameVariables {

    /**
     * A variable or a part of one, as it is shown.
     *
     * @param path  tells it from all others of the frame
     * @param expression names it in C
     * @param text  its value, or in angle brackets why it has none
     * @param parts how many parts it has
     * @param range which elements the value is, if the user has chosen so
     */
    record Shown(String path, String name, String expression, Value value, String text, long parts,
            Optional<ElementRange> range) {

        /** As {@link #path}, and another one as an array than as what the program says. */
        String identity() {
            return range.map(chosen -> path + '@' + chosen.first() + ',' + chosen.length()).orElse(path);
        }
    }

    /** What is remembered: far more than a view can show. */
    private static final int MOST_TEXTS = 10_000;

    private final GuestStackFrame frame;
    private final ProgramImage image;
    /** Texts by path, at earlier stops and at this one. */
    private final Map<String, String> before = new HashMap<>();
    private Map<String, String> now = new ConcurrentHashMap<>();
    private StackFrame position;
    private TargetMemory memory;

    FrameVariables(GuestStackFrame frame, StackFrame position, TargetMemory memory) {
        this.frame = frame;
        this.image = frame.getDebugTarget().image();
        this.position = position;
        this.memory = memory;
    }

    /** @param laterStop whether the guest has moved since; it has not when the debugger wrote */
    synchronized void update(StackFrame latest, TargetMemory latestMemory, boolean laterStop) {
        position = latest;
        memory = latestMemory;
        if (laterStop) {
            if (before.size() > MOST_TEXTS) {
                before.clear();
            }
            before.putAll(now);
        }
        now = new ConcurrentHashMap<>();
    }

    /** Arguments and locals in sight, the innermost block's first. */
    List<GuestVariable> all() throws DebugException {
        StackFrame where;
        synchronized (this) {
            where = position;
        }
        return ask(asked -> once(image.variables(where, asked)).stream()
                .<Supplier<Shown>>map(variable -> () -> show(key(variable), variable.name(), variable.name(),
                        variable.value(), asked)).toList());
    }

    /**
     * Without those that have no value and stand behind one of the same name. It is the same variable, for debug
     * information may tell of a copy's variable in a block, and again of the original as one that was left out; or it
     * is hidden by the other, and nobody can ask for it.
     */
    static List<NamedValue> once(List<NamedValue> innermostFirst) {
        Set<String> seen = new HashSet<>();
        return innermostFirst.stream()
                .filter(each -> seen.add(each.name()) || !(each.value().storage() instanceof Storage.Absent)).toList();
    }

    /** The file whose function the frame stands in. */
    Optional<SourceFile> file() {
        StackFrame where;
        synchronized (this) {
            where = position;
        }
        return image.primarySource(where);
    }

    /** The variables of a file. */
    List<GuestVariable> globals(SourceFile file) throws DebugException {
        String owner = file().filter(file::equals).isPresent() ? "" : '\'' + file.path() + "'::";
        return ask(asked -> image.globals(file, asked).stream()
                .<Supplier<Shown>>map(variable -> () -> show(file.fullPath() + ' ' + variable.name(), variable.name(),
                        owner + variable.name(), variable.value(), asked)).toList());
    }

    /** The same in each activation of the function. */
    private String key(NamedValue variable) {
        return frame.getName() + ' ' + variable.block() + ' ' + variable.name();
    }

    /** @param from 0 or, of chosen elements, the first one's index for the first */
    List<GuestVariable> parts(Shown whole, long from, int count) throws DebugException {
        int first = whole.range().map(ElementRange::first).orElse(0);
        return ask(asked -> {
            List<Child> children = image.children(asked).of(whole.value(), from - first, count);
            return IntStream.range(0, children.size()).<Supplier<Shown>>mapToObj(i -> {
                Child child = children.get(i);
                String name = whole.range().isPresent() ? "[" + (from + i) + "]" : child.name();
                return () -> show(whole.identity() + '/' + name, name,
                        PartExpression.of(whole.expression(), whole.value().type(), name), child.value(), asked);
            }).toList();
        });
    }

    /** Shows a value as these elements from now on, and has the views look again. */
    void display(Shown shown, ElementRange elements) {
        arrays().choose(shown.path(), elements);
        frame.getThread().fireChangeEvent(DebugEvent.CONTENT);
    }

    /** Shows a value as what the program says, and has the views look again. */
    void restore(Shown shown) {
        arrays().restore(shown.path());
        frame.getThread().fireChangeEvent(DebugEvent.CONTENT);
    }

    private ArrayDisplays arrays() {
        return frame.getDebugTarget().arrays();
    }

    /** Where a variable or a part of one lies in memory, and with which frame it goes, without waiting. */
    CompletableFuture<Optional<WatchPlace>> watchPlace(Shown shown, String name) {
        StackFrame where;
        TargetMemory asked;
        synchronized (this) {
            where = position;
            asked = memory;
        }
        OptionalInt address = shown.value().address();
        long size = shown.value().type().size();
        if (address.isEmpty() || size <= 0 || size > Integer.MAX_VALUE) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return asked.ask(() -> Optional.of(new WatchPlace(frame.getDebugTarget().guest(), name, address.getAsInt(),
                (int) size, scope(address.getAsInt(), where, asked))), frame.getDebugTarget().worker());
    }

    private Optional<FrameScope> scope(int address, StackFrame where, TargetMemory asked) {
        try {
            OptionalInt life = image.locate(String.format("*(char *)0x%x", address), 1, where, asked).frame();
            OptionalInt end = life.isEmpty() ? life : image.returnAddress(where, asked);
            return end.isEmpty() ? Optional.empty() : Optional.of(new FrameScope(end.getAsInt(), life.getAsInt()));
        } catch (ExpressionException noFrame) {
            return Optional.empty();
        }
    }

    /**
     * What a C expression of the frame comes to as a value of a variable. What is shown after a pointer's value, in
     * angle brackets, may be left there.
     */
    VariableWriter.Wanted wanted(Value variable, String expression) {
        StackFrame where;
        TargetMemory asked;
        synchronized (this) {
            where = position;
            asked = memory;
        }
        String plain = expression.replaceFirst("(0x[0-9a-fA-F]+)\\s*<[^<>]*>.*$", "$1");
        return () -> {
            try {
                Evaluation evaluation = image.evaluate(plain, where, asked);
                if (!evaluation.writes().isEmpty()) {
                    throw new NoValueException(Messages.FrameVariables_onlyValue);
                }
                return NewValue.of(variable, evaluation.value(), asked);
            } catch (ExpressionException e) {
                throw new NoValueException(reason(e));
            }
        };
    }

    /** What is wrong, and where in the expression, if it is not all of it. */
    private static String reason(ExpressionException e) {
        String expression = e.expression();
        if (e.column() == 0 && (e.length() == expression.length() || expression.isBlank())) {
            return String.valueOf(e.getMessage());
        }
        boolean isInside = e.column() < expression.length();
        return NLS.bind(isInside ? Messages.FrameVariables_at : Messages.FrameVariables_atEnd, e.getMessage(),
                isInside ? expression.substring(e.column()) : expression);
    }

    /** Evaluates a C expression where the frame stands, without waiting. Assignments are not carried out. */
    CompletableFuture<Outcome> evaluate(String expression) {
        StackFrame where;
        TargetMemory asked;
        synchronized (this) {
            where = position;
            asked = memory;
        }
        return asked.ask(() -> evaluate(expression, where, asked), frame.getDebugTarget().worker());
    }

    private Outcome evaluate(String expression, StackFrame where, TargetMemory asked) {
        try {
            Evaluation evaluation = image.evaluate(expression, where, asked);
            if (!evaluation.writes().isEmpty()) {
                return new Outcome.Failed(Messages.FrameVariables_assignment);
            }
            return new Outcome.Valued(new GuestVariableValue(frame, this,
                    show("watch " + expression, expression,
                            PartExpression.whole(expression), evaluation.value(), asked)));
        } catch (ExpressionException e) {
            return new Outcome.Failed(reason(e));
        }
    }

    private Shown show(String path, String name, String expression, Value value, TargetMemory asked) {
        Children children = image.children(asked);
        Optional<ElementRange> range = arrays().of(path);
        Optional<Value> elements = range.flatMap(chosen -> ArrayDisplays.elements(value, chosen, children));
        Value seen = elements.orElse(value);
        String text = image.text(asked).withType(elements.map(ArrayDisplays::told).orElse(value));
        return new Shown(path, name, expression, seen, text, children.count(seen),
                elements.isPresent() ? range : Optional.empty());
    }

    /** Which variables there are. What is in each is asked for one by one: what is far away is read over and over. */
    private interface Question {
        List<Supplier<Shown>> of(TargetMemory memory);
    }

    private CompletableFuture<List<Shown>> ask(Question question, TargetMemory asked) {
        Executor worker = frame.getDebugTarget().worker();
        return asked.ask(() -> question.of(asked), worker).thenCompose(rows -> {
            List<CompletableFuture<Shown>> shown = rows.stream().map(row -> asked.ask(row, worker)).toList();
            return CompletableFuture.allOf(shown.toArray(CompletableFuture[]::new))
                    .thenApply(done -> shown.stream().map(CompletableFuture::join).toList());
        });
    }

    private List<GuestVariable> ask(Question question) throws DebugException {
        TargetMemory asked;
        Map<String, String> texts;
        synchronized (this) {
            asked = memory;
            texts = now;
        }
        List<Shown> shown = Patience.await(ask(question, asked));
        shown.forEach(each -> texts.put(each.identity(), each.text()));
        return shown.stream().map(each -> new GuestVariable(frame, this, each)).toList();
    }

    synchronized boolean hasChanged(Shown shown) {
        return Optional.ofNullable(before.get(shown.identity())).filter(text -> !text.equals(shown.text())).isPresent();
    }

    synchronized TargetMemory memory() {
        return memory;
    }
}
