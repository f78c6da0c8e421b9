/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.segment;

/**
 * How the processor itself reads descriptors and task state: by linear address, as supervisor whatever the CPL
 * (SDM volume 3, 4.6.1), past the debug unit.
 */
public interface SystemMemory {

    /** Reads a dword; may raise #PF. */
    int systemRead(int linear);

    /** Writes a dword; may raise #PF. */
    void systemWrite(int linear, int value);
}
