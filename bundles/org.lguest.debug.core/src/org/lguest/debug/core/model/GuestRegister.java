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

import java.util.List;
import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IValue;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.RegisterValue;

/**
 * A register as a frame shows it: its value at the last stop, beside the one before. Where its bits have names of their
 * own the value can be unfolded.
 */
public final class GuestRegister extends GuestDebugElement implements IRegister, Changeable {

    private final GuestThread thread;
    private final IRegisterGroup group;
    private final String name;
    private final int bits;
    private final boolean writable;
    private final Optional<RegisterLayout> layout;
    private final List<GuestRegisterField> fields;
    private volatile int value;
    private volatile int before;

    /** @param before the value at the stop before this one */
    GuestRegister(GuestThread thread, IRegisterGroup group, RegisterValue register, int before) {
        super(thread.getDebugTarget());
        this.thread = thread;
        this.group = group;
        this.name = register.name();
        this.bits = register.bits();
        this.writable = register.writable();
        this.value = register.value();
        this.before = before;
        this.layout = RegisterLayout.of(name);
        this.fields = layout.stream().flatMap(known -> known.fields().stream())
                .map(field -> new GuestRegisterField(this, group, field)).toList();
    }

    /**
     * The register object stays, so that views keep their place.
     *
     * @param laterStop whether the guest has moved since; it has not when the debugger wrote
     */
    void update(int now, boolean laterStop) {
        if (laterStop) {
            before = value;
        }
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

    /** The value at the stop before: equal to {@link #value()} if there was none. */
    int valueBefore() {
        return before;
    }

    @Override
    public IValue getValue() {
        return new GuestValue(getDebugTarget(), typeName(), text(), fields,
                layout.map(known -> text() + ": " + known.describe(value)).orElseGet(this::text));
    }

    @Override
    public String getReferenceTypeName() {
        return typeName();
    }

    private String typeName() {
        return bits == 16 ? "word" : "dword";
    }

    private String text() {
        return String.format("0x%0" + bits / 4 + "x", value);
    }

    @Override
    public boolean hasValueChanged() {
        return value != before;
    }

    @Override
    public boolean supportsValueModification() {
        return writable && thread.isSuspended();
    }

    /** Asks for the change and returns; the views are told by a CHANGE event when it is done, or has been refused. */
    @Override
    public void setValue(String expression) throws DebugException {
        int number = parse(expression, bits);
        if (!supportsValueModification()) {
            throw LguestStatus.NOT_WRITABLE.debugException();
        }
        write(number);
    }

    void write(int number) {
        getDebugTarget().session().writeRegister(name, number).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<?>(var refusal)) {
                report(LguestStatus.CHANGE_REFUSED.status(name, refusal.message()));
            }
            thread.refresh();
        });
    }

    @Override
    public void check(String text) throws DebugException {
        parse(text, bits);
    }

    /**
     * A number as users write it: hexadecimal with 0x, or decimal, perhaps negative.
     *
     * @throws DebugException if it is none, or does not fit
     */
    static int parse(String text, int bits) throws DebugException {
        long number;
        try {
            number = Long.decode(text.strip());
        } catch (NumberFormatException e) {
            throw LguestStatus.NOT_A_NUMBER.debugException(text);
        }
        ValueRange.unsigned(bits).check(number, text.strip());
        return (int) (number & (1L << bits) - 1);
    }
}
