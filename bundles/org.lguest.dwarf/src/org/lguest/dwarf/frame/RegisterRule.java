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

/** How a register of the caller is found (DWARF 5, section 6.4.1). */
sealed interface RegisterRule {
    /** It is lost. */
    record Undefined() implements RegisterRule {
    }

    /** It has not been changed. */
    record SameValue() implements RegisterRule {
    }

    /** It is saved in memory. @param offset from the canonical frame address */
    record Offset(int offset) implements RegisterRule {
    }

    /** It is an address. @param offset from the canonical frame address */
    record ValueOffset(int offset) implements RegisterRule {
    }

    /** It is in another register. */
    record InRegister(int number) implements RegisterRule {
    }

    /** It is saved in memory. @param address computed from the canonical frame address */
    record AtExpression(Expression address) implements RegisterRule {
    }

    /** It is computed from the canonical frame address. */
    record ValueExpression(Expression value) implements RegisterRule {
    }
}
