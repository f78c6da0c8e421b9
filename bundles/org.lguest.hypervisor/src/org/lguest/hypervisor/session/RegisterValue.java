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
 * One register of the virtual processor.
 *
 * @param group    how a register view groups it
 * @param name     in Intel's spelling, lower case: {@code eax}, {@code cs}, {@code cr3}, {@code dr7}
 * @param bits     16 or 32
 * @param value    in the low bits
 * @param writable whether {@link GuestSession#writeRegister} takes it
 */
public record RegisterValue(Group group, String name, int bits, int value, boolean writable) {

    public enum Group {
        /** eax to edi, eip, eflags. */
        GENERAL,
        /** cs, ss, ds, es, fs, gs: the selectors. */
        SEGMENT,
        /** cr0, cr2, cr3, as the guest sees them: cr3 is the guest-physical address of its own page directory. */
        CONTROL,
        /** dr0 to dr3, dr6, dr7: the guest's own, never the debugger's. */
        DEBUG
    }
}
