/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import org.lguest.dwarf.info.Expression;

/** How the canonical frame address is found: what esp was before the call (DWARF 5, section 6.4). */
sealed interface CfaRule {
    /** @param offset added to the register */
    record RegisterOffset(int register, int offset) implements CfaRule {
    }

    record Computed(Expression expression) implements CfaRule {
    }
}
