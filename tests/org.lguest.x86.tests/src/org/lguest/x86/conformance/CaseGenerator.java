/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

import org.lguest.x86.opcode.Access;
import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OperandCode;
import org.lguest.x86.opcode.Operation;

/**
 * Makes cases for a row of the opcode table: encodings with prefixes and operands at random, edge values in registers,
 * memory and flags, memory operands that fall mostly into the arena, at times across its pages' ends.
 */
final class CaseGenerator {

    /** What tells something of the machine it runs on, or asks the system for something. */
    private static final Set<Operation> NOT_COMPARABLE = EnumSet.of(Operation.FPU, Operation.CPUID, Operation.RDTSC,
            Operation.SGDT, Operation.SIDT, Operation.SLDT, Operation.STR, Operation.SMSW, Operation.VMCALL,
            Operation.INT1,
            Operation.WAIT);
    private static final int[] EDGES = {0, 1, 2, 3, 7, 8, 0x0F, 0x10, 0x1F, 0x20, 0x7F, 0x80, 0x81, 0xFF, 0x100,
            0x7FFF, 0x8000,
        0xFFFF, 0x10000, 0x12345678, 0x55555555, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFF8000, 0xFFFFFF80,
        0xFFFFFFFE, -1};
    /** Null, ours, with other RPLs, ring 0's, empty, beyond the limit, in the LDT that there is not. */
    private static final int[] SELECTORS = {0, 1, 3, 0x2B, 0x2B, 0x2B, 0x2A, 0x28, 0x23, 0x20, 0x10, 0x18, 0x60, 0x63,
            0x80, 0xFFF8, 4};
    private static final int STATUS_FLAGS = 0x8D5;
    private static final int DIRECTION = 0x400;
    private static final int INTERRUPT = 0x200;
    private static final int ALWAYS_ONE = 2;
    private static final int ESP = 4;
    private static final int EBP = 5;
    private static final int ESI = 6;
    private static final int EDI = 7;
    private static final int LINUX_SYSTEM_CALL = 0x80;

    private final Random random;
    private final Decoder decoder = new Decoder();

    private OpcodeRow row;
    private byte[] code;
    private int length;
    /** Where displacement and immediate begin. */
    private int displacementAt;
    private final int[] registers = new int[8];
    private final int[] pokes = new int[2 * TestCase.MAXIMUM_POKES];
    private int pokeCount;

    CaseGenerator(long seed) {
        random = new Random(seed);
    }

    /** Whether cases of a row can be compared at all. */
    static boolean isComparable(OpcodeRow row) {
        // TZCNT and LZCNT are BSF and BSR on the processors that we are like, and something else on the one that we
        // run on.
        boolean later = row.encoding().startsWith("F3 0F B");
        return !NOT_COMPARABLE.contains(row.operation()) && !later;
    }

    /** A case whose instruction comes from {@code row}, or raises #UD for its LOCK prefix or its registers. */
    TestCase next(OpcodeRow wanted) {
        row = wanted;
        while (true) {
            encode();
            Instruction instruction = decoder.decode(code, 0, length);
            if (instruction.isIncomplete()) {
                throw new IllegalStateException("generated half of " + row.encoding());
            }
            if (instruction.row == row && isSafe(instruction)) {
                return caseOf(instruction);
            }
        }
    }

    private boolean isSafe(Instruction i) {
        return switch (i.row.operation()) {
            // 80 is the system's; 1 to 4 and 2D ff. may be, on one system or another.
            case INT -> i.immediate != LINUX_SYSTEM_CALL && i.immediate >= 3 && (i.immediate < 0x29
                    || i.immediate > 0x2F);
            // A jump back into itself: endless, or into who knows what.
            default -> i.kind0 != Instruction.RELATIVE || i.immediate >= 0 || i.immediate < -i.length;
        };
    }

    // Encoding

