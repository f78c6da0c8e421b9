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

/** What an expression came to where a frame stands. */
public sealed interface Outcome {

    /** It has a value, though that may be one that says why there is none. */
    record Valued(GuestVariableValue value) implements Outcome {
    }

    /** @param reason a sentence for people */
    record Failed(String reason) implements Outcome {
    }
}
