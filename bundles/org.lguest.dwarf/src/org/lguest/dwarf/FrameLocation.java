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

import java.util.OptionalInt;

/**
 * Where some data lies that was named in a frame.
 *
 * @param frame the canonical frame address of the activation whose variable it is a part of: the stack pointer, once
 *        that has returned, is there or above, and the data is no more (DWARF 5, section 6.4). Empty for data that
 *        outlives the frame: of files, static in functions, behind pointers into other memory
 */
public record FrameLocation(DataLocation data, OptionalInt frame) {
}
