/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.nio.file.Path;

/**
 * A file that a guest has as a block device: as many sectors of 512 bytes as are whole in it when the guest is
 * launched.
 *
 * @param path of the file, or of a block device of this machine
 * @param mode what becomes of what the guest writes
 */
public record BlockFile(Path path, Mode mode) {

    /** What becomes of what the guest writes. */
    public enum Mode {
        /** It goes to the file. */
        READ_WRITE,
        /** It is an I/O error. 4.x is told beforehand; 2.6.23 has no way to say it. */
        READ_ONLY,
        /** It is kept in Java's memory until the guest ends, {@value BlockStore#SNAPSHOT_MEGABYTES} MiB at most. */
        SNAPSHOT
    }
}
