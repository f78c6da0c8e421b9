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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.session.RecordingListener.given;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.host.Stations;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.launcher.TinyImage;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.StepRequest.Calls;

/**
 * Debugging alters nothing in 4.x either: neither what comes by the Launcher, ports and a device's registers, nor
 * system calls that come by the Host, nor the word that tells of waiting interrupts.
 */
class LateRunTest {

    private static final int STOPS = 100;
    private static final int DATA = 0x005_0000;
    private static final int TEXT = 0x0021_0000;
    private static final int COUNT = 0x0021_1000;
    private static final int TICKS = 0x0021_1004;
    private static final int CALLS = 0x0021_1008;
    private static final int STACK = 0x0030_0000;
    private static final int REGISTER = (4 << 20) + (1 << 20) + 18;
    private static final int ROUNDS = 3000;

    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();
    private GuestConfiguration configuration;
    private int loop;

    private record Outcome(GuestEnd end, String console, String digest) {
    }

    @BeforeEach
    void write() throws Exception {
        configuration = GuestConfiguration.of(TinyImage.late("lguest", kernel()).write(folder.resolve("late")), 4, "");
    }

    /** Physical addresses all the way; the handlers come first, and are jumped over. */
    private byte[] kernel() {
        LguestData layout = Era.LINUX_4_10.data();
        Code code = new Code(TinyImage.START - 0xC000_0000, Era.LINUX_4_10);
        Code handlers = new Code(code.here() + 5, Era.LINUX_4_10);
        int timer = handlers.here();
        handlers.bytes(0x60, 0xFF, 0x05).dword(TICKS).hypercall(Hypercall.SET_CLOCKEVENT, 5_000)
                .bytes(0x61).store(DATA + LguestData.IRQ_ENABLED, 0x200).bytes(0xCF);
        int systemCall = handlers.here();
        handlers.bytes(0xFF, 0x05).dword(CALLS).store(DATA + LguestData.IRQ_ENABLED, 0x200).bytes(0xCF);
        byte[] bytes = handlers.assemble();
        code.bytes(0xE9).dword(bytes.length);
        for (byte one : bytes) {
            code.bytes(one);
        }
        code.mov(Code.ESP, STACK).store(DATA + layout.syscallVector().orElseThrow(), 0x80);
        for (int slot = 0; slot < LguestData.HCALL_RING_SIZE; slot += 4) {
            code.store(DATA + layout.hcallStatus() + slot, -1);
        }
        code.hypercall(Hypercall.LGUEST_INIT, DATA).gate(0x20, timer, 0xE, 0).gate(0x80, systemCall, 0xE, 3)
                .store(DATA + LguestData.IRQ_ENABLED, 0x200).hypercall(Hypercall.SET_CLOCKEVENT, 5_000);
        window(code, 0x88, 0);
        window(code, 0x8C, 68);
        window(code, 0x90, 4);
        loop = code.here();
        code.bytes(0xFF, 0x05).dword(COUNT).bytes(0xCD, 0x80).mov(Code.EBX, REGISTER).bytes(0x66, 0x8B, 0x03);
        code.bytes(0xF7, 0x05).dword(COUNT).dword(63).bytes(0x75, 38);
        int skip = code.here();
        window(code, 0x94, '.');
        code.bytes(0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90, 0x90);
        assertEquals(skip + 38, code.here());
        code.bytes(0x81, 0x3D).dword(COUNT).dword(ROUNDS).bytes(0x0F, 0x85).dword(loop - code.here() - 4);
        return code.store(TEXT, 0x6577_6F50).store(TEXT + 4, 0x6F64_2072).store(TEXT + 8, 0x6E77)
                .hypercall(Hypercall.SHUTDOWN, TEXT, 1).assemble();
    }

    private static void window(Code code, int register, int value) {
        code.mov(Code.EDX, 0xCF8).mov(Code.EAX, 1 << 31 | 1 << 11 | register).bytes(0xEF).mov(Code.EDX, 0xCFC)
                .mov(Code.EAX, value).bytes(0xEF);
    }

    private LiveSession launch(RecordingListener to) throws Exception {
        LiveSession session = Launcher.launch(configuration, to, new Stations());
        to.next(Stop.class);
        return session;
    }

