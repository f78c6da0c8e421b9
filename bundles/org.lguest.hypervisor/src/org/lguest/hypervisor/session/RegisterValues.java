/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.List;
import java.util.OptionalInt;

/**
 * The registers at one safe point, in the order in which a view shows them.
 */
public record RegisterValues(List<RegisterValue> values) {

    public RegisterValues {
        values = List.copyOf(values);
    }

    /** The value of the register of that name, if there is one. */
    public OptionalInt value(String name) {
        for (RegisterValue value : values) {
            if (value.name().equals(name)) {
                return OptionalInt.of(value.value());
            }
        }
        return OptionalInt.empty();
    }
}
