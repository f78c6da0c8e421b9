/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lguest.hypervisor.session.RecordingListener.given;
import static org.lguest.hypervisor.session.RecordingListener.refused;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.launcher.TinyImage;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;

/** A test of a session whose guest is a few bytes of code. */
abstract class TinySession {

    static final int SCRATCH = 0xC004_0000;
    static final int DATA = 0x1_0000;
    static final int POWER_DOWN = 0xC003_0000;

    @TempDir
    Path directory;

    final RecordingListener listener = new RecordingListener();
    GuestSession session;

    void launch(UnaryOperator<Code> body) throws Exception {
        launch(Banks.EXTENDED, body);
    }

    /** A guest that makes LGUEST_INIT and then does this, and stands before its first instruction. */
    void launch(Banks banks, UnaryOperator<Code> body) throws Exception {
        Code code = new Code(TinyImage.START).mov(Code.ESP, 0xC002_0000);
        for (int slot = 0; slot < 64; slot += 4) {
            code.store(0xC000_0000 + DATA + 20 + slot, -1);
        }
        code.store(POWER_DOWN, 0x6577_6F50).store(POWER_DOWN + 4, 0x6F64_2072).store(POWER_DOWN + 8, 0x0000_6E77)
                .hypercall(Hypercall.LGUEST_INIT, DATA);
        byte[] bytes = body.apply(code).hypercall(Hypercall.CRASH, 0x3_0000).assemble();
        var configuration = new GuestConfiguration(new TinyImage(bytes).write(directory.resolve("tiny")), 2, "", Optional.empty(),
                banks, GuestConfiguration.Pace.UNPACED);
        session = Launcher.launch(configuration, listener);
        assertEquals(TinyImage.START, listener.next(Stop.class).registers().value("eip").orElseThrow());
    }

    @AfterEach
    void terminate() {
        if (session != null) {
            session.terminate();
        }
    }

    void running() {
        given(session.resume());
        assertEquals(ResumeReason.RESUME, listener.next(ResumeReason.class));
    }

    static DebugRegisterRequest request(Kind kind, int address, int length) {
        return new DebugRegisterRequest(kind, address, length, "test");
    }

    Planted plant(Kind kind, int address, int length) {
        return given(session.plant(request(kind, address, length)));
    }

    /** Runs to this place, and stands before it with nothing planted there. */
    void runUpTo(int address) {
        Planted planted = plant(Kind.EXECUTE, address, 1);
        running();
        nextHit();
        given(session.unplant(planted));
    }

    Refusal.Code plantRefused(Kind kind, int address, int length) {
        return refused(session.plant(request(kind, address, length)));
    }

    Planted plant(Kind kind, int address, int length, String label, Condition condition) {
        return given(session.plant(new DebugRegisterRequest(kind, address, length, label, condition)));
    }

    Hit nextHit() {
        return hitOf(listener.next(Stop.class));
    }

    static Hit hitOf(Stop stop) {
        var hits = assertInstanceOf(StopReason.DebugRegisters.class, stop.reason()).hits();
        assertEquals(1, hits.size());
        return hits.get(0);
    }

    static void assertHit(Planted planted, Hit.Access access, Hit hit) {
        assertEquals(planted, hit.planted());
        assertEquals(access, hit.access());
    }
}
