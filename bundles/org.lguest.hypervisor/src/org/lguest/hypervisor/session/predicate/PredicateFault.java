/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

/** Why a program has no value. */
public sealed interface PredicateFault {

    /**
     * It reads where nothing is mapped.
     *
     * @param address linear, unsigned, of the value it wanted
     */
    record Unmapped(int address) implements PredicateFault {
    }

    /** It divides by zero. */
    record DivisionByZero() implements PredicateFault {
    }
}
