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

/**
 * A place in the debug information that could not be read. Answers of a {@link ProgramImage} that has any are partial.
 *
 * @param section as {@code .debug_line}
 * @param offset bytes from the section's start
 * @param reason what is wrong there
 */
public record Defect(String section, long offset, String reason) {
    @Override
    public String toString() {
        return section + "+0x" + Long.toHexString(offset) + ": " + reason;
    }
}
