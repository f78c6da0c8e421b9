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

import org.eclipse.debug.core.DebugEvent;

/**
 * What the guest was let go for, as the user sees it: as many of the session's steps as it takes, whose stops on the
 * way nobody hears of. Used by one thread at a time.
 */
interface UserStep {

    /** The detail of the RESUME event: {@link DebugEvent#STEP_INTO} and the like. */
    int detail();

    /** What lets the guest go. */
    Move first();

    /** What to do where the move before has led; empty when that is where the user wants to be. */
    Optional<Move> next(Landing landing);

    /** How many of the innermost frames are not to be shown yet where the step has ended. */
    default int hidden(Landing landing) {
        return 0;
    }

    /** A step that one move does. */
    static UserStep of(int detail, Move move) {
        return new UserStep() {
            @Override
            public int detail() {
                return detail;
            }

            @Override
            public Move first() {
                return move;
            }

            @Override
            public Optional<Move> next(Landing landing) {
                return Optional.empty();
            }
        };
    }

    /** The same step, after another move has brought the guest to where it begins. */
    default UserStep after(Move before) {
        UserStep then = this;
        return new UserStep() {
            private boolean begun;

            @Override
            public int detail() {
                return then.detail();
            }

            @Override
            public Move first() {
                return before;
            }

            @Override
            public int hidden(Landing landing) {
                return begun ? then.hidden(landing) : 0;
            }

            @Override
            public Optional<Move> next(Landing landing) {
                if (begun) {
                    return then.next(landing);
                }
                begun = true;
                return Optional.of(then.first());
            }
        };
    }
}