    private Outcome plain() throws Exception {
        RecordingListener alone = new RecordingListener();
        LiveSession session = launch(alone);
        given(session.resume());
        alone.next(ResumeReason.class);
        return new Outcome(alone.next(GuestEnd.class), alone.console(), session.digest());
    }

    private Outcome finish(LiveSession session) {
        given(session.resume());
        listener.next(ResumeReason.class);
        return new Outcome(listener.next(GuestEnd.class), listener.console(), session.digest());
    }

    private void stop(LiveSession session) {
        given(session.resume());
        listener.next(ResumeReason.class);
        listener.next(Stop.class);
    }

    @Test
    void theGuestDoesWhatIsWantedOfIt() throws Exception {
        LiveSession session = launch(listener);
        given(session.plant(new DebugRegisterRequest(Kind.WRITE, TEXT, 4, "at the end")));
        stop(session);
        assertEquals(".".repeat(ROUNDS / 64), listener.console());
        assertEquals(ROUNDS, word(session, COUNT));
        assertEquals(ROUNDS, word(session, CALLS));
        assertTrue(word(session, TICKS) > 10, "ticks: " + word(session, TICKS));
        assertEquals(GuestEnd.Kind.POWERED_OFF, finish(session).end.kind());
    }

    private static int word(LiveSession session, int address) {
        byte[] bytes = given(session.readMemory(AddressSpace.VIRTUAL, address, 4)).bytes();
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    }

    @Test
    void twoRunsAreTheSame() throws Exception {
        Outcome outcome = plain();
        assertEquals(GuestEnd.Kind.POWERED_OFF, outcome.end.kind(), outcome.toString());
        assertEquals(outcome, plain());
    }

    @Test
    void breakpointsAndWatchpoints() throws Exception {
        LiveSession session = launch(listener);
        List<Planted> planted = new ArrayList<>();
        planted.add(given(session.plant(new DebugRegisterRequest(Kind.EXECUTE, loop, 1, "loop"))));
        planted.add(given(session.plant(new DebugRegisterRequest(Kind.WRITE, COUNT, 4, "count"))));
        planted.add(given(session.plant(new DebugRegisterRequest(Kind.WRITE, TICKS, 4, "ticks"))));
        planted.add(given(session.plant(new DebugRegisterRequest(Kind.ACCESS, DATA, 4, "interrupts"))));
        for (int stop = 0; stop < STOPS; stop++) {
            stop(session);
        }
        planted.forEach(one -> given(session.unplant(one)));
        assertEquals(plain(), finish(session));
    }

    @Test
    void steps() throws Exception {
        LiveSession session = launch(listener);
        for (int step = 0; step < 3000; step++) {
            given(session.step(StepRequest.instruction(step % 3 == 0 ? Calls.OVER : Calls.INTO)));
            listener.next(ResumeReason.class);
            listener.next(Stop.class);
        }
        assertEquals(plain(), finish(session));
    }

    @Test
    void portsThatTheLauncherEmulatesAreEventsToo() throws Exception {
        LiveSession session = launch(listener);
        given(session.plantEvent(new EventRequest(new MachineEvent.PortAccessed(0xCFC, 0xCFF, MachineEvent.PortAccess.BOTH), "test")));
        for (int access = 0; access < 4; access++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            assertTrue(listener.next(Stop.class).reason() instanceof StopReason.Events, "access " + access);
        }
    }

    @Test
    void events() throws Exception {
        LiveSession session = launch(listener);
        List<PlantedEvent> planted = new ArrayList<>();
        for (MachineEvent event : List.of(new MachineEvent.HypercallMade(OptionalInt.empty(), List.of()),
                new MachineEvent.InterruptDelivered(OptionalInt.empty()), new MachineEvent.TrapRaised(0x80, OptionalInt.empty()),
                new MachineEvent.PortAccessed(0, 0xFFFF, MachineEvent.PortAccess.BOTH), new MachineEvent.ConsoleWritten("."))) {
            planted.add(given(session.plantEvent(new EventRequest(event, "test"))));
        }
        for (int stop = 0; stop < 3 * STOPS; stop++) {
            stop(session);
        }
        planted.forEach(event -> given(session.unplantEvent(event)));
        assertEquals(plain(), finish(session));
    }
}
