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
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IValueModification;

/** What users give another value, by a text. */
public interface Changeable extends IValueModification {

    /**
     * Returns if a text may be a new value, as far as the guest need not be asked.
     *
     * @throws DebugException why it can not, with what to do about it
     */
    void check(String text) throws DebugException;

    @Override
    default boolean verifyValue(String text) {
        try {
            check(text);
            return true;
        } catch (DebugException wrong) {
            return false;
        }
    }

    @Override
    default boolean verifyValue(IValue value) throws DebugException {
        return verifyValue(value.getValueString());
    }

    @Override
    default void setValue(IValue value) throws DebugException {
        setValue(value.getValueString());
    }
}
