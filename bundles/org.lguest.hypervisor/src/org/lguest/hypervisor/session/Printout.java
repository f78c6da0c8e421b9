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
 * What a debug register or event has printed, once.
 *
 * @param id      of the {@link Planted} or {@link PlantedEvent}
 * @param label   its label
 * @param retired instructions the guest had retired
 * @param text    as its format says, line ends and all
 */
public record Printout(long id, String label, long retired, String text) {
}
