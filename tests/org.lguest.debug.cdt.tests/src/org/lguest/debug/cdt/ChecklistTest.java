/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The checklist of {@link Point} is complete. */
class ChecklistTest {

    private static final int POINTS = 18;

    @Test
    void everyPointHasATest() {
        Set<Integer> tested = Stream.of(CdtBreakpointReaderTest.class, CdtBreakpointStateTest.class,
                CdtSourceLookupTest.class, CdtAbsentTest.class)
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .map(method -> method.getAnnotation(Point.class)).filter(point -> point != null)
                .map(Point::value).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(IntStream.rangeClosed(1, POINTS).boxed().collect(Collectors.toCollection(TreeSet::new)), tested);
    }
}
