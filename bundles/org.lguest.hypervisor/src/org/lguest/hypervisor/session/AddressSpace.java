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

/** What the address of a memory request means. */
public enum AddressSpace {
    /** A linear address, translated as the guest's current page tables say. */
    VIRTUAL,
    /** A guest-physical address: 0 up to the guest's memory. */
    PHYSICAL
}