    private void encode() {
        code = new byte[16];
        length = 0;
        prefixes();
        String[] bytes = row.encoding().split(" ");
        int at = 0;
        if (bytes.length > 1 && bytes[0].equals("F3")) {
            put(0xF3);
            at++;
        }
        if (bytes.length > at + 1 && bytes[at].equals("0F")) {
            put(0x0F);
            at++;
        }
        String[] opcode = bytes[at].split("/");
        put(pick(opcode[0]));
        displacementAt = -1;
        if (at + 1 < bytes.length) {
            put(pick(bytes[at + 1]));
        } else if (opcode.length > 1 || row.operands().stream().anyMatch(CaseGenerator::usesModRM)) {
            modRM(opcode.length > 1 ? Integer.parseInt(opcode[1]) : random.nextInt(8));
        }
        int immediate = edge();
        int second = random.nextInt(32);
        if (row.operation() == Operation.ENTER) {
            immediate = random.nextInt(0x200) | random.nextInt(8) << 16;
        } else if (row.operation() == Operation.RET_FAR) {
            // AMD's processors look at the outer stack, beyond what is released, before they look at the selector.
            immediate = random.nextInt(0x100);
        } else if (row.operation() == Operation.CALL_FAR || row.operation() == Operation.JMP_FAR) {
            immediate = target();
            second = Arena.USER_CODE;
        } else if (is(OperandCode.Jz)) {
            immediate = random.nextInt(0x400) - 0x200;
        }
        for (int i = 0; i < 4; i++) {
            code[length + i] = (byte) (immediate >> 8 * i);
        }
        code[length + 4] = (byte) second;
        length = decoder.decode(code, 0, 16).length;
    }

    private boolean is(OperandCode operand) {
        return row.operands().contains(operand);
    }

    private static boolean usesModRM(OperandCode operand) {
        String name = operand.name();
        return "EGMRCDS".indexOf(name.charAt(0)) >= 0 && name.length() > 1 && Character.isLowerCase(name.charAt(1));
    }

    private static boolean isMemoryOnly(OperandCode operand) {
        return operand.name().charAt(0) == 'M';
    }

    private int pick(String range) {
        int first = Integer.parseInt(range.substring(0, 2), 16);
        return first + random.nextInt(Integer.parseInt(range.substring(range.length() - 2), 16) - first + 1);
    }

