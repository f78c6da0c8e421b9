/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import java.util.List;

/** The opcode table's rows, for tests of other packages. */
public final class OpcodeRows {

    private OpcodeRows() {
    }

    public static List<OpcodeRow> all() {
        return OpcodeTable.rows();
    }
}
