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
import java.util.OptionalInt;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IIndexedValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.osgi.util.NLS;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.model.FrameVariables.Shown;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/**
 * What a variable holds at a stop. Its parts are fetched when they are asked for, of arrays page by page. Asking waits
 * for the emulator, a moment at most.
 */
public final class GuestVariableValue extends GuestDebugElement implements IIndexedValue {

    private final FrameVariables variables;
    private final Shown shown;

    GuestVariableValue(GuestStackFrame frame, FrameVariables variables, Shown shown) {
        super(frame.getDebugTarget());
        this.variables = variables;
        this.shown = shown;
    }

    /** Where it is, and as what. */
    Value place() {
        return shown.value();
    }

    @Override
    public String getReferenceTypeName() {
        return shown.value().type().text();
    }

    /** The value, or in angle brackets why there is none. */
    @Override
    public String getValueString() {
        return shown.text();
    }

    /** For a pane with room: as {@link #getValueString}, but why there is no value as lines of their own. */
    public String detail() {
        return shown.value().storage() instanceof Storage.Absent(String reason)
                ? NLS.bind(Messages.GuestVariableValue_absent, reason.replace("; ", ";\n").replace(", ", ",\n"))
                : getValueString();
    }

    @Override
    public boolean isAllocated() {
        return true;
    }

    @Override
    public boolean hasVariables() {
        return shown.parts() > 0;
    }

    @Override
    public IVariable[] getVariables() throws DebugException {
        return getVariables(getInitialOffset(), getSize());
    }

    @Override
    public IVariable[] getVariables(int offset, int length) throws DebugException {
        if (offset < getInitialOffset() || length < 0) {
            throw LguestStatus.NOT_A_NUMBER.debugException(offset + ", " + length);
        }
        return variables.parts(shown, offset, length).toArray(IVariable[]::new);
    }

    @Override
    public IVariable getVariable(int offset) throws DebugException {
        IVariable[] one = getVariables(offset, 1);
        if (one.length == 0) {
            throw LguestStatus.NOT_A_NUMBER.debugException(offset);
        }
        return one[0];
    }

    @Override
    public int getSize() {
        return (int) Math.min(shown.parts(), Integer.MAX_VALUE);
    }

    @Override
    public int getInitialOffset() {
        return shown.range().map(ElementRange::first).orElse(0);
    }

    /** Whether it is a pointer or an array, of which a user may know how many elements there are. */
    public boolean canDisplayAsArray() {
        return ArrayDisplays.isPossible(shown.value());
    }

    /** The elements that it is shown as by {@link #displayAsArray}; empty while it is shown as the program says. */
    public Optional<ElementRange> displayedAs() {
        return shown.range();
    }

    /** How many elements there are, as far as is known: of arrays with a length. */
    public OptionalInt length() {
        return shown.value().type().stripped() instanceof Type.Array array && array.count().isPresent()
                ? OptionalInt.of(getSize()) : OptionalInt.empty();
    }

    /**
     * Shows these elements instead of it: in each activation of its function, at each stop, until the guest ends. The
     * views are told by a CHANGE event.
     */
    public void displayAsArray(ElementRange elements) {
        variables.display(shown, elements);
    }

    /** Ends {@link #displayAsArray}. */
    public void restoreOriginalType() {
        variables.restore(shown);
    }

    /** Views divide arrays; the members of a structure are few. */
    @Override
    public <T> @Nullable T getAdapter(Class<T> adapter) {
        boolean asArray = adapter == IIndexedValue.class && !(shown.value().type().stripped() instanceof Type.Array);
        return asArray ? null : super.getAdapter(adapter);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GuestVariableValue value && value.variables == variables
                && value.shown.path().equals(shown.path()) && value.shown.value().equals(shown.value());
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(variables), shown.path());
    }
}
