/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.variables;

import org.eclipse.core.expressions.PropertyTester;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.model.GuestVariableValue;

/**
 * Properties of a row of the Variables or the Expressions view: {@code org.lguest.debug.ui.canBeArray}, whether a user
 * may say how many elements there are, and {@code org.lguest.debug.ui.isChosenArray}, whether one has said so.
 */
public final class ShownValueTester extends PropertyTester {

    @Override
    public boolean test(@Nullable Object row, String property, Object[] arguments, @Nullable Object expected) {
        return ShownValue.of(row).map(ShownValue::value).filter(value -> test(value, property)).isPresent();
    }

    private static boolean test(GuestVariableValue value, String property) {
        return switch (property) {
            case "canBeArray" -> value.canDisplayAsArray();
            case "isChosenArray" -> value.displayedAs().isPresent();
            default -> throw new IllegalArgumentException(property);
        };
    }
}
