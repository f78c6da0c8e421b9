/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.function.IntConsumer;

import org.lguest.hypervisor.guest.LguestPages;

/**
 * Steps 3 and 4 of the path: {@code debugregs[bank][8]}, and the sanity of what is put there. Bank 0 is the guest's;
 * the debugger's are of the same shape, reached by the same hypercalls and checked by the same rules.
 *
 * <p>A refusal is -22 and changes nothing. It never kills: a kernel passes on what a user asked of ptrace.
 */
public class DebugRegisters {

    /**
     * Banks the debugger may use: 256, which are 1,024 registers. Their DR7s travel on the Switcher's stack, a dword
     * each, and there is room for four times as many in its page. Each bank in use costs a little at every entry; those
     * that are not, nothing.
     */
    public static final int DEBUGGER_BANKS = 256;
    /** What a refused SET returns: -EINVAL. */
    public static final int EINVAL = -22;

    /** DR6. */
    public static final int STATUS = 6;
    /** DR7. */
    public static final int CONTROL = 7;
    /** DR0 to DR3. */
    public static final int SLOTS = 4;

    /** Bits 10 to 15 of DR7: reserved, and GD, which would make the Switcher itself trap. */
    private static final int CONTROL_CLEARED = 0xFC00;
    /** Bit n: a LEN/RW nibble of value n is illegal (Linux's {@code arch/i386/kernel/ptrace.c}). */
    private static final int ILLEGAL_NIBBLES = 0x5F54;
    /** What DR6 reads whatever was written: SDM volume 3, section 17.2.3. */
    private static final int STATUS_ONES = 0xFFFF_0FF0;
    private static final int STATUS_ZERO = 1 << 12;

    private final Lguest lguest;
    private final int[][] debugregs = new int[1 + DEBUGGER_BANKS][8];
    /** By bank: whether its addresses are physical. */
    private final boolean[] physical = new boolean[1 + DEBUGGER_BANKS];
    /** By bank: what the last debug trap has matched. */
    private final int[] matched = new int[1 + DEBUGGER_BANKS];
    /** The banks in which it has matched anything. */
    private final int[] matchedBanks = new int[1 + DEBUGGER_BANKS];
    private int matchedCount;
    /** By bank: whether copy-in has to load its addresses and DR6 again. */
    private final boolean[] changed = new boolean[1 + DEBUGGER_BANKS];
    /** Bank 0, and those up to the last in which the debugger has something armed. */
    private int banksInUse = 1;
    private IntConsumer guestControl = value -> { };

    public DebugRegisters(Lguest lguest) {
        this.lguest = lguest;
    }

    /**
     * SET_DEBUGREG. Which addresses a bank of the debugger's holds, linear or physical, follows from the caller, as the
     * bank does: it is the debugger's to make all calls for a bank as the same one.
     *
     * @return as {@link #set(int, int, int)}
     */
    public int set(Caller caller, int regnum, int value) {
        int result = set(caller.bank(), regnum, value);
        if (result == 0 && caller instanceof Caller.Debugger debugger) {
            physical[debugger.bank()] = debugger.physical();
        }
        return result;
    }

    /** SET_DEBUGREG. @return 0, or {@link #EINVAL} and then nothing has changed */
    public int set(int bank, int regnum, int value) {
        if (!sane(regnum, value)) {
            return EINVAL;
        }
        keep(bank, regnum, regnum == CONTROL ? value & ~CONTROL_CLEARED : value);
        if (bank == 0 && regnum == CONTROL) {
            guestControl.accept(debugregs[0][CONTROL]);
        }
        return 0;
    }

    /** GET_DEBUGREG. 0 for a register that is not there. */
    public int get(int bank, int regnum) {
        return switch (regnum) {
            case 0, 1, 2, 3, CONTROL -> debugregs[bank][regnum];
            case STATUS -> (debugregs[bank][STATUS] | STATUS_ONES) & ~STATUS_ZERO;
            default -> 0;
        };
    }

