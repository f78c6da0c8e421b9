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

/**
 * The elements that a pointer or an array is shown as, where a user knows more of it than its type says.
 *
 * @param first  index of the first; negative for what lies before a pointer's target
 * @param length how many, from 1; the last one's index is an {@code int}
 */
public record ElementRange(int first, int length) {

    public ElementRange {
        if (length < 1 || first > Integer.MAX_VALUE - length) {
            throw new IllegalArgumentException(length + " elements from " + first + " on");
        }
    }
}
