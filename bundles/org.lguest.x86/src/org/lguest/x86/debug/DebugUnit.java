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

    private static final int DR6_WRITABLE = 0x0000_E00F;
    private static final int DR7_WRITABLE = 0xFFFF_23FF;
    private static final int DR7_GENERAL_DETECT = 1 << 13;

    /** BD of DR6: a debug register was about to be moved while DR7.GD was set. */
    public static final int BD = 1 << 13;
    /** BS of DR6: single step. */
    public static final int BS = 1 << 14;
    /** B0 to B3 of DR6. */
    public static final int HITS = 0xF;

    private Bank[] banks = {new Bank()};

    private final EnabledRegisters armed = new EnabledRegisters(banks);

    private boolean pending;

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
        armed.setBanks(banks);
    }

    /**
     * Says whether the data registers of a bank are compared with physical addresses instead of linear ones. Then its
     * execute registers match nothing, and the bank is not the guest's: no processor has one like it.
     */
    public void setPhysical(int bank, boolean physical) {
        if (banks[bank].physical != physical) {
            banks[bank].physical = physical;
            armed.reshape();
        }
    }

    /** DR0 to DR3: a linear address. */
    public int address(int bank, int register) {
        return banks[bank].address[register];
    }

    /** Sets DR0 to DR3. */
    public void setAddress(int bank, int register, int linear) {
        if (banks[bank].address[register] != linear) {
            banks[bank].address[register] = linear;
            armed.reshape();
        }
    }

    /** DR6, fixed bits included: 0xFFFF0FF0 when nothing is set. */
    public int dr6(int bank) {
        return banks[bank].dr6;
    }

    /** Sets DR6; fixed bits stick. */
    public void setDr6(int bank, int value) {
        banks[bank].dr6 = value & DR6_WRITABLE | Bank.DR6_FIXED_ONES;
    }

    /** DR7, fixed bits included: 0x400 when nothing is armed. */
    public int dr7(int bank) {
        return banks[bank].dr7;
    }

    /**
     * Sets DR7; fixed bits stick. 0 disarms the bank. Disarming and arming again with the same costs next to nothing.
     */
    public void setDr7(int bank, int value) {
        armed.setControl(banks[bank], value & DR7_WRITABLE | Bank.DR7_FIXED_ONES);
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
        return !armed.execute().isEmpty();
    }

    /** Whether any data breakpoint is armed, on linear or physical addresses. */
    public boolean dataArmed() {
        return !armed.data().isEmpty() || physicalArmed();
    }

    /** Whether any data breakpoint is armed on physical addresses. */
    public boolean physicalArmed() {
        return !armed.physical().isEmpty();
    }

    /** Whether any I/O breakpoint (RW 10) is armed. They mean nothing unless CR4.DE is set. */
    public boolean portsArmed() {
        return !armed.ports().isEmpty();
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
        ArmedRegisters execute = armed.execute();
        if (execute.passes(linear, length)) {
            return length;
        }
        int next = execute.from(linear);
        int distance = next < execute.size() ? execute.get(next).first() - linear : length;
        return Integer.compareUnsigned(distance, length) < 0 ? distance : length;
    }

    /** Whether an instruction that begins here matches a register of banks 1 and up. Changes nothing. */
    public boolean debuggersExecuteAt(int linear) {
        ArmedRegisters execute = armed.execute();
        for (int i = execute.from(linear); i < execute.size() && execute.get(i).first() == linear; i++) {
            if (execute.get(i).bank() != banks[0]) {
                return true;
            }
        }
        return false;
    }

    /** Compares an instruction's first byte; on a match raises #DB, a fault, and sets each DR6. */
    public boolean executes(int linear, boolean suppressDebuggers) {
        ArmedRegisters execute = armed.execute();
        boolean hit = false;
        for (int i = execute.from(linear); i < execute.size() && execute.get(i).first() == linear; i++) {
            Armed one = execute.get(i);
            if (!suppressDebuggers || one.bank() == banks[0]) {
                if (!hit) {
                    begin();
                    hit = true;
                }
                one.bank().hit(one.bank().matched | 1 << one.register());
                one.bank().access[one.register()] = AccessKind.EXECUTE;
            }
        }
        return hit;
    }

    /**
     * Compares a data access of the instruction under way; its matches wait for {@link #trap}. Says whether it matched.
     */
    public boolean accesses(int linear, int length, AccessKind kind) {
        return compare(armed.data(), linear, length, kind);
    }

    /** As {@link #accesses}, with the registers that name physical addresses; the bytes lie in one page. */
    public boolean accessesPhysical(int physical, int length, AccessKind kind) {
        return compare(armed.physical(), physical, length, kind);
    }

    private boolean compare(ArmedRegisters registers, int address, int length, AccessKind kind) {
        if (registers.passes(address, length)) {
            return false;
        }
        boolean hit = false;
        int end = registers.overlapsUpTo(address, length);
        for (int i = registers.overlapsFrom(address, length); i < end; i++) {
            Armed one = registers.get(i);
            if ((one.reads() || kind != AccessKind.READ) && one.overlaps(address, length)) {
                int bit = 1 << one.register();
                Bank bank = one.bank();
                AccessKind before = bank.access[one.register()];
                boolean both = (bank.pending & bit) != 0 && before != kind;
                bank.access[one.register()] = both ? AccessKind.READ_WRITE : kind;
                bank.pending |= bit;
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
        ArmedRegisters ports = armed.ports();
        boolean hit = false;
        for (int i = 0; i < ports.size(); i++) {
            Armed one = ports.get(i);
            if (one.overlaps(port, length)) {
                one.bank().access[one.register()] = kind;
                one.bank().pending |= 1 << one.register();
                hit = true;
            }
        }
        pending |= hit;
        return hit;
    }

    /**
     * Notes what the registers watch that {@link #accesses} has just matched, before the instruction changes it.
     *
     * @param bytes the byte at a linear address, read without a trace
     */
    public void note(int linear, int length, IntUnaryOperator bytes) {
        note(armed.data(), linear, length, bytes);
    }

    /** As {@link #note}, after {@link #accessesPhysical}. */
    public void notePhysical(int physical, int length, IntUnaryOperator bytes) {
        note(armed.physical(), physical, length, bytes);
    }

    private static void note(ArmedRegisters registers, int address, int length, IntUnaryOperator bytes) {
        int end = registers.overlapsUpTo(address, length);
        for (int i = registers.overlapsFrom(address, length); i < end; i++) {
            Armed one = registers.get(i);
            Bank bank = one.bank();
            int bit = 1 << one.register();
            if ((bank.pending & ~bank.noted & bit) != 0) {
                bank.noted |= bit;
                int value = 0;
                for (int at = 0; at <= one.last() - one.first(); at++) {
                    value |= bytes.applyAsInt(one.first() + at) << 8 * at;
                }
                bank.before[one.register()] = value;
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
        return armed.watches(linear, write);
    }

    /** As {@link #watches}, of a physical page. */
    public boolean watchesPhysical(int physical, boolean write) {
        return armed.watchesPhysical(physical, write);
    }

    /**
     * The processor is about to run: with nothing armed, what was armed last is forgotten, and its pages watched no
     * more. What the Switcher does with DR7 at 0 is no run.
     */
    public void beginRun() {
        armed.beginRun();
    }

    /** Whether pages have come to be watched since this was last asked. To be asked before instructions run. */
    public boolean takeChanged() {
        return armed.takeChanged();
    }

    /** Hands over each watched page's address, linear or physical; a page may come twice. */
    public void watchedPages(IntConsumer linear, IntConsumer physical) {
        armed.watchedPages(linear, physical);
    }

    private void begin() {
        for (Bank bank : banks) {
            bank.matched = 0;
        }
    }
}
