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

import java.util.Optional;

/** What the session keeps of one debug register that was planted. On the emulator thread. */
final class PlantedRegister {

    private final Planted planted;
    private Optional<Place> place = Optional.empty();
    private final Tally tally;

    /** @param count its own, or that of the registers with which it is counted */
    PlantedRegister(Planted planted, Tally.Count count) {
        this.planted = planted;
        tally = new Tally(planted.request().condition(), count);
    }

    Planted planted() {
        return planted;
    }

    DebugRegisterRequest request() {
        return planted.request();
    }

    /** Where it is armed; empty while there is no register for it. */
    Optional<Place> place() {
        return place;
    }

    void armed(Place where) {
        place = Optional.of(where);
    }

    void disarmed() {
        place = Optional.empty();
    }

    Tally tally() {
        return tally;
    }

    DebugRegisterTable.Use use() {
        return new DebugRegisterTable.Use(planted, tally.matches(), tally.hits());
    }
}
