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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.eclipse.core.runtime.IAdaptable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;

/** What CDT's commands find at a guest's elements. */
class CdtAdaptersTest {

    private GuestFixture guest;

    @BeforeEach
    void runGuest() throws Exception {
        guest = GuestFixture.running();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void theInstructionSteppingModeIsTheTargets() throws Exception {
        Object mode = adapter(guest.thread(), "ISteppingModeTarget");
        assertEquals(true, call(mode, "supportsInstructionStepping"));
        assertEquals(false, call(mode, "isInstructionSteppingEnabled"));
        mode.getClass().getMethod("enableInstructionStepping", boolean.class).invoke(mode, true);
        assertTrue(guest.target.isInstructionStepping());
        assertEquals(true, call(mode, "isInstructionSteppingEnabled"));
    }

    /** CDT remembers the one it shows the state of, and compares. */
    @Test
    void twoOfOneGuestAreEqual() throws Exception {
        Object ofThread = adapter(guest.thread(), "ISteppingModeTarget");
        Object ofTarget = adapter(guest.target, "ISteppingModeTarget");
        assertEquals(ofThread, ofTarget);
        assertEquals(ofThread.hashCode(), ofTarget.hashCode());
        assertNotEquals(ofThread, guest.target);
        assertTrue(ofThread.toString().startsWith("ISteppingModeTarget"), ofThread::toString);
        assertFalse(ofThread.equals(ByName.implement(Runnable.class, guest.target, Map.of())));
    }

    /** A later CDT may add methods to its interfaces. */
    @Test
    void methodsThatNobodyHasGivenFailAndDefaultsAreKept() {
        interface Later {

            void added();

            default int kept() {
                return 7;
            }
        }
        Later later = ByName.implement(Later.class, this, Map.of());
        assertEquals(7, later.kept());
        assertThrows(UnsupportedOperationException.class, later::added);
    }

    private static Object call(Object adapter, String method) throws ReflectiveOperationException {
        return adapter.getClass().getMethod(method).invoke(adapter);
    }

    /** What CDT gets that asks for its own interface. */
    private static Object adapter(IAdaptable element, String type) throws ClassNotFoundException {
        Object adapter = element.getAdapter(CdtFixture.type(type));
        assertTrue(adapter != null, () -> element + " has no " + type);
        return adapter;
    }
}
