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
 * What becomes of lguest's defects. 2.6.23 has two with which no debugger inside a guest works. 4.x has three: the
 * word that says an interrupt waits is never cleared, kernels up to 4.8 die of reading CR4, and those from 4.12 on
 * hang since a write to a page that may only be read is said to be one to no page. Everything else is as it was
 * either way, oddities included.
 */
public enum Fidelity {
    /**
     * As later kernels mended them: TF, VM, RF and NT are cleared when a trap is reflected (by 3.12), and a gate that
     * bounces off the Host has the DPL the guest gave it (2.6.27).
     */
    MENDED,
    /**
     * As 2.6.23 left them: a handler starts with the EFLAGS of what was interrupted, so that a single-stepped one steps
     * for ever, and no bounced gate can be called from ring 1 or 3, so that {@code int3} is #GP(0x1A).
     */
    FAITHFUL
}
