/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

/**
 * The functions with which an unmodified kernel thinks it sets and reads its debug registers, taken for the two
 * hypercalls it never had: where each begins there is {@code int $0x1F} instead, and the Host, when it comes from
 * there, makes the call with the function's own arguments (the number in EAX, the value in EDX: Linux's
 * {@code regparm(3)}) and returns for it. The calls are the guest's like any others.
 *
 * <p>In Linux 2.6.23 the first is a stub that does nothing, and the second reads the processor's own, which ring 1 may
 * not.
 *
 * @param setDebugreg linear address of {@code lguest_set_debugreg}
 * @param getDebugreg linear address of {@code lguest_get_debugreg}, or of what stands for it
 */
public record Interposition(int setDebugreg, int getDebugreg) {

    /** {@code int $0x1F}, little-endian. */
    static final int HYPERCALL = 0x1FCD;
    /** Bytes of that. */
    public static final int LENGTH = 2;
}
