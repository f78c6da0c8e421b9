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

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IValue;
import org.lguest.debug.core.LguestStatus;

/** Some bits of a register by their own name. Writing them writes the register. */
final class GuestRegisterField extends GuestDebugElement implements IRegister, Changeable {

    private final GuestRegister register;
    private final IRegisterGroup group;
    private final RegisterLayout.Field field;

    /** @param group that shows it: the register's own, or one for such fields */
    GuestRegisterField(GuestRegister register, IRegisterGroup group, RegisterLayout.Field field) {
        super(register.getDebugTarget());
        this.register = register;
        this.group = group;
        this.field = field;
    }

    @Override
    public IRegisterGroup getRegisterGroup() {
        return group;
    }

    @Override
    public String getName() {
        return field.name();
    }

    @Override
    public String getReferenceTypeName() {
        return field.width() == 1 ? "bit" : field.width() + " bits";
    }

    @Override
    public IValue getValue() {
        return new GuestValue(getDebugTarget(), getReferenceTypeName(), Integer.toString(field.of(register.value())));
    }

    @Override
    public boolean hasValueChanged() {
        return field.of(register.value()) != field.of(register.valueBefore());
    }

    @Override
    public boolean supportsValueModification() {
        return !field.fixed() && register.supportsValueModification();
    }

    @Override
    public void setValue(String expression) throws DebugException {
        int number = GuestRegister.parse(expression, field.width());
        if (!supportsValueModification()) {
            throw LguestStatus.NOT_WRITABLE.debugException();
        }
        register.write(field.in(register.value(), number));
    }

    @Override
    public void check(String text) throws DebugException {
        GuestRegister.parse(text, field.width());
    }
}
