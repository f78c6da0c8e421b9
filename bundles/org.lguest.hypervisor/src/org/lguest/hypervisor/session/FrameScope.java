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
 * The frame of a function that was called: a watch on something of it is good until it is left.
 *
 * @param returnAddress linear address of the instruction that the function returns to
 * @param stackPointer  ESP there, without what the function itself takes off the stack: the canonical frame address
 *                      (DWARF 5, section 6.4)
 */
public record FrameScope(int returnAddress, int stackPointer) {
}
