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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.debug.core.DebugException;
import org.lguest.debug.core.LguestStatus;

/**
 * Waits for the emulator where the platform's interfaces want answers by return. Views ask in jobs of their own, of
 * which one may stand still for a moment.
 */
final class Patience {

    /** How long an answer may take, in milliseconds. */
    static final long MILLIS = 2000;

    private Patience() {
    }

    /** @throws DebugException with {@link LguestStatus#NO_ANSWER} if there is none in time */
    static <T> T await(CompletableFuture<T> answer) throws DebugException {
        try {
            return answer.get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LguestStatus.NO_ANSWER.debugException();
        } catch (ExecutionException | TimeoutException e) {
            throw LguestStatus.NO_ANSWER.debugException();
        }
    }
}
