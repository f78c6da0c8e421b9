/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.eclipse.cdt.debug.core.model;

/** The Instruction Stepping Mode button. */
public interface ISteppingModeTarget {

    boolean supportsInstructionStepping();

    boolean isInstructionSteppingEnabled();

    void enableInstructionStepping(boolean enabled);
}