    private void put(int value) {
        code[length++] = (byte) value;
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private void prefixes() {
        boolean twoByte = row.encoding().contains("0F ");
        if (oneIn(3) && row.operation() != Operation.NOP) {
            put(0x66);
        }
        if (oneIn(25)) {
            put(0x67);
        }
        if (oneIn(12)) {
            put(new int[] {0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65}[random.nextInt(6)]);
        }
        if (row.lockable() ? oneIn(6) : oneIn(40) && !hasLockMeaning()) {
            put(0xF0);
        }
        boolean string = isString();
        if (string ? !oneIn(3) : !twoByte && !hasRepeatMeaning() && oneIn(40)) {
            put(oneIn(2) ? 0xF2 : 0xF3);
        }
    }

    /** AMD's processors take MOV CR0 with LOCK for MOV CR8, and execute VERR and VERW with LOCK. */
    private boolean hasLockMeaning() {
        return switch (row.operation()) {
            case MOV_FROM_CONTROL, MOV_TO_CONTROL, VERR, VERW -> true;
            default -> false;
        };
    }

    /** The prefix that is reserved by the SDM selects another NOP, or (on AMD's) whether LOOPcc is LOOPE or LOOPNE. */
    private boolean hasRepeatMeaning() {
        return switch (row.operation()) {
            case NOP, LOOPE, LOOPNE -> true;
            default -> false;
        };
    }

    private boolean isString() {
        return switch (row.operation()) {
            case MOVS, CMPS, SCAS, LODS, STOS -> true;
            default -> false;
        };
    }

    private void modRM(int reg) {
        boolean memoryOnly = row.operands().stream().anyMatch(CaseGenerator::isMemoryOnly);
        int mod = memoryOnly ? random.nextInt(3) : random.nextInt(4);
        int rm = random.nextInt(8);
        put(mod << 6 | reg << 3 | rm);
        if (mod == 3) {
            return;
        }
        boolean wide = decoder.decode(code, 0, 16).addressSize == 4;
        boolean noBase = wide ? rm == EBP && mod == 0 : rm == 6 && mod == 0;
        if (wide && rm == 4) {
            int sib = random.nextInt(256);
            put(sib);
            noBase = mod == 0 && (sib & 7) == EBP;
        }
        displacementAt = length;
        int bytes = mod == 1 ? 1 : mod == 2 || noBase ? wide ? 4 : 2 : 0;
        for (int i = 0; i < bytes; i++) {
            put(random.nextInt(256));
        }
    }

    // Operands

    private TestCase caseOf(Instruction instruction) {
        Instruction i = instruction;
        pokeCount = 0;
        for (int r = 0; r < 8; r++) {
            registers[r] = edge();
        }
        registers[ESP] = oneIn(12) ? Arena.STACK + (oneIn(2) ? random.nextInt(40) : Arena.PAGE - random.nextInt(40))
                : Arena.STACK + 0x400 + 4 * random.nextInt(0x180);
        implicit(i);
        if (i.memoryOperand() >= 0) {
            memoryOperand(i);
            i = decoder.decode(code, 0, length);
        }
        values(i);
        int eflags = random.nextInt() & STATUS_FLAGS | ALWAYS_ONE | INTERRUPT | (oneIn(4) ? DIRECTION : 0);
        int eip = Arena.CODE + 0x800;
        int end = length;
        if (oneIn(60)) {
            // At the page's end, or cut by it.
            end = Math.max(1, length - random.nextInt(3));
            eip = Arena.CODE + Arena.PAGE - end;
        }
        return new TestCase(registers.clone(), eflags, eip, Arrays.copyOf(code, end),
                Arrays.copyOf(pokes, 2 * pokeCount));
    }

    /** Registers that the instruction uses without naming them. */
    private void implicit(Instruction i) {
        switch (i.row.operation()) {
            case MOVS, CMPS, SCAS, LODS, STOS -> {
                registers[ESI] = data();
                registers[EDI] = oneIn(3) ? registers[ESI] + random.nextInt(33) - 16 : data();
                registers[1] = oneIn(8) ? random.nextInt(3000) : random.nextInt(20);
                if (oneIn(2)) {
                    registers[0] = Arena.pristine32(registers[EDI] + random.nextInt(16));
                }
            }
            case INS, OUTS -> {
                registers[ESI] = data();
                registers[EDI] = data();
            }
            case XLAT -> registers[3] = data() - (registers[0] & 0xFF);
            case LOOP, LOOPE, LOOPNE, JCXZ -> registers[1] = oneIn(2) ? random.nextInt(3) : edge();
            case ROL, ROR, RCL, RCR, SHL, SHR, SAR, SHLD, SHRD -> registers[1] = oneIn(2) ? random.nextInt(40) : edge();
            case DIV, IDIV -> {
                registers[2] = oneIn(3) ? edge() : oneIn(2) ? 0 : random.nextInt(0x1000);
                if (oneIn(3)) {
                    registers[2] = registers[0] >> 31;
                }
            }
            case LEAVE, ENTER -> registers[EBP] = Arena.STACK + 0x600 + 4 * random.nextInt(0x100);
            default -> {
            }
        }
    }

    /** An address in the arena's data: mostly inside, else about a page's end, in the read-only page, beyond it. */
    private int data() {
        return switch (random.nextInt(20)) {
            case 0, 1 -> Arena.DATA + Arena.PAGE - 10 + random.nextInt(12);
            case 2 -> Arena.READ_ONLY - 10 + random.nextInt(20);
            case 3 -> Arena.READ_ONLY + Arena.PAGE - 10 + random.nextInt(12);
            case 4 -> Arena.DATA - random.nextInt(8);
            case 5 -> Arena.READ_ONLY + random.nextInt(Arena.PAGE - 16);
            default -> Arena.DATA + 0x200 + random.nextInt(0x1B00) & (oneIn(3) ? -1 : -4);
        };
    }

    /** Gives base, index or displacement values so that the operand is where it is wanted. */
    private void memoryOperand(Instruction i) {
        if (i.addressSize == 2) {
            return;
        }
        int target = data();
        if (displacementAt < 0) {
            // An offset in the instruction, right after the opcode.
            patch(length - 4, target);
        } else if (i.base == Instruction.NO_REGISTER) {
            patch(displacementAt, target - (i.index < 0 ? 0 : registers[i.index] * i.scale));
        } else if (i.base == i.index) {
            registers[i.base] = Integer.divideUnsigned(target - i.displacement, 1 + i.scale);
        } else {
            registers[i.base] = target - i.displacement - (i.index < 0 ? 0 : registers[i.index] * i.scale);
        }
    }

    private void patch(int at, int value) {
        for (int b = 0; b < 4; b++) {
            code[at + b] = (byte) (value >> 8 * b);
        }
    }

    private int address(Instruction i) {
        int base = i.base < 0 ? 0 : registers[i.base];
        return base + (i.index < 0 ? 0 : registers[i.index] * i.scale) + i.displacement;
    }

    /** Values in memory operands, on the stack, and in registers that must fit to them. */
    private void values(Instruction i) {
        boolean inMemory = i.memoryOperand() >= 0 && i.addressSize == 4;
        int at = inMemory ? address(i) : 0;
        if (inMemory && i.memoryAccess() != Access.NONE && oneIn(2)) {
            poke(at, edge());
        }
        switch (i.row.operation()) {
            case BT, BTS, BTR, BTC -> {
                if (i.kind1 == Instruction.REGISTER && inMemory && i.register1 != i.base && i.register1 != i.index) {
                    registers[i.register1] = random.nextInt(0x2000) - 0x1000;
                }
            }
            case CMPXCHG -> {
                if (oneIn(2) && i.base != 0 && i.index != 0) {
                    registers[0] = i.kind0 == Instruction.REGISTER ? registers[i.register0 & (i.width0 == 1 ? 3 : 7)]
                            : Arena.pristine32(at);
                }
            }
            case CMPXCHG8B -> {
                if (oneIn(2) && i.base != 0 && i.index != 0 && i.base != 2 && i.index != 2) {
                    registers[0] = Arena.pristine32(at);
                    registers[2] = Arena.pristine32(at + 4);
                }
            }
            case BOUND -> {
                poke(at, edge());
                poke(at + i.operandSize, edge());
            }
            case CALL, JMP -> {
                if (i.kind0 == Instruction.REGISTER) {
                    registers[i.register0] = target();
                } else if (inMemory) {
                    poke(at, target());
                }
            }
            case CALL_FAR, JMP_FAR, LDS, LES, LFS, LGS, LSS -> {
                if (inMemory) {
                    poke(at + i.operandSize, i.row.operation().name().endsWith("FAR") && !oneIn(4) ? Arena.USER_CODE
                            : SELECTORS[random.nextInt(SELECTORS.length)]);
                    poke(at, target());
                }
            }
            case MOV_TO_SEGMENT, LAR, LSL, VERR, VERW, ARPL -> {
                int selector = SELECTORS[random.nextInt(SELECTORS.length)];
                int operand = i.row.operation() == Operation.VERR || i.row.operation() == Operation.VERW
                        || i.row.operation() == Operation.ARPL ? 0 : 1;
                if (inMemory) {
                    poke(at, selector);
                } else if (i.kind(operand) == Instruction.REGISTER) {
                    registers[i.register(operand)] = selector | random.nextInt(2) << 16;
                }
            }
            case POP_SEGMENT -> poke(registers[ESP], SELECTORS[random.nextInt(SELECTORS.length)]);
            case POPF -> poke(registers[ESP], safeFlags());
            case RET -> poke(registers[ESP], target());
            case RET_FAR, IRET -> {
                poke(registers[ESP] + 2 * i.operandSize, safeFlags());
                poke(registers[ESP] + i.operandSize, oneIn(6) ? SELECTORS[random.nextInt(SELECTORS.length)]
                        : Arena.USER_CODE);
                poke(registers[ESP], target());
            }
            case LEAVE -> {
                if (oneIn(10)) {
                    registers[EBP] = nowhere();
                }
            }
            default -> {
            }
        }
    }

    /** Where a branch may go: INT3s in the arena's code, at times nowhere. */
    private int target() {
        return oneIn(8) ? nowhere() : Arena.CODE + 0x100 + random.nextInt(0x600);
    }

    private int nowhere() {
        return 0x60000000 + random.nextInt(0x10000);
    }

    /** Any flags but TF, NT, AC and VM, which would have the system's attention. */
    private int safeFlags() {
        return edge() & ~(0x100 | 0x4000 | 0x60000) & 0x3FFFFF;
    }

    private void poke(int address, int value) {
        boolean data = address - Arena.DATA >= 0 && address - Arena.DATA < 2 * Arena.PAGE;
        boolean stack = address - Arena.STACK >= 0 && address - Arena.STACK < Arena.PAGE;
        if ((data || stack) && (address & Arena.PAGE - 1) <= Arena.PAGE - 4 && pokeCount < TestCase.MAXIMUM_POKES) {
            pokes[2 * pokeCount] = address;
            pokes[2 * pokeCount++ + 1] = value;
        }
    }

    private int edge() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt() >> random.nextInt(32);
            default -> EDGES[random.nextInt(EDGES.length)];
        };
    }
}
