/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

/**
 * Bytes that do not say what the format asks of them. It names the section and the offset in it, so that a user can
 * look there with {@code readelf}, and a test can see that the right thing was found wrong.
 */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String section;
    private final long offset;
    private final String reason;

    /**
     * @param section the section's name, as {@code .debug_line}
     * @param offset bytes from the section's start
     * @param reason what is wrong there
     */
    public MalformedException(String section, long offset, String reason) {
        // Without a stack trace, which says less than the place and costs more than all else in a hopeless file.
        super(section + "+0x" + Long.toHexString(offset) + ": " + reason, null, false, false);
        this.section = section;
        this.offset = offset;
        this.reason = reason;
    }

    public String section() {
        return section;
    }

    public long offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}
