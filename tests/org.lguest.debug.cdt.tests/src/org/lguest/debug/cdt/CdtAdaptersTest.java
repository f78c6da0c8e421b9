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
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IAdaptable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.hypervisor.session.GuestEnd;

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runToLinePlantsTheLineAndLetsTheGuestGo(boolean byFile) throws Exception {
        suspendAt(SALE);
        Object run = adapter(guest.thread(), "IRunToLine");
        Object file = byFile ? guest.source : path();
        Class<?> type = byFile ? IFile.class : String.class;
        assertEquals(true, method(run, "canRunToLine", type, int.class).invoke(run, file, SALE + 2));
        method(run, "runToLine", type, int.class, boolean.class).invoke(run, file, SALE + 2, false);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE + 2)));
        guest.events.await("thread RESUME CLIENT_REQUEST");
        guest.session.hit(guest.addressOf(SALE + 2));
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.awaitArmed();
    }

    @Test
    void moveToLineMovesTheInstructionPointerAndNothingElse() throws Exception {
        suspendAt(SALE);
        Object move = adapter(guest.thread().getTopStackFrame(), "IMoveToLine");
        Method can = method(move, "canMoveToLine", String.class, int.class);
        GuestFixture.await("it to be known where the line is", () -> isTrue(can, move, path(), SALE + 2));
        method(move, "moveToLine", String.class, int.class).invoke(move, path(), SALE + 2);
        guest.events.await("thread CHANGE CONTENT");
        assertEquals(SALE + 2, guest.thread().getTopStackFrame().getLineNumber());
        assertTrue(guest.thread().isSuspended());
    }

    /** The menu asks on the user-interface thread; it asks again when it hears of the change. */
    @Test
    void whatIsNotKnownYetIsReadAndAnnounced() throws Exception {
        suspendAt(SALE);
        Object move = adapter(guest.thread(), "IMoveToLine");
        Method can = method(move, "canMoveToLine", String.class, int.class);
        guest.settle();
        guest.events.forget();
        CountDownLatch read = new CountDownLatch(1);
        guest.worker.execute(() -> awaitNow(read));
        try {
            assertEquals(false, can.invoke(move, path(), SALE));
            assertEquals(false, can.invoke(move, path(), SALE + 2));
        } finally {
            read.countDown();
        }
        guest.events.await("thread CHANGE STATE");
        assertEquals(true, can.invoke(move, path(), SALE));
        assertEquals(true, can.invoke(move, path(), SALE + 2));
        guest.settle();
        guest.events.assertAre("thread CHANGE STATE");
    }

    @Test
    void resumeAtLineMovesTheInstructionPointerAndLetsTheGuestGo() throws Exception {
        suspendAt(SALE);
        Object resume = adapter(guest.target, "IResumeAtLine");
        Method can = method(resume, "canResumeAtLine", IFile.class, int.class);
        GuestFixture.await("it to be known where the line is", () -> isTrue(can, resume, guest.source, SALE - 1));
        method(resume, "resumeAtLine", IFile.class, int.class).invoke(resume, guest.source, SALE - 1);
        guest.events.await("thread RESUME CLIENT_REQUEST");
        List<String> requests = guest.session.requests();
        assertTrue(requests.indexOf("write eip") < requests.lastIndexOf("resume"), requests::toString);
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        assertEquals(SALE - 1, guest.thread().getTopStackFrame().getLineNumber());
    }

    @Test
    void aGuestIsNotMovedOutOfItsFunctionNorWhileItRuns() throws Exception {
        Object move = adapter(guest.thread(), "IMoveToLine");
        Method can = method(move, "canMoveToLine", String.class, int.class);
        assertEquals(false, can.invoke(move, path(), SALE));
        assertEquals(false, method(adapter(guest.thread(), "IRunToLine"), "canRunToLine", String.class, int.class)
                .invoke(adapter(guest.thread(), "IRunToLine"), path(), SALE));
        suspendAt(SALE);
        GuestFixture.await("it to be known where the lines are", () -> isTrue(can, move, path(), SALE));
        int elsewhere = GuestProject.line("return ring_up(");
        for (int line : new int[] {elsewhere, 0, -1, Integer.MAX_VALUE}) {
            assertEquals(false, can.invoke(move, path(), line));
            method(move, "moveToLine", String.class, int.class).invoke(move, path(), line);
        }
        guest.settle();
        assertEquals(false, can.invoke(move, "/", SALE));
        assertEquals(false, guest.session.requests().contains("write eip"));
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertEquals(false, can.invoke(move, path(), SALE));
    }

    private void suspendAt(int line) throws Exception {
        guest.session.register("eip", guest.addressOf(line));
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
    }

    private String path() {
        return guest.source.getLocation().toPortableString();
    }

    private static void awaitNow(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES), "nobody has let the worker go");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isTrue(Method method, Object adapter, Object... arguments) {
        try {
            return Boolean.TRUE.equals(method.invoke(adapter, arguments));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Method method(Object adapter, String name, Class<?>... parameters) throws NoSuchMethodException {
        return adapter.getClass().getMethod(name, parameters);
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
