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

import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

/** A value that has no parts. */
final class GuestValue extends GuestDebugElement implements IValue {

    private final String typeName;
    private final String text;

    GuestValue(GuestDebugTarget target, String typeName, String text) {
        super(target);
        this.typeName = typeName;
        this.text = text;
    }

    @Override
    public String getReferenceTypeName() {
        return typeName;
    }

    @Override
    public String getValueString() {
        return text;
    }

    @Override
    public boolean isAllocated() {
        return true;
    }

    @Override
    public IVariable[] getVariables() {
        return new IVariable[0];
    }

    @Override
    public boolean hasVariables() {
        return false;
    }
}
