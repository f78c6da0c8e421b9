/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.session.predicate.PredicateFault;

/** Why a condition has no value, in words. */
public final class ConditionFaults {

    private ConditionFaults() {
    }

    /** Such as {@code it divides by zero}; of the condition. */
    public static String text(PredicateFault fault) {
        return switch (fault) {
            case PredicateFault.Unmapped(int address) -> NLS.bind(Messages.ConditionFaults_unmapped,
                    String.format("0x%08x", address));
            case PredicateFault.DivisionByZero() -> Messages.ConditionFaults_divisionByZero;
        };
    }
}
