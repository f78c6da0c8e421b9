/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * The debug unit: banks of DR0 to DR3, DR6 and DR7, and the only place in the product that decides a hit. A bank is a
 * whole set of debug registers as a processor has one; bank 0 is the guest's, further ones belong to whoever debugs
 * the guest. Each follows the SDM (volume 3, chapter 17.2) as if it were alone. Used on the processor's thread.
 *
 * <p>Choices where the SDM leaves one: B0 to B3 of a bank are cleared before new ones are set in that bank, and
 * no bit is set for a register that is not enabled. LEN 10, which a 32-bit processor does not define, is one byte,
 * as is any LEN of an execute breakpoint.
 */
public final class DebugUnit {

    private static final int REGISTERS = 4;
    private static final int DR6_FIXED_ONES = 0xFFFF_0FF0;
    private static final int DR6_WRITABLE = 0x0000_E00F;
    private static final int DR7_FIXED_ONES = 0x0000_0400;
    private static final int DR7_WRITABLE = 0xFFFF_23FF;
    private static final int DR7_ENABLES = 0xFF;
    private static final int DR7_GENERAL_DETECT = 1 << 13;
    private static final int[] LENGTH = {1, 2, 1, 4};
    /** Values of RW, bit n for the value n. */
    private static final int EXECUTIONS = 0b0001;
    private static final int DATA = 0b1010;
    private static final int PORTS = 0b0100;

    /** BD of DR6: a debug register was about to be moved while DR7.GD was set. */
    public static final int BD = 1 << 13;
    /** BS of DR6: single step. */
    public static final int BS = 1 << 14;
    /** B0 to B3 of DR6. */
    public static final int HITS = 0xF;

    private Bank[] banks = {new Bank()};

    private static final Armed[] NONE = {};
    private static final int[] NO_REGISTERS = {};

    /** The enabled registers of all banks, gathered when they have changed since. */
    private Armed[] execute = NONE;
    private Armed[] data = NONE;
    private Armed[] ports = NONE;
    private boolean stale;

    /**
     * What was armed last, and the registers it was gathered from: a world switch disarms and arms the same again, and
     * its watched pages stay watched in between.
     */
    private Armed[] lastExecute = NONE;
    private Armed[] lastData = NONE;
    private Armed[] lastPorts = NONE;
    private int[] lastRegisters = NO_REGISTERS;
    private boolean changed;

    private boolean pending;

    private static final class Bank {
        private final int[] address = new int[REGISTERS];
        private final AccessKind[] access = new AccessKind[REGISTERS];
        private int dr6 = DR6_FIXED_ONES;
        private int dr7 = DR7_FIXED_ONES;
        private int matched;
        /** Data matches of the instruction under way. */
        private int pending;
        /** Those of them whose bytes have been noted. */
        private int noted;
        /** What a register's bytes were before the instruction that matched it last. */
        private final int[] before = new int[REGISTERS];

        Bank() {
            Arrays.fill(access, AccessKind.EXECUTE);
        }

        void hit(int bits) {
            dr6 = dr6 & ~HITS | bits;
            matched = bits;
        }
    }

    private record Armed(Bank bank, int register, int first, int last, boolean reads, boolean debuggers) {

        /** Linear addresses wrap, so an interval is compared by distance. */
        boolean overlaps(int linear, int length) {
            return linear - first >= 0 ? linear - first <= last - first : first - linear < length;
        }

        boolean onPage(int linear) {
            return (first ^ linear) >>> 12 == 0 || (last ^ linear) >>> 12 == 0;
        }
    }

    /** How many banks there are: at least 1. */
    public int banks() {
        return banks.length;
    }

    /** Sets how many banks there are; new ones are as after reset. */
    public void setBanks(int count) {
        int old = banks.length;
        banks = Arrays.copyOf(banks, count);
        for (int i = old; i < count; i++) {
            banks[i] = new Bank();
        }
        stale = true;
    }

    /** DR0 to DR3: a linear address. */
    public int address(int bank, int register) {
        return banks[bank].address[register];
    }

    /** Sets DR0 to DR3. */
    public void setAddress(int bank, int register, int linear) {
        if (banks[bank].address[register] != linear) {
            banks[bank].address[register] = linear;
            stale = true;
        }
    }

    /** DR6, fixed bits included: 0xFFFF0FF0 when nothing is set. */
    public int dr6(int bank) {
        return banks[bank].dr6;
    }

    /** Sets DR6; fixed bits stick. */
    public void setDr6(int bank, int value) {
        banks[bank].dr6 = value & DR6_WRITABLE | DR6_FIXED_ONES;
    }

    /** DR7, fixed bits included: 0x400 when nothing is armed. */
    public int dr7(int bank) {
        return banks[bank].dr7;
    }

