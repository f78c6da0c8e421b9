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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;

class BlockAttributeTest {

    @ParameterizedTest
    @CsvSource({"read-write:/a, READ_WRITE, /a", "read-only:a:b, READ_ONLY, a:b",
        "'snapshot:${workspace_loc:/p/d}', SNAPSHOT, '${workspace_loc:/p/d}'", "snapshot:, SNAPSHOT, ''"})
    void saysWhatItHas(String attribute, BlockAttribute.Mode mode, String path) throws CoreException {
        BlockAttribute block = BlockAttribute.of(attribute);
        assertEquals(new BlockAttribute(path, mode), block);
        assertEquals(attribute, block.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "/a", "write:/a", "READ_ONLY:/a", " read-only:/a"})
    void anythingElseIsMalformed(String attribute) {
        CoreException failure = assertThrows(CoreException.class, () -> BlockAttribute.of(attribute));
        assertEquals(LguestStatus.BLOCK_MALFORMED.code(), failure.getStatus().getCode());
    }
}
