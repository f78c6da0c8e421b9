/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.virtio;

/** The kinds of device that the Launcher of 4.x has (virtio 1.0, section 5; PCI class codes as the Launcher's). */
public enum VirtioKind {
    NET("net", 1, 0x02, 0x00),
    BLOCK("block", 2, 0x01, 0x80),
    CONSOLE("console", 3, 0x07, 0x00),
    ENTROPY("rng", 4, 0xFF, 0x00);

    private final String label;
    private final int id;
    private final int pciClass;
    private final int pciSubclass;

    VirtioKind(String label, int id, int pciClass, int pciSubclass) {
        this.label = label;
        this.id = id;
        this.pciClass = pciClass;
        this.pciSubclass = pciSubclass;
    }

    /** The Launcher's name for it, with which the cause of death begins. */
    public String label() {
        return label;
    }

    /** Virtio's number for it; PCI's device number is this and 0x1040. */
    public int id() {
        return id;
    }

    int pciClass() {
        return pciClass;
    }

    int pciSubclass() {
        return pciSubclass;
    }
}
