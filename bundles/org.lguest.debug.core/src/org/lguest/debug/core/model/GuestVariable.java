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

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.model.FrameVariables.Shown;

/**
 * An argument, a local variable or a part of one, with its value at a stop. It equals the same variable of the same
 * frame at another stop, so that views keep it selected and unfolded.
 */
public final class GuestVariable extends GuestDebugElement implements IVariable, Changeable {

    private final GuestStackFrame frame;
    private final FrameVariables variables;
    private final Shown shown;

    GuestVariable(GuestStackFrame frame, FrameVariables variables, Shown shown) {
        super(frame.getDebugTarget());
        this.frame = frame;
        this.variables = variables;
        this.shown = shown;
    }

    /** The name; of an anonymous member its type's. */
    @Override
    public String getName() {
        return shown.name().isEmpty() ? shown.value().type().text() : shown.name();
    }

    @Override
    public String getReferenceTypeName() {
        return shown.value().type().text();
    }

    @Override
    public IValue getValue() {
        return new GuestVariableValue(frame, variables, shown);
    }

    /** A C expression for it, in the frame whose variable it is. */
    public String expression() {
        return shown.expression();
    }

    /** Where it lies in memory; empty if it is in a register, or nowhere. Completes on the worker. */
    public CompletableFuture<Optional<WatchPlace>> watchPlace() {
        return variables.watchPlace(shown, getName());
    }

    @Override
    public boolean hasValueChanged() {
        return variables.hasChanged(shown);
    }

    @Override
    public boolean supportsValueModification() {
        return frame.isSuspended() && NewValue.isPossible(shown.value());
    }

    /**
     * Changes a number, an enumeration or a pointer, by itself or a C expression of the frame, a character as
     * {@code 'c'}, or an array of characters as {@code "text"}. Asks for the change and returns; the views are told by
     * a CHANGE event when it is done, or has been refused.
     */
    @Override
    public void setValue(String expression) throws DebugException {
        if (!supportsValueModification()) {
            throw LguestStatus.NOT_CHANGED_AS_A_WHOLE.debugException();
        }
        Optional<byte[]> bytes = NewValue.parse(shown.value(), expression);
        new VariableWriter(frame.getThread(), variables.memory()).write(getName(), shown.value(),
                bytes.<VariableWriter.Wanted>map(known -> () -> known).orElseGet(() -> variables.wanted(shown.value(), expression)));
    }

    @Override
    public void check(String text) throws DebugException {
        NewValue.parse(shown.value(), text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestVariable variable && variable.frame == frame
                && variable.shown.path().equals(shown.path()) && variable.shown.value().equals(shown.value());
    }

    @Override
    public int hashCode() {
        return Objects.hash(frame, shown.path());
    }
}