    /**
     * Sets DR7; fixed bits stick. 0 disarms the bank. Disarming and arming again with the same costs next to nothing.
     */
    public void setDr7(int bank, int value) {
        int dr7 = value & DR7_WRITABLE | DR7_FIXED_ONES;
        if (banks[bank].dr7 != dr7) {
            banks[bank].dr7 = dr7;
            stale = true;
        }
    }

    /** Whether any bank has any register enabled. */
    public boolean armed() {
        return executeArmed() || dataArmed() || portsArmed();
    }

    /** What the last #DB set in this bank's DR6: B0 to B3, and in bank 0 BD, BS; 0 when it was not this bank's. */
    public int matched(int bank) {
        return banks[bank].matched;
    }

    /**
     * How the instruction of the last #DB touched what this register names; meaningful where {@link #matched} has its
     * bit.
     */
    public AccessKind access(int bank, int register) {
        return banks[bank].access[register];
    }

    /**
     * What this register watches, as it was before the instruction of the last #DB; of its one, two or four bytes the
     * lowest address's is the lowest. Meaningful where {@link #matched} has its bit, for a data match.
     */
    public int before(int bank, int register) {
        return banks[bank].before[register];
    }

    // What the processor asks.

    /** Whether any execute breakpoint is armed. */
    public boolean executeArmed() {
        gather();
        return execute.length > 0;
    }

    /** Whether any data breakpoint is armed. */
    public boolean dataArmed() {
        gather();
        return data.length > 0;
    }

    /** Whether any I/O breakpoint (RW 10) is armed. They mean nothing unless CR4.DE is set. */
    public boolean portsArmed() {
        gather();
        return ports.length > 0;
    }

    /** Whether DR7.GD of the guest's bank is set. */
    public boolean generalDetect() {
        return (banks[0].dr7 & DR7_GENERAL_DETECT) != 0;
    }

    /**
     * Distance from {@code linear} to the first armed execute address in the next {@code length} bytes; else {@code
     * length}.
     */
    public int executeDistance(int linear, int length) {
        gather();
        int distance = length;
        for (Armed armed : execute) {
            int d = armed.first - linear;
            if (d >= 0 && d < distance) {
                distance = d;
            }
        }
        return distance;
    }

    /** Whether an instruction that begins here matches a register of banks 1 and up. Changes nothing. */
    public boolean debuggersExecuteAt(int linear) {
        gather();
        for (Armed armed : execute) {
            if (armed.first == linear && armed.debuggers) {
                return true;
            }
        }
        return false;
    }

    /** Compares an instruction's first byte; on a match raises #DB, a fault, and sets each DR6. */
    public boolean executes(int linear, boolean suppressDebuggers) {
        gather();
        boolean hit = false;
        for (Armed armed : execute) {
            if (armed.first == linear && !(suppressDebuggers && armed.debuggers)) {
                if (!hit) {
                    begin();
                    hit = true;
                }
                armed.bank.hit(armed.bank.matched | 1 << armed.register);
                armed.bank.access[armed.register] = AccessKind.EXECUTE;
            }
        }
        return hit;
    }

    /**
     * Compares a data access of the instruction under way; its matches wait for {@link #trap}. Says whether it matched.
     */
    public boolean accesses(int linear, int length, AccessKind kind) {
        gather();
        boolean hit = false;
        for (Armed armed : data) {
            if ((armed.reads || kind != AccessKind.READ) && armed.overlaps(linear, length)) {
                int bit = 1 << armed.register;
                AccessKind before = armed.bank.access[armed.register];
                boolean both = (armed.bank.pending & bit) != 0 && before != kind;
                armed.bank.access[armed.register] = both ? AccessKind.READ_WRITE : kind;
                armed.bank.pending |= bit;
                hit = true;
            }
        }
        pending |= hit;
        return hit;
    }

    /**
     * With CR4.DE set: compares the I/O ports that the instruction under way reads or writes, as {@link #accesses} does
     * addresses. LEN counts ports (SDM volume 3, 17.2.5).
     */
    public boolean uses(int port, int length, AccessKind kind) {
        gather();
        boolean hit = false;
        for (Armed armed : ports) {
            if (armed.overlaps(port, length)) {
                armed.bank.access[armed.register] = kind;
                armed.bank.pending |= 1 << armed.register;
                hit = true;
            }
        }
        pending |= hit;
        return hit;
    }

    /**
     * Notes what the registers that {@link #accesses} has just matched watch, before the instruction changes it.
     *
     * @param bytes the byte at a linear address, read without a trace
     */
    public void note(IntUnaryOperator bytes) {
        for (Armed armed : data) {
            int bit = 1 << armed.register;
            if ((armed.bank.pending & ~armed.bank.noted & bit) != 0) {
                armed.bank.noted |= bit;
                int value = 0;
                for (int i = 0; i <= armed.last - armed.first; i++) {
                    value |= bytes.applyAsInt(armed.first + i) << 8 * i;
                }
                armed.bank.before[armed.register] = value;
            }
        }
    }

