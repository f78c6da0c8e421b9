/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import java.util.Arrays;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.launcher.BlockFile;

/**
 * One entry of {@link LaunchAttributes#BLOCKS}: what becomes of what the guest writes, a colon, and the file.
 *
 * @param path may hold variables
 */
public record BlockAttribute(String path, Mode mode) {

    /** What becomes of what the guest writes, by the word that stands for it. */
    public enum Mode {
        READ_WRITE("read-write", BlockFile.Mode.READ_WRITE),
        READ_ONLY("read-only", BlockFile.Mode.READ_ONLY),
        SNAPSHOT("snapshot", BlockFile.Mode.SNAPSHOT);

        private final String word;
        private final BlockFile.Mode mode;

        Mode(String word, BlockFile.Mode mode) {
            this.word = word;
            this.mode = mode;
        }

        BlockFile.Mode forLauncher() {
            return mode;
        }
    }

    /** @throws CoreException with a status of the catalogue for a text that is no such entry */
    public static BlockAttribute of(String attribute) throws CoreException {
        int colon = attribute.indexOf(':');
        String word = colon < 0 ? attribute : attribute.substring(0, colon);
        Mode mode = Arrays.stream(Mode.values()).filter(each -> each.word.equals(word)).findFirst()
                .orElseThrow(() -> LguestStatus.BLOCK_MALFORMED.exception(attribute));
        return new BlockAttribute(colon < 0 ? "" : attribute.substring(colon + 1), mode);
    }

    /** The entry as it stands in a launch configuration. */
    @Override
    public String toString() {
        return mode.word + ':' + path;
    }
}
