/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.List;

/**
 * The frames of a program that stands.
 *
 * @param frames the innermost first; at least one
 * @param end why there are no more, as a clause for people
 */
public record Stack(List<StackFrame> frames, String end) {
    public Stack {
        frames = List.copyOf(frames);
    }
}
