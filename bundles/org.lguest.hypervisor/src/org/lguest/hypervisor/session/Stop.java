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
 * The guest has stopped at an instruction boundary.
 *
 * @param reason         why
 * @param registers      as they are
 * @param retired        instructions the guest has retired
 * @param guestTimeNanos guest time, in nanoseconds since the launch
 */
public record Stop(StopReason reason, RegisterValues registers, long retired, long guestTimeNanos) {
}
