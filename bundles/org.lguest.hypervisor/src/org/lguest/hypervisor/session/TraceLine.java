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
 * One line of the trace, written by the station that acts.
 *
 * @param station who acts: {@code hypercall}, {@code copy-in}, {@code switcher}, {@code processor}, {@code host},
 *                {@code launcher}, and {@code exit} for what the run loop came to see
 * @param retired instructions the guest had retired
 * @param text    what it did, with its values
 */
public record TraceLine(String station, long retired, String text) {
}
