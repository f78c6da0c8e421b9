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

import java.math.BigInteger;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IMemoryBlockRetrieval;
import org.eclipse.debug.core.model.MemoryByte;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.MemoryBytes;

/**
 * The guest's memory from an address on: linear, as the guest's page tables show it, or guest-physical.
 *
 * <p>The platform's interface gives answers by return, and its renderings ask in jobs of their own, which wait for the
 * emulator with {@link Patience}.
 */
public final class GuestMemoryBlock extends GuestDebugElement implements IMemoryBlockExtension {

    private static final BigInteger ADDRESSES = BigInteger.ONE.shiftLeft(32);

    private final String expression;
    private final AddressSpace space;
    private final BigInteger base;
    private final MemoryHistory history = new MemoryHistory();

    GuestMemoryBlock(GuestDebugTarget target, String expression, MemoryPlace place) {
        super(target);
        this.expression = expression;
        this.space = place.space();
        this.base = BigInteger.valueOf(Integer.toUnsignedLong(place.address()));
    }

    @Override
    public String getExpression() {
        return expression;
    }

    @Override
    public BigInteger getBigBaseAddress() {
        return base;
    }

    @Override
    public BigInteger getMemoryBlockStartAddress() {
        return BigInteger.ZERO;
    }

    @Override
    public BigInteger getMemoryBlockEndAddress() {
        return ADDRESSES.subtract(BigInteger.ONE);
    }

    @Override
    public BigInteger getBigLength() {
        return ADDRESSES.subtract(base);
    }

    @Override
    public int getAddressSize() {
        return Integer.BYTES;
    }

    @Override
    public int getAddressableSize() {
        return 1;
    }

    @Override
    public boolean supportBaseAddressModification() {
        return false;
    }

    @Override
    public void setBaseAddress(BigInteger address) throws DebugException {
        throw LguestStatus.NOT_SUPPORTED.debugException();
    }

    /** Bytes are marked that have changed since the stop before. */
    @Override
    public boolean supportsChangeManagement() {
        return true;
    }

    @Override
    public MemoryByte[] getBytesFromOffset(BigInteger offset, long units) throws DebugException {
        return getBytesFromAddress(base.add(offset), units);
    }

    /**
     * Bytes outside the 32-bit addresses, or where there is no memory, are not readable; the others are.
     *
     * @param units 0 to {@link MemoryBytes#MAXIMUM}
     */
    @Override
    public MemoryByte[] getBytesFromAddress(BigInteger address, long units) throws DebugException {
        if (units < 0 || units > MemoryBytes.MAXIMUM) {
            throw LguestStatus.TOO_LONG.debugException();
        }
        int wanted = (int) units;
        BigInteger from = address.max(BigInteger.ZERO).min(ADDRESSES);
        BigInteger to = address.add(BigInteger.valueOf(wanted)).max(BigInteger.ZERO).min(ADDRESSES);
        int length = to.subtract(from).intValueExact();
        int before = (int) Math.min(wanted, from.subtract(address).max(BigInteger.ZERO).longValue());

        MemoryByte[] result = new MemoryByte[wanted];
        for (int i = 0; i < wanted; i++) {
            result[i] = new MemoryByte((byte) 0, (byte) 0);
        }
        if (length > 0) {
            int stop = getDebugTarget().stops();
            MemoryBytes memory = await(getDebugTarget().session().readMemory(space, from.intValue(), length));
            byte[] changes = history.compare(memory, stop);
            byte[] bytes = memory.bytes();
            BitSet readable = memory.readable();
            for (int i = 0; i < length; i++) {
                result[before + i] = new MemoryByte(bytes[i], (byte) (flags(readable.get(i)) | changes[i]));
            }
        }
        return result;
    }

    private static byte flags(boolean readable) {
        return (byte) (readable ? MemoryByte.READABLE | MemoryByte.WRITABLE | MemoryByte.ENDIANESS_KNOWN : 0);
    }

    @Override
    public boolean supportsValueModification() {
        return getDebugTarget().isSuspended();
    }

    @Override
    public void setValue(BigInteger offset, byte[] bytes) throws DebugException {
        BigInteger address = base.add(offset);
        if (address.signum() < 0 || address.add(BigInteger.valueOf(bytes.length)).compareTo(ADDRESSES) > 0) {
            throw LguestStatus.ADDRESS_TOO_LARGE.debugException("0x" + address.toString(16));
        }
        await(getDebugTarget().session().writeMemory(space, address.intValue(), bytes));
        fireChangeEvent(DebugEvent.CONTENT);
    }

    private static <T> T await(CompletableFuture<Answer<T>> request) throws DebugException {
        return switch (Patience.await(request)) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Refused<T>(var refusal) -> throw new DebugException(LguestStatus.of(refusal));
        };
    }

    @Override
    public void connect(Object client) {
        // There is nothing to keep for a client: a read asks the guest anew.
    }

    @Override
    public void disconnect(Object client) {
        // See connect.
    }

    @Override
    public Object[] getConnections() {
        return new Object[0];
    }

    @Override
    public void dispose() {
        // Nothing is held.
    }

    @Override
    public IMemoryBlockRetrieval getMemoryBlockRetrieval() {
        return getDebugTarget();
    }

    @Override
    public long getStartAddress() {
        return base.longValue();
    }

    @Override
    public long getLength() {
        return getBigLength().longValue();
    }

    @Override
    public byte[] getBytes() throws DebugException {
        MemoryByte[] memory = getBytesFromAddress(base, Math.min(getLength(), MemoryBytes.MAXIMUM));
        byte[] bytes = new byte[memory.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = memory[i].getValue();
        }
        return bytes;
    }

    @Override
    public void setValue(long offset, byte[] bytes) throws DebugException {
        setValue(BigInteger.valueOf(offset), bytes);
    }
}
