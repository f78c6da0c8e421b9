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

import java.util.Optional;

import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.info.EntryReference;

/**
 * A frame as the source sees it: an activation of a function, or a copy of one that the compiler has put into another.
 *
 * @param activation whose registers it has; copies share that of the function they are in
 * @param function whose code it is; of an inlined one its name and the ranges of this copy
 * @param line where it stands: for an inlined function's caller that of the call
 * @param isInlined whether it is a copy, with no activation of its own
 * @param scope the entry that describes it, where debug information has one
 */
public record StackFrame(CallFrame activation, Optional<Function> function, Optional<SourceLine> line,
        boolean isInlined, Optional<EntryReference> scope) {
}
