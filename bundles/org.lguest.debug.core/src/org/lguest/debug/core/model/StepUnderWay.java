/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.Optional;

import org.eclipse.core.runtime.ILog;
import org.lguest.debug.core.LguestStatus;

/** A user's step between its RESUME and its SUSPEND. The thread whose step it is guards it. */
final class StepUnderWay {

    private final UserStep step;
    private boolean announced;
    private boolean enough;

    StepUnderWay(UserStep step) {
        this.step = step;
    }

    int detail() {
        return step.detail();
    }

    /** How many of the innermost frames are not to be shown yet where the step has ended. */
    int hidden(Landing landing) {
        return enough ? 0 : step.hidden(landing);
    }

    /** Reads debug information, which may take a while. A defect of ours ends the step. */
    Optional<Move> next(Landing landing) {
        try {
            return step.next(landing);
        } catch (RuntimeException defect) {
            ILog.of(StepUnderWay.class).log(LguestStatus.defect("stepping", defect));
            return Optional.empty();
        }
    }

    /** Whether RESUME has been fired, so that the moves after the first fire nothing. */
    boolean isAnnounced() {
        return announced;
    }

    void setAnnounced() {
        announced = true;
    }

    /** Whether a stop was asked for while the guest stood between two moves, or the next move can't be made. */
    boolean isEnough() {
        return enough;
    }

    void setEnough() {
        enough = true;
    }
}
