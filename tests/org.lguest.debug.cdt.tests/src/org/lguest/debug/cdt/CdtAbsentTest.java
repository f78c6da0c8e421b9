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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Nothing of CDT has to be there for the bridge to start. That a guest is debugged in a platform without CDT, to a
 * breakpoint and a watchpoint of our own, the test of the installation shows.
 */
class CdtAbsentTest {

    private static final String LINKED = "org/eclipse/cdt/";

    private final Bundle bundle = FrameworkUtil.getBundle(CdtBreakpointReader.class);

    @Point(18)
    @Test
    void noClassIsLinkedToAClassOfCdt() throws IOException {
        Collection<String> classes = bundle.adapt(BundleWiring.class)
                .listResources("org/lguest/debug/cdt", "*.class", BundleWiring.LISTRESOURCES_LOCAL);
        assertTrue(classes.contains("org/lguest/debug/cdt/CdtBreakpointReader.class"), classes::toString);
        for (String name : classes) {
            try (InputStream in = CdtBreakpointReader.class.getResourceAsStream('/' + name)) {
                String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                boolean namesCdtInATest = name.contains("Test");
                assertFalse(!namesCdtInATest && constants.contains(LINKED), name);
            }
        }
    }

    @Point(18)
    @Test
    void everyRequirementOfCdtIsOptional() throws IOException {
        try (InputStream in = bundle.getEntry("META-INF/MANIFEST.MF").openStream()) {
            String required = new Manifest(in).getMainAttributes().getValue("Require-Bundle");
            List<String> cdt = Arrays.stream(required.replaceAll("\"[^\"]*\"", "").split(","))
                    .filter(clause -> clause.strip().startsWith("org.eclipse.cdt.")).toList();
            assertEquals(List.of(), cdt.stream().filter(clause -> !clause.contains("resolution:=optional")).toList());
            assertFalse(cdt.isEmpty(), "with CDT there, its bundle is to be started before its breakpoints are read");
        }
    }
}
