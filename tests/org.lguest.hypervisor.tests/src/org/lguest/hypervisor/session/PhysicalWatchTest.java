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
import static org.lguest.hypervisor.session.RecordingListener.refusal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;

/** A watch on physical memory: through any alias, whatever the page tables come to say. */
class PhysicalWatchTest extends TinySession {

    private static final int PAGE_OFFSET = 0xC000_0000;
    private static final int PHYSICAL = SCRATCH - PAGE_OFFSET;
    /** Not mapped at first: there are 2 MiB of memory. */
    private static final int ALIAS = 0xC030_0000;
    private static final int RIGHTS = 7;
    /** With A and D: then the Host puts it into its shadow at once. */
    private static final int USED = 0x67;
    private static final int EDI = 7;

    private int here;

    private DebugRegisterRequest physical(Kind kind, int address, int length) {
        return request(kind, address, length).inPhysicalMemory();
    }

    private Planted plantPhysical(Kind kind, int address, int length) {
        return given(session.plant(physical(kind, address, length)));
    }

    private int directory() {
        return given(session.registers()).value("cr3").orElseThrow();
    }

    /** Writes an entry of the guest's page tables, as the guest itself might. */
    private void map(int linear, int page) {
        byte[] entry = given(session.readMemory(AddressSpace.PHYSICAL, directory() + 4 * (linear >>> 22), 4)).bytes();
        int table = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN).getInt() & ~0xFFF;
        given(session.writeMemory(AddressSpace.PHYSICAL, table + 4 * (linear >>> 12 & 1023),
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(page | RIGHTS).array()));
    }

    private void powersOff() {
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void itFiresThroughAnyAliasAndTellsTheChange() throws Exception {
        launch(code -> {
            code.store(SCRATCH, 41);
            here = code.here();
            return code.store(ALIAS, 42).store(ALIAS + 0x1000, 43).store(ALIAS + 4, 1);
        });
        map(ALIAS, PHYSICAL);
        map(ALIAS + 0x1000, PHYSICAL);
        Planted planted = plantPhysical(Kind.WRITE, PHYSICAL, 4);
        running();
        assertEquals(Optional.of(new Hit.Change(0, 41)), nextHit().change());
        running();
        Hit hit = nextHit();
        assertHit(planted, Hit.Access.WRITE, hit);
        assertEquals(Optional.of(new Hit.Change(41, 42)), hit.change());
        assertEquals(here, hit.instruction());
        running();
        assertEquals(Optional.of(new Hit.Change(42, 43)), nextHit().change());
        powersOff();
    }

    /** The page that was there goes elsewhere, and another comes: the watch stays with the memory. */
    @Test
    void itFollowsThePageWhenTheGuestRemapsIt() throws Exception {
        launch(code -> code.store(ALIAS, 1).hypercall(Hypercall.SET_PTE, 0, ALIAS, PHYSICAL + 0x1000 | USED)
                .store(ALIAS, 2).hypercall(Hypercall.SET_PTE, 0, ALIAS + 0x2000, PHYSICAL | USED).store(ALIAS + 0x2000, 3));
        map(ALIAS, PHYSICAL);
        map(ALIAS + 0x2000, PHYSICAL + 0x3000);
        int directory = directory();
        plantPhysical(Kind.WRITE, PHYSICAL, 4);
        given(session.plantEvent(new EventRequest(new MachineEvent.HypercallMade(Hypercall.SET_PTE.number()), "set_pte")));
        running();
        assertEquals(1, nextHit().change().orElseThrow().after());
        for (int call = 0; call < 2; call++) {
            running();
            assertTrue(listener.next(Stop.class).reason() instanceof StopReason.Events);
            given(session.writeRegister("edx", directory));
        }
        running();
        assertEquals(Optional.of(new Hit.Change(1, 3)), nextHit().change());
        powersOff();
    }

    @Test
    void armedWhileThePageIsInUseItFiresAtOnce() throws Exception {
        launch(code -> {
            code.store(SCRATCH, 1).loadEax(SCRATCH);
            here = code.here();
            return code.store(SCRATCH, 2).loadEax(SCRATCH);
        });
        runUpTo(here);
        plantPhysical(Kind.ACCESS, PHYSICAL, 4);
        running();
        assertEquals(Hit.Access.WRITE, nextHit().access());
        running();
        assertEquals(Hit.Access.READ, nextHit().access());
        powersOff();
    }

    /** An access of two pages that lie apart in memory matches by the part that lies there. */
    @Test
    void anAccessAcrossPagesMatchesOnEither() throws Exception {
        launch(code -> code.store(ALIAS + 0xFFE, 0x4433_2211));
        map(ALIAS, PHYSICAL);
        map(ALIAS + 0x1000, PHYSICAL + 0x8000);
        Planted end = plantPhysical(Kind.WRITE, PHYSICAL + 0xFFF, 1);
        Planted start = plantPhysical(Kind.WRITE, PHYSICAL + 0x8000, 2);
        Planted behind = plantPhysical(Kind.WRITE, PHYSICAL + 0x8002, 2);
        Planted next = plantPhysical(Kind.WRITE, PHYSICAL + 0x1000, 4);
        running();
        var hits = ((StopReason.DebugRegisters) listener.next(Stop.class).reason()).hits();
        assertEquals(List.of(end, start), hits.stream().map(Hit::planted).toList());
        assertEquals(0x22, hits.get(0).change().orElseThrow().after());
        assertEquals(0x4433, hits.get(1).change().orElseThrow().after());
        given(session.unplant(behind));
        given(session.unplant(next));
        powersOff();
    }

    /** A string is moved a page at a time, unless somebody watches. */
    @Test
    void aStringInstructionStopsAtItsIteration() throws Exception {
        launch(code -> code.mov(EDI, ALIAS).mov(Code.ECX, 64).mov(Code.EAX, 7).bytes(0xF3, 0xAB));
        map(ALIAS, PHYSICAL);
        plantPhysical(Kind.WRITE, PHYSICAL + 40, 4);
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(Optional.of(new Hit.Change(0, 7)), hitOf(stop).change());
        assertEquals(64 - 11, stop.registers().value("ecx").orElseThrow());
        powersOff();
    }

    /** A bank compares in one way only, and both ways go on beside each other. */
    @Test
    void linearWatchesGoOnBesideIt() throws Exception {
        launch(code -> code.store(ALIAS, 1).store(SCRATCH, 2));
        map(ALIAS, PHYSICAL);
        Planted linear = plant(Kind.WRITE, SCRATCH, 4);
        Planted physical = plantPhysical(Kind.WRITE, PHYSICAL, 4);
        Planted second = plant(Kind.WRITE, ALIAS, 4);
        running();
        assertEquals(List.of(second, physical), hits());
        running();
        assertEquals(List.of(linear, physical), hits());
        given(session.unplant(physical));
        Planted third = plant(Kind.WRITE, SCRATCH + 64, 4);
        var banks = given(session.debugRegisters()).banks();
        assertEquals(2, banks.size(), "the bank is free for linear ones again");
        assertEquals(third, banks.get(1).uses().get(2).orElseThrow().planted());
        powersOff();
    }

    private List<Planted> hits() {
        return ((StopReason.DebugRegisters) listener.next(Stop.class).reason()).hits().stream().map(Hit::planted).toList();
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() throws Exception {
        launch(code -> code);
        assertEquals(Refusal.Code.NO_SUCH_WATCH, refusal(session.plant(physical(Kind.EXECUTE, PHYSICAL, 1))).code());
        assertEquals(new Refusal(Refusal.Code.UNMAPPED, "0x00200000 is outside the guest's memory."),
                refusal(session.plant(physical(Kind.WRITE, 2 << 20, 4))));
    }

    @Test
    void theHardwareHasNone() throws Exception {
        launch(Banks.AS_THE_HARDWARE, code -> code);
        assertEquals(new Refusal(Refusal.Code.NO_SUCH_WATCH,
                "No processor has a debug register for a physical address. Choose extended banks."),
                refusal(session.plant(physical(Kind.WRITE, PHYSICAL, 4))));
    }
}
