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

import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

/** A value at a stop: a snapshot. */
public final class GuestValue extends GuestDebugElement implements IValue {

    private final String typeName;
    private final String text;
    private final List<? extends IVariable> parts;
    private final String detail;

    /** A value that has no parts, and about which there is no more to say. */
    GuestValue(GuestDebugTarget target, String typeName, String text) {
        this(target, typeName, text, List.of(), text);
    }

    /** @param detail the value in more words */
    GuestValue(GuestDebugTarget target, String typeName, String text, List<? extends IVariable> parts, String detail) {
        super(target);
        this.typeName = typeName;
        this.text = text;
        this.parts = parts;
        this.detail = detail;
    }

    /** What a view's detail pane shows. */
    public String detail() {
        return detail;
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
        return parts.toArray(IVariable[]::new);
    }

    @Override
    public boolean hasVariables() {
        return !parts.isEmpty();
    }
}
