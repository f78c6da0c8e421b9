/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.MemoryBytes;

/** The memory of a stopped guest, as the Memory view asks for it. */
class MemoryTest {

    private GuestFixture guest;

    @BeforeEach
    void stopInRingUp() throws Exception {
        guest = RingUp.stopped();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void memoryIsReadWhereItIsMapped() throws Exception {
        guest.session.memory(guest.addressOf("takings"), 0x04030201);
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        MemoryByte[] bytes = block.getBytesFromOffset(BigInteger.ZERO, 8);
        assertEquals(8, bytes.length);
        for (int i = 0; i < 8; i++) {
            assertEquals(i < 4, bytes[i].isReadable(), "byte " + i);
            assertEquals(i < 4 ? i + 1 : 0, bytes[i].getValue());
        }
    }

    @Test
    void memoryOutsideTheAddressesIsNotReadable() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("0xfffffffc", guest.target);
        guest.session.memory(0xfffffffc, 0x11111111);
        MemoryByte[] bytes = block.getBytesFromAddress(BigInteger.valueOf(0xfffffffeL), 4);
        assertEquals(List.of(true, true, false, false), Arrays.stream(bytes).map(MemoryByte::isReadable).toList());
        assertFalse(block.getBytesFromAddress(BigInteger.valueOf(-2), 1)[0].isReadable());
    }

    @Test
    void memoryOfARunningGuestIsRefusedWithItsReason() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        guest.target.resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
        DebugException refusal = assertThrows(DebugException.class,
                () -> block.getBytesFromOffset(BigInteger.ZERO, 4));
        assertEquals(LguestStatus.GUEST_RUNNING.code(), refusal.getStatus().getCode());
    }

    @Test
    void memoryCanBeWritten() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        block.setValue(BigInteger.ZERO, new byte[] {1, 0, 0, 0});
        assertEquals(1, block.getBytesFromOffset(BigInteger.ZERO, 4)[0].getValue());
    }

    @Test
    void physicalMemoryIsASpaceOfItsOwn() throws Exception {
        guest.session.memory(0x1000, 0x11111111).physical(0x1000, 0x22222222);
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("phys:0x1000", guest.target);
        assertEquals("phys:0x1000", block.getExpression());
        assertEquals(BigInteger.valueOf(0x1000), block.getBigBaseAddress());
        assertEquals(0x22, block.getBytesFromOffset(BigInteger.ZERO, 4)[0].getValue());
        block.setValue(BigInteger.ZERO, new byte[] {3, 0, 0, 0});
        assertEquals(3, block.getBytesFromOffset(BigInteger.ZERO, 4)[0].getValue());
        assertEquals(0x11, guest.target.getExtendedMemoryBlock("0x1000", guest.target)
                .getBytesFromOffset(BigInteger.ZERO, 4)[0].getValue());
    }

    @Test
    void aRegisterCanSayWhereToBegin() throws Exception {
        IMemoryBlockExtension stack = guest.target.getExtendedMemoryBlock("$esp", guest.target);
        assertEquals(BigInteger.valueOf(Integer.toUnsignedLong(RingUp.STACK - 16)), stack.getBigBaseAddress());
    }

    @ParameterizedTest
    @CsvSource({"phys:takings, NO_SUCH_SPACE", "phys:, NO_SUCH_SPACE", "phys:0x100000000, ADDRESS_TOO_LARGE",
        "$xmm9, NO_SUCH_REGISTER", "$, NO_SUCH_REGISTER", "0x1ffffffff, ADDRESS_TOO_LARGE",
        "no_such_variable, EXPRESSION_UNRESOLVED", "'', EXPRESSION_UNRESOLVED"})
    void nonsenseIsRefusedWithItsReason(String expression, LguestStatus status) {
        DebugException refusal = assertThrows(DebugException.class,
                () -> guest.target.getExtendedMemoryBlock(expression, guest.target));
        assertEquals(status.code(), refusal.getStatus().getCode(), refusal.getStatus()::getMessage);
    }

    @Test
    void bytesAreMarkedThatHaveChangedSinceTheStopBefore() throws Exception {
        int takings = guest.addressOf("takings");
        guest.session.memory(takings, 0x04030201);
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        assertTrue(block.supportsChangeManagement());
        assertEquals("????", marks(block));
        RingUp.step(guest);
        guest.session.memory(takings, 0x04039901);
        assertEquals(" *  ", marks(block));
        assertEquals(" *  ", marks(block), "reading again is no later stop");
        RingUp.step(guest);
        assertEquals("    ", marks(block));
        RingUp.step(guest);
        RingUp.step(guest);
        assertEquals("????", marks(block), "nobody looked at the stop before");
    }

    @Test
    void aChangeOfTheUsersIsMarked() throws Exception {
        guest.session.memory(guest.addressOf("takings"), 0);
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        marks(block);
        RingUp.step(guest);
        block.setValue(BigInteger.ONE, new byte[] {5});
        assertEquals(" *  ", marks(block));
    }

    @Test
    void moreThanOneRequestMayReadIsRefused() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("0", guest.target);
        DebugException refusal = assertThrows(DebugException.class,
                () -> block.getBytesFromAddress(BigInteger.ZERO, 1L << 32));
        assertEquals(LguestStatus.TOO_LONG.code(), refusal.getStatus().getCode());
        assertEquals(MemoryBytes.MAXIMUM, block.getBytesFromAddress(BigInteger.ZERO, MemoryBytes.MAXIMUM).length);
    }

    /** Of each byte: changed, unchanged, or nothing to compare with. */
    private static String marks(IMemoryBlockExtension block) throws DebugException {
        StringBuilder marks = new StringBuilder();
        for (MemoryByte each : block.getBytesFromOffset(BigInteger.ZERO, 4)) {
            marks.append(!each.isHistoryKnown() ? '?' : each.isChanged() ? '*' : ' ');
        }
        return marks.toString();
    }
}
