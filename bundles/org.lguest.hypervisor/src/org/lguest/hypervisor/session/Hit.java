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

/**
 * One debug register that matched.
 *
 * @param planted the register
 * @param access  what the instruction did there
 */
public record Hit(Planted planted, Access access) {

    public enum Access {
        EXECUTE, READ, WRITE, READ_AND_WRITE
    }
}