    /** Whether accesses of the instruction under way matched. */
    public boolean pending() {
        return pending;
    }

    /** The instruction faulted: its matches are no more. */
    public void discard() {
        if (pending) {
            pending = false;
            for (Bank bank : banks) {
                bank.pending = 0;
                bank.noted = 0;
            }
        }
    }

    /** The instruction completed: raises #DB, a trap, for its matches and, if {@code single}, for the guest's TF. */
    public void trap(boolean single) {
        begin();
        for (Bank bank : banks) {
            if (bank.pending != 0) {
                bank.hit(bank.pending);
                bank.pending = 0;
                bank.noted = 0;
            }
        }
        pending = false;
        if (single) {
            banks[0].dr6 |= BS;
            banks[0].matched |= BS;
        }
    }

    /** INT1: #DB that no register asked for; DR6 stays as it is (SDM volume 3, 17.3.1.6). */
    public void trapWithoutCause() {
        begin();
    }

    /** A debug register is about to be moved while GD is set: raises #DB, a fault. */
    public void generalDetected() {
        begin();
        banks[0].dr6 |= BD;
        banks[0].matched = BD;
    }

    /** Entering the handler of #DB clears GD (SDM volume 3, 17.2.4). */
    public void entered() {
        if (generalDetect()) {
            setDr7(0, banks[0].dr7 & ~DR7_GENERAL_DETECT);
        }
    }

    /** Whether this access on this page could match, now or when what was armed last is armed again. */
    public boolean watches(int linear, boolean write) {
        gather();
        for (Armed armed : lastData) {
            if ((write || armed.reads) && armed.onPage(linear)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The processor is about to run: with nothing armed, what was armed last is forgotten, and its pages watched no
     * more. What the Switcher does with DR7 at 0 is no run.
     */
    public void beginRun() {
        gather();
        if (execute.length == 0 && data.length == 0 && ports.length == 0 && lastRegisters != NO_REGISTERS) {
            lastExecute = NONE;
            lastData = NONE;
            lastPorts = NONE;
            lastRegisters = NO_REGISTERS;
        }
    }

    /** Whether pages have come to be watched since this was last asked. To be asked before instructions run. */
    public boolean takeChanged() {
        gather();
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Hands each watched page's linear address to {@code page}; a page may come twice. */
    public void watchedPages(IntConsumer page) {
        for (Armed armed : lastData) {
            page.accept(armed.first & ~0xFFF);
        }
    }

    private void begin() {
        for (Bank bank : banks) {
            bank.matched = 0;
        }
    }

    private void gather() {
        if (!stale) {
            return;
        }
        stale = false;
        execute = NONE;
        data = NONE;
        ports = NONE;
        if (!enabled()) {
            return;
        }
        if (!isAsLast()) {
            lastRegisters = registers();
            lastExecute = gather(EXECUTIONS);
            lastData = gather(DATA);
            lastPorts = gather(PORTS);
            changed = true;
        }
        execute = lastExecute;
        data = lastData;
        ports = lastPorts;
    }

    private boolean enabled() {
        for (Bank bank : banks) {
            if ((bank.dr7 & DR7_ENABLES) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isAsLast() {
        int at = 0;
        if (lastRegisters.length != banks.length * (REGISTERS + 1)) {
            return false;
        }
        for (Bank bank : banks) {
            for (int address : bank.address) {
                if (lastRegisters[at++] != address) {
                    return false;
                }
            }
            if (lastRegisters[at++] != bank.dr7) {
                return false;
            }
        }
        return true;
    }

    private int[] registers() {
        int[] registers = new int[banks.length * (REGISTERS + 1)];
        int at = 0;
        for (Bank bank : banks) {
            for (int address : bank.address) {
                registers[at++] = address;
            }
            registers[at++] = bank.dr7;
        }
        return registers;
    }

    /** @param kinds of RW: bit n for the value n */
    private Armed[] gather(int kinds) {
        Armed[] found = new Armed[banks.length * REGISTERS];
        int count = 0;
        for (Bank bank : banks) {
            for (int i = 0; i < REGISTERS; i++) {
                int kind = bank.dr7 >>> 16 + 4 * i & 3;
                if ((bank.dr7 >>> 2 * i & 3) != 0 && (kinds >>> kind & 1) != 0) {
                    int length = kinds == EXECUTIONS ? 1 : LENGTH[bank.dr7 >>> 18 + 4 * i & 3];
                    int first = bank.address[i] & -length;
                    found[count++] = new Armed(bank, i, first, first + length - 1, kind == 3, bank != banks[0]);
                }
            }
        }
        return count == 0 ? NONE : Arrays.copyOf(found, count);
    }
}
