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

import java.util.List;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.GuestFixture;

/** What becomes of a breakpoint: a debug register, or a warning. */
final class Expected {

    private Expected() {
    }

    static String execute(int address) {
        return data("EXECUTE", address, 1);
    }

    static String data(String kind, int address, int length) {
        return String.format("%s %08x/%d", kind, address, length);
    }

    /** Waits for the one warning there is to be this one. */
    static IMarker problem(LguestStatus why, Object... values) throws Exception {
        String expected = why.status(values).getMessage();
        GuestFixture.await("the warning: " + expected, () -> messages().equals(List.of(expected)));
        return CdtFixture.problems().getFirst();
    }

    private static List<String> messages() {
        try {
            return CdtFixture.problems().stream().map(marker -> marker.getAttribute(IMarker.MESSAGE, "")).toList();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }
}
