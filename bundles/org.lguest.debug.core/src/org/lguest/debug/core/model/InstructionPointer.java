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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

import org.eclipse.debug.core.DebugEvent;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.Function;
import org.lguest.hypervisor.session.Answer;

/**
 * Where a suspended guest goes on, to be moved by the user: Move to Line and Resume at Line. A guest is only moved
 * within the function where it stands, for another one would find a stack that is not its own.
 *
 * <p>Of all a debugger does this alone, and writing registers and memory, alters a run: because the user says so.
 *
 * <p>Any thread may call it, and none waits. A menu asks for each line that the caret comes to whether the guest can be
 * moved there, and is answered from what has been read for the file; what has not, is read by the worker, which then
 * announces a change of the thread's state: who shows that asks anew.
 */
public final class InstructionPointer {

    private static final String REGISTER = "eip";

    private final GuestThread thread;
    /** Where it stood when something was asked last. This, and what is known of it, under the lock. */
    private Optional<Function> function = Optional.empty();
    /** By path, the lines that have code, with their places in the function. */
    private final Map<String, NavigableMap<Integer, OptionalInt>> known = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    InstructionPointer(GuestThread thread) {
        this.thread = thread;
    }

    /**
     * Whether the guest can be moved to a line, as far as is known.
     *
     * @param path absolute path of the source file on this machine
     * @param line from 1; one without code stands for the next that has some
     * @return false also while it runs, and while what has to be known is being read
     */
    public synchronized boolean canMoveTo(String path, int line) {
        Optional<Function> here = function();
        if (here.isEmpty()) {
            return false;
        }
        if (!here.equals(function)) {
            function = here;
            known.clear();
            asked.clear();
        }
        if (!known.containsKey(path) && asked.add(path)) {
            worker(() -> learn(here.get(), path));
        }
        return known.containsKey(path) && place(known.get(path), line).isPresent();
    }

    private void learn(Function here, String path) {
        NavigableMap<Integer, OptionalInt> lines = thread.getDebugTarget().image().linesWithCode(path, here);
        synchronized (this) {
            if (function.filter(here::equals).isEmpty()) {
                return;
            }
            known.put(path, lines);
        }
        thread.fireChangeEvent(DebugEvent.STATE);
    }

    /**
     * Has the guest stand elsewhere; views are told when it does. If it can't, it stays where it is and the user is
     * told.
     *
     * @param path as for {@link #canMoveTo}
     */
    public void moveTo(String path, int line) {
        find(path, line, place -> write(place, thread::refresh));
    }

    /** As {@link #moveTo}, and lets the guest go from there. */
    public void resumeAt(String path, int line) {
        find(path, line, place -> write(place, thread.getDebugTarget().session()::resume));
    }

    private void find(String path, int line, IntConsumer then) {
        worker(() -> {
            OptionalInt place = function().map(here -> thread.getDebugTarget().image().linesWithCode(path, here))
                    .map(lines -> place(lines, line)).orElse(OptionalInt.empty());
            // The guest may have gone on since it was asked.
            place.ifPresentOrElse(then, () -> thread.report(LguestStatus.LINE_ELSEWHERE.status(path, line)));
        });
    }

    private static OptionalInt place(NavigableMap<Integer, OptionalInt> lines, int line) {
        var next = lines.ceilingEntry(line);
        return next == null ? OptionalInt.empty() : next.getValue();
    }

    /** Where the guest stands; empty while it runs. */
    private Optional<Function> function() {
        List<GuestStackFrame> frames = thread.frames();
        return frames.isEmpty() ? Optional.empty() : frames.getFirst().position().function();
    }

    private void worker(Runnable task) {
        thread.getDebugTarget().worker().execute(task);
    }

    private void write(int address, Runnable then) {
        thread.getDebugTarget().session().writeRegister(REGISTER, address).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<?>(var refusal)) {
                thread.report(LguestStatus.CHANGE_REFUSED.status(REGISTER, refusal.message()));
            } else {
                then.run();
            }
        });
    }
}
