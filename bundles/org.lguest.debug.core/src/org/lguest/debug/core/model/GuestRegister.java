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

import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IValue;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.Answer;

/** A register, or a field of one, as a frame shows it: the value at the last stop. */
public final class GuestRegister extends GuestDebugElement implements IRegister {

    private final GuestThread thread;
    private final IRegisterGroup group;
    private final String name;
    private final int bits;
    private final boolean writable;
    private volatile int value;
    private volatile boolean changed;

    /** @param bits 1 to 32 */
    GuestRegister(GuestThread thread, IRegisterGroup group, String name, int bits, int value, boolean writable) {
        super(thread.getDebugTarget());
        this.thread = thread;
        this.group = group;
        this.name = name;
        this.bits = bits;
        this.value = value;
        this.writable = writable;
    }

    /** A later stop: the register object stays, so that views keep their place. */
    void update(int now) {
        changed = now != value;
        value = now;
    }

    @Override
    public IRegisterGroup getRegisterGroup() {
        return group;
    }

    @Override
    public String getName() {
        return name;
    }

    /** The value in the low {@link #bits()} bits. */
    public int value() {
        return value;
    }

    public int bits() {
        return bits;
    }

    @Override
    public IValue getValue() {
        return new GuestValue(getDebugTarget(), typeName(), text());
    }

    @Override
    public String getReferenceTypeName() {
        return typeName();
    }

    private String typeName() {
        return switch (bits) {
            case 32 -> "dword";
            case 16 -> "word";
            case 1 -> "bit";
            default -> bits + " bits";
        };
    }

    private String text() {
        return bits < 16 ? Integer.toString(value) : String.format("0x%0" + bits / 4 + "x", value);
    }

    @Override
    public boolean hasValueChanged() {
        return changed;
    }

    @Override
    public boolean supportsValueModification() {
        return writable && thread.isSuspended();
    }

    /** Asks for the change and returns; the views are told by a CHANGE event when it is done, or has been refused. */
    @Override
    public void setValue(String expression) throws DebugException {
        int number = parse(expression, bits).orElseThrow(() -> LguestStatus.NOT_A_NUMBER.debugException(expression));
        if (!supportsValueModification()) {
            throw LguestStatus.NOT_WRITABLE.debugException();
        }
        getDebugTarget().session().writeRegister(name, number).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<?>(var refusal)) {
                getDebugTarget().log(LguestStatus.of(refusal));
            }
            thread.refresh();
        });
    }

    @Override
    public void setValue(IValue other) throws DebugException {
        setValue(other.getValueString());
    }

    @Override
    public boolean verifyValue(String expression) {
        return parse(expression, bits).isPresent();
    }

    @Override
    public boolean verifyValue(IValue other) throws DebugException {
        return verifyValue(other.getValueString());
    }

    /** A number as users write it: hexadecimal with 0x, or decimal, perhaps negative; empty if it does not fit. */
    static Optional<Integer> parse(String text, int bits) {
        try {
            long number = Long.decode(text.strip());
            boolean fits = number >= -(1L << bits - 1) && number < 1L << bits;
            return fits ? Optional.of((int) (number & (1L << bits) - 1)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
