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
 * An event that was granted: a handle, good until it is unplanted.
 *
 * @param id      tells it from all others of the session, and from its debug registers
 * @param request what was asked for
 */
public record PlantedEvent(long id, EventRequest request) {

    /**
     * What came of it.
     *
     * @param matches how often it has happened
     * @param hits    how often its condition held then
     */
    public record Use(PlantedEvent planted, long matches, long hits) {
    }
}
