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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IVariable;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.SourceLine;
import org.lguest.dwarf.machine.TargetMemory;

/**
 * One activation of a function. The object outlives steps within it, and is then updated, so that the Debug view's tree
 * and its selection stay as they are.
 */
public final class GuestStackFrame extends GuestDebugElement implements IStackFrame {

    private final GuestThread thread;
    private volatile FramePosition position;
    private volatile List<GuestRegisterGroup> groups;
    private final FrameVariables variables;

    GuestStackFrame(GuestThread thread, FramePosition position, List<GuestRegisterGroup> groups, TargetMemory memory) {
        super(thread.getDebugTarget());
        this.thread = thread;
        this.position = position;
        this.groups = groups;
        this.variables = new FrameVariables(this, position.frame(), memory);
    }

    /** The frame that an element of a guest stands for; empty while the guest runs. */
    public static Optional<GuestStackFrame> of(@Nullable Object context) {
        return switch (context) {
            case GuestStackFrame frame when frame.isSuspended() -> Optional.of(frame);
            case GuestThread thread -> thread.frames().stream().findFirst();
            case GuestDebugTarget target when target.hasThreads() ->
                target.getThreads()[0].frames().stream().findFirst();
            case null, default -> Optional.empty();
        };
    }

    boolean isSameFunctionAs(FramePosition other) {
        return position.isSameFunctionAs(other);
    }

    /** @param laterStop whether the guest has moved since; it has not when the debugger wrote */
    void update(FramePosition now, List<GuestRegisterGroup> values, TargetMemory memory, boolean laterStop) {
        position = now;
        variables.update(now.frame(), memory, laterStop);
        if (!areLike(groups, values)) {
            // It has become a caller, or the innermost frame again.
            groups = values;
            return;
        }
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).update(values.get(i), laterStop);
        }
    }

    private static boolean areLike(List<GuestRegisterGroup> some, List<GuestRegisterGroup> others) {
        boolean like = some.size() == others.size();
        for (int i = 0; like && i < some.size(); i++) {
            like = some.get(i).isLike(others.get(i));
        }
        return like;
    }

    /** The linear address, unsigned, of the instruction that is executed next in this activation. */
    public int address() {
        return position.address();
    }

    /** The function, where the image has a symbol for it. */
    public Optional<Function> function() {
        return position.function();
    }

    /** The source line, where the image has debug information for it. */
    public Optional<SourceLine> line() {
        return position.line();
    }

    /** What is wrong with the file that is shown for its line, as far as it has been shown yet. */
    public Optional<LguestStatus> sourceDifference() {
        return line().flatMap(line -> getDebugTarget().sources().difference(line.file()));
    }

    /**
     * Compares the file that is found for its line with what was compiled, and has views tell when it is another.
     * Returns at once.
     *
     * @param resource the same in the workspace
     */
    public void compareSource(Path text, Optional<IFile> resource) {
        line().ifPresent(line -> getDebugTarget().sources().compare(line.file(), text, resource,
                () -> thread.fireChangeEvent(DebugEvent.CONTENT)));
    }

    /** Whether it was found by what the compiler says, and not guessed from the code of the function that it called. */
    public boolean isCertain() {
        return position.isCertain();
    }

    /** Whether its function has left by a tail call: a jump, so that its caller will be returned to, and not it. */
    public boolean isTailCall() {
        return position.isTailCall();
    }

    /** Whether it is a copy that the compiler put into the function of the next frame. */
    public boolean isInlined() {
        return position.isInlined();
    }

    @Override
    public GuestThread getThread() {
        return thread;
    }

    /** The function's name or, where there is none, the address. */
    @Override
    public String getName() {
        return function().map(Function::name).orElseGet(() -> String.format("0x%08x", address()));
    }

    @Override
    public int getLineNumber() {
        return line().map(SourceLine::line).orElse(-1);
    }

    @Override
    public int getCharStart() {
        return -1;
    }

    @Override
    public int getCharEnd() {
        return -1;
    }

    @Override
    public IRegisterGroup[] getRegisterGroups() {
        return groups.toArray(IRegisterGroup[]::new);
    }

    @Override
    public boolean hasRegisterGroups() {
        return !groups.isEmpty();
    }

    /**
     * The arguments and locals in sight, the innermost block's first; then a row for the variables of files. Asking
     * waits for the emulator, a moment at most.
     */
    @Override
    public IVariable[] getVariables() throws DebugException {
        return isSuspended()
                ? Stream.concat(variables.all().stream(), GuestGlobals.of(getDebugTarget(), variables).stream())
                        .toArray(IVariable[]::new)
                : new IVariable[0];
    }

    /** Evaluates a C expression where the frame stands, without waiting. Assignments are not carried out. */
    public CompletableFuture<Outcome> evaluate(String expression) {
        return variables.evaluate(expression);
    }

    @Override
    public boolean hasVariables() {
        return isSuspended() && function().isPresent();
    }

    FramePosition position() {
        return position;
    }

    /** How many frames are further in; -1 if this is none of the thread's any more. */
    private int index() {
        return thread.frames().indexOf(this);
    }

    /** Into what is called at the place where the guest stands: into a caller one can't step. */
    @Override
    public boolean canStepInto() {
        return index() == 0;
    }

    @Override
    public boolean canStepOver() {
        return index() >= 0;
    }

    @Override
    public boolean canStepReturn() {
        return index() >= 0 && index() + 1 < thread.frames().size();
    }

    @Override
    public boolean isStepping() {
        return thread.isStepping();
    }

    @Override
    public void stepInto() throws DebugException {
        if (!canStepInto()) {
            throw LguestStatus.NOT_SUPPORTED.debugException();
        }
        thread.stepInto();
    }

    /** Of a caller: once the guest has returned to it. */
    @Override
    public void stepOver() throws DebugException {
        thread.stepOver(index());
    }

    @Override
    public void stepReturn() throws DebugException {
        thread.stepReturn(index());
    }

    @Override
    public boolean canResume() {
        return thread.canResume();
    }

    @Override
    public boolean canSuspend() {
        return thread.canSuspend();
    }

    @Override
    public boolean isSuspended() {
        return thread.isSuspended();
    }

    @Override
    public void resume() throws DebugException {
        thread.resume();
    }

    @Override
    public void suspend() throws DebugException {
        thread.suspend();
    }

    @Override
    public boolean canTerminate() {
        return thread.canTerminate();
    }

    @Override
    public boolean isTerminated() {
        return thread.isTerminated();
    }

    @Override
    public void terminate() throws DebugException {
        thread.terminate();
    }
}
