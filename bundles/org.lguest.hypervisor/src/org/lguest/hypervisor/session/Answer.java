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
 * What became of a request.
 *
 * @param <T> what a granted request yields
 */
public sealed interface Answer<T> {

    /** The request was granted. */
    record Given<T>(T value) implements Answer<T> {
    }

    /** The request was refused, and nothing has changed. */
    record Refused<T>(Refusal refusal) implements Answer<T> {
    }

    static <T> Answer<T> given(T value) {
        return new Given<>(value);
    }

    static Answer<Done> done() {
        return new Given<>(Done.DONE);
    }

    static <T> Answer<T> refused(Refusal.Code code, String message) {
        return new Refused<>(new Refusal(code, message));
    }
}