    /**
     * Step 4. DR0 to DR3 may be any address but the Switcher's, whose pages the processor touches with DR7 loaded. A
     * match covers at most the aligned dword about the address, and the Switcher begins at one.
     */
    protected boolean sane(int regnum, int value) {
        return switch (regnum) {
            case 0, 1, 2, 3 -> Integer.compareUnsigned(value, LguestPages.SWITCHER) < 0;
            case STATUS -> true;
            case CONTROL -> saneControl(value);
            default -> false;
        };
    }

    private static boolean saneControl(int value) {
        for (int shift = 16; shift < 32; shift += 4) {
            if ((ILLEGAL_NIBBLES >>> (value >>> shift & 0xF) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Step 3. */
    protected void keep(int bank, int regnum, int value) {
        debugregs[bank][regnum] = value;
        if (regnum == CONTROL && bank > 0) {
            countBanks();
        }
        change(bank);
    }

    /**
     * Step 7: the Switcher has come back with a debug trap and hands over what the hardware's DR6 said. The hardware's
     * is reset now, so copy-in has to load it again.
     *
     * @param matched what this very trap has set there; 0 if it was none of the bank's
     */
    protected void saveStatus(int bank, int dr6, int matched) {
        debugregs[bank][STATUS] = dr6;
        this.matched[bank] = matched;
        if (matched != 0) {
            matchedBanks[matchedCount++] = bank;
        }
        change(bank);
    }

    private void change(int bank) {
        changed[bank] = true;
        lguest.changed.add(Lguest.Changed.DEBUG_REGISTERS);
    }

    /** Whether a bank's addresses are physical. Bank 0's are not. */
    public boolean physical(int bank) {
        return physical[bank];
    }

    /** Whether something of a bank, DR7 apart, has changed since this was last asked. */
    boolean takeChanged(int bank) {
        boolean was = changed[bank];
        changed[bank] = false;
        return was;
    }

    /** Forgets what the last debug trap matched, as the guest is about to run. The debugger's own DR6 start at zero. */
    void beforeEntry() {
        while (matchedCount > 0) {
            int bank = matchedBanks[--matchedCount];
            matched[bank] = 0;
            if (bank > 0) {
                debugregs[bank][STATUS] = 0;
            }
        }
    }

    /** In how many banks the last debug trap has matched. */
    public int matchedBanks() {
        return matchedCount;
    }

    /** The number of one of these banks. */
    public int matchedBank(int index) {
        return matchedBanks[index];
    }

    /** The registers of a bank that the last debug trap matched and that are enabled: bit n for DRn. */
    public int hits(int bank) {
        int control = debugregs[bank][CONTROL];
        int hits = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if ((matched[bank] >>> slot & 1) != 0 && (control >>> 2 * slot & 3) != 0) {
                hits |= 1 << slot;
            }
        }
        return hits;
    }

    /** Whether the last debug trap came before an instruction that the debugger's registers match. */
    boolean executeMatched() {
        for (int i = 0; i < matchedCount; i++) {
            int bank = matchedBanks[i];
            int hits = bank == 0 ? 0 : hits(bank);
            for (int slot = 0; hits != 0 && slot < SLOTS; slot++) {
                if ((hits >>> slot & 1) != 0 && (debugregs[bank][CONTROL] >>> 16 + 4 * slot & 3) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the last debug trap is the debugger's, be it the guest's too or not. */
    boolean debuggersTrap() {
        for (int i = 0; i < matchedCount; i++) {
            if (matchedBanks[i] != 0 && hits(matchedBanks[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last debug trap is the guest's: its own bank matched, or no one else's did. */
    boolean guestsTrap() {
        return matched[0] != 0 || !debuggersTrap();
    }

    /** Bank 0, and those up to the last in which the debugger has something armed. */
    public int banksInUse() {
        return banksInUse;
    }

    private void countBanks() {
        banksInUse = debugregs.length;
        while (banksInUse > 1 && debugregs[banksInUse - 1][CONTROL] == 0) {
            banksInUse--;
        }
    }

    /** Names who is told that the guest has set its DR7, and to what. */
    public void onGuestControl(IntConsumer listener) {
        guestControl = listener;
    }
}
