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

import org.lguest.dwarf.step.Arrival;
import org.lguest.dwarf.step.SourceStep;

/** A step from source line to source line, as {@link SourceStep} decides it. */
final class LineStep implements UserStep {

    private final int detail;
    private final SourceStep step;

    /** @param detail of the RESUME event */
    LineStep(int detail, SourceStep step) {
        this.detail = detail;
        this.step = step;
    }

    @Override
    public int detail() {
        return detail;
    }

    @Override
    public Move first() {
        return Move.of(step.first());
    }

    @Override
    public Optional<Move> next(Landing landing) {
        return step.next(arrival(landing)).map(Move::of);
    }

    @Override
    public int hidden(Landing landing) {
        return landing.frames().isEmpty() ? 0 : step.hidden(arrival(landing));
    }

    private static Arrival arrival(Landing landing) {
        return new Arrival(landing.frames().stream().map(FramePosition::frame).toList(), landing.privilege(),
                landing.stackTop());
    }
}
