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
import java.util.Map;

import org.lguest.x86.opcode.Access;
import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.Operation;

/**
 * Makes cases for a row of the opcode table: encodings with prefixes and operands at random, edge values in registers,
 * memory and flags, memory operands that fall mostly into the arena, at times across its pages' ends.
 */
final class CaseGenerator {

    /** What is not compared here, why, and what shows it instead. */
    private static final Map<Operation, String> NOT_COMPARABLE = Map.ofEntries(
            Map.entry(Operation.WAIT, "waits for the x87, which has nothing to tell here: FloatingPointTest"),
            Map.entry(Operation.CPUID, "tells of the machine: ProcessorModelTest"),
            Map.entry(Operation.RDTSC, "tells of the machine: PrivilegeTest"),
            Map.entry(Operation.SGDT, "Linux makes up what it stores: releng/system-conformance"),
            Map.entry(Operation.SIDT, "Linux makes up what it stores: releng/system-conformance"),
            Map.entry(Operation.SLDT, "Linux makes up what it stores: releng/system-conformance"),
            Map.entry(Operation.STR, "Linux makes up what it stores: releng/system-conformance"),
            Map.entry(Operation.SMSW, "Linux makes up what it stores: releng/system-conformance"),
            Map.entry(Operation.VMCALL, "asks whoever is below Linux: the hypervisor's tests of hypercalls"),
            Map.entry(Operation.INT1, "a debug exception: releng/debug-unit-table"));
    private static final String LATER = "another instruction on later processors: docs/undefined-behaviour.md";
    /** Null, ours, with other RPLs, ring 0's, empty, beyond the limits, of the LDT. */
    private static final int[] SELECTORS = {0, 1, 3, 0x2B, 0x2B, 0x2B, 0x2A, 0x28, 0x23, 0x20, 0x10, 0x18, 0x60, 0x63,
        0x80, 0xFFF8, 4, LocalSegments.DATA, LocalSegments.READ_ONLY, LocalSegments.EXPAND_DOWN, LocalSegments.ABSENT,
        LocalSegments.EXECUTE_ONLY, LocalSegments.CODE, LocalSegments.STACK_16, LocalSegments.STACK,
        LocalSegments.ABSENT_CODE, LocalSegments.PAGES, LocalSegments.FLAT, 0xFF, LocalSegments.DATA & ~1};
    private static final int[] DATA_SEGMENTS = {LocalSegments.DATA, LocalSegments.DATA, LocalSegments.READ_ONLY,
        LocalSegments.EXPAND_DOWN, LocalSegments.EXPAND_DOWN_16, LocalSegments.CODE, LocalSegments.PAGES,
        LocalSegments.FLAT, 0};
    private static final int[] STACK_SEGMENTS = {LocalSegments.STACK_16, LocalSegments.STACK,
        LocalSegments.STACK_EXPAND_DOWN, LocalSegments.FLAT};
    private static final int[] CODE_SEGMENTS = {LocalSegments.EXECUTE_ONLY, LocalSegments.CODE};
    private static final int CS = 1;
    private static final int SS = 2;
    private static final int STATUS_FLAGS = 0x8D5;
    private static final int DIRECTION = 0x400;
    private static final int INTERRUPT = 0x200;
    private static final int ALWAYS_ONE = 2;
    private static final int ESP = 4;
    private static final int EBP = 5;
    private static final int ESI = 6;
    private static final int EDI = 7;
    private static final int LINUX_SYSTEM_CALL = 0x80;

    private final Choices choices;
    private final EncodingGenerator encodings;
    private final Decoder decoder = new Decoder();

    private byte[] code = new byte[0];
    private int length;
    private final int[] registers = new int[8];
    private int[] selectors = new int[0];
    private final int[] pokes = new int[2 * TestCase.MAXIMUM_POKES];
    private int pokeCount;

    CaseGenerator(Choices choices) {
        this.choices = choices;
        encodings = new EncodingGenerator(choices);
    }

    /** Why cases of a row can not be compared at all; empty if they can. */
    static String whyNot(OpcodeRow row) {
        // TZCNT and LZCNT are BSF and BSR on the processors that we are like, and something else on the one that we
        // run on.
        if (row.operation().isX87()) {
            return "compared in the package x87, by the same command";
        }
        return row.encoding().startsWith("F3 0F B") ? LATER : NOT_COMPARABLE.getOrDefault(row.operation(), "");
    }

    /** A case whose instruction comes from {@code row}, or raises #UD for its LOCK prefix or its registers. */
    TestCase next(OpcodeRow row) {
        while (true) {
            encodings.encode(row);
            code = encodings.code;
            length = encodings.length;
            Instruction instruction = decoder.decode(code, 0, length);
            if (instruction.isIncomplete()) {
                throw new IllegalStateException("generated half of " + row.encoding());
            }
            if (instruction.row == row && isSafe(instruction)) {
                TestCase made = caseOf(instruction);
                // As a base, ESP may have come to where the runner has its own memory.
                int stack = made.registers()[ESP] + base(SS);
                if (Integer.compareUnsigned(stack, Arena.STACK + Arena.PAGE) <= 0 && !leadsAstray(made)) {
                    return made;
                }
            }
        }
    }

    /** Branches to what chance has put into the read-only page: where that is, the runner may have its own memory. */
    private boolean leadsAstray(TestCase made) {
        Instruction i = made.instruction();
        boolean branches = i.row.operation() == Operation.CALL || i.row.operation() == Operation.JMP;
        int into = branches && i.memoryOperand() >= 0 ? address(i) - Arena.READ_ONLY : -Arena.PAGE;
        return into > -4 && into < Arena.PAGE;
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

    private TestCase caseOf(Instruction instruction) {
        Instruction i = instruction;
        pokeCount = 0;
        selectors = TestCase.flatSelectors();
        if (choices.oneIn(4)) {
            localSegments();
        }
        for (int r = 0; r < 8; r++) {
            registers[r] = choices.edge();
        }
        registers[ESP] = -base(SS) + (choices.oneIn(12) ? Arena.STACK + (choices.oneIn(2) ? choices.below(40)
        : Arena.PAGE - choices.below(40))
                : Arena.STACK + 0x400 + 4 * choices.below(0x180));
        implicit(i);
        if (i.memoryOperand() >= 0) {
            memoryOperand(i);
            i = decoder.decode(code, 0, length);
        }
        values(i);
        int eflags = choices.any() & STATUS_FLAGS | ALWAYS_ONE | INTERRUPT | (choices.oneIn(4) ? DIRECTION : 0);
        int eip = Arena.CODE + 0x800;
        int end = length;
        if (choices.oneIn(60)) {
            // At the page's end, or cut by it.
            end = Math.max(1, length - choices.below(3));
            eip = Arena.CODE + Arena.PAGE - end;
        }
        return new TestCase(registers.clone(), selectors, eflags, eip, Arrays.copyOf(code, end),
                Arrays.copyOf(pokes, 2 * pokeCount), false);
    }

    private void localSegments() {
        for (int segment : new int[] {0, 3, 4, 5}) {
            if (choices.oneIn(2)) {
                selectors[segment] = choices.of(DATA_SEGMENTS);
            }
        }
        if (choices.oneIn(3)) {
            selectors[SS] = choices.of(STACK_SEGMENTS);
        }
        // Far transfers push and pop flat code.
        if (choices.oneIn(4)) {
            selectors[CS] = choices.of(CODE_SEGMENTS);
        }
    }

    /** The base of what is in a segment register. */
    private int base(int segment) {
        return LocalSegments.base(selectors[segment]);
    }

    /** Where a near branch may go, in the code segment. */
    private int nearTarget() {
        return choices.target() - base(CS);
    }

    /** Registers that the instruction uses without naming them. */
    private void implicit(Instruction i) {
        switch (i.row.operation()) {
            case MOVS, CMPS, SCAS, LODS, STOS -> {
                registers[ESI] = data() - base(i.segment);
                registers[EDI] = choices.oneIn(3) ? registers[ESI] + choices.below(33) - 16 : data() - base(0);
                registers[1] = choices.oneIn(8) ? choices.below(3000) : choices.below(20);
                if (choices.oneIn(2)) {
                    registers[0] = Arena.pristine32(registers[EDI] + base(0) + choices.below(16));
                }
            }
            case INS, OUTS -> {
                registers[ESI] = data();
                registers[EDI] = data();
            }
            case XLAT -> registers[3] = data() - base(i.segment) - (registers[0] & 0xFF);
            case LOOP, LOOPE, LOOPNE, JCXZ -> registers[1] = choices.oneIn(2) ? choices.below(3) : choices.edge();
            case ROL, ROR, RCL, RCR, SHL, SHR, SAR, SHLD, SHRD -> registers[1] = choices.oneIn(2) ? choices.below(40)
                    : choices.edge();
            case DIV, IDIV -> {
                registers[2] = choices.oneIn(3) ? choices.edge() : choices.oneIn(2) ? 0 : choices.below(0x1000);
                if (choices.oneIn(3)) {
                    registers[2] = registers[0] >> 31;
                }
            }
            case LEAVE, ENTER -> registers[EBP] = -base(SS) + Arena.STACK + 0x600 + 4 * choices.below(0x100);
            default -> {
            }
        }
    }

    /** An address in the arena's data: mostly inside, else about a page's end, in the read-only page, beyond it. */
    private int data() {
        return switch (choices.below(20)) {
            case 0, 1 -> Arena.DATA + Arena.PAGE - 10 + choices.below(12);
            case 2 -> Arena.READ_ONLY - 10 + choices.below(20);
            case 3 -> Arena.READ_ONLY + Arena.PAGE - 10 + choices.below(12);
            case 4 -> Arena.DATA - choices.below(8);
            case 5 -> Arena.READ_ONLY + choices.below(Arena.PAGE - 16);
            default -> Arena.DATA + 0x200 + choices.below(0x1B00) & (choices.oneIn(3) ? -1 : -4);
        };
    }

    /** Gives base, index or displacement values so that the operand is where it is wanted. */
    private void memoryOperand(Instruction i) {
        int target = data() - base(i.segment);
        if (i.addressSize == 2) {
            // Of 16 bits: within the segments that begin at the data, and not at all flat.
            if (encodings.displacementAt < 0) {
                patch(length - 2, target, 2);
            } else if (i.base == Instruction.NO_REGISTER) {
                patch(encodings.displacementAt, target, 2);
            } else {
                int index = i.index < 0 ? 0 : registers[i.index];
                registers[i.base] = registers[i.base] & 0xFFFF0000 | target - i.displacement - index & 0xFFFF;
            }
            return;
        }
        if (encodings.displacementAt < 0) {
            // An offset in the instruction, right after the opcode.
            patch(length - 4, target, 4);
        } else if (i.base == Instruction.NO_REGISTER) {
            patch(encodings.displacementAt, target - (i.index < 0 ? 0 : registers[i.index] * i.scale), 4);
        } else if (i.base == i.index) {
            registers[i.base] = Integer.divideUnsigned(target - i.displacement, 1 + i.scale);
        } else {
            registers[i.base] = target - i.displacement - (i.index < 0 ? 0 : registers[i.index] * i.scale);
        }
    }

    private void patch(int at, int value, int bytes) {
        for (int b = 0; b < bytes; b++) {
            code[at + b] = (byte) (value >> 8 * b);
        }
    }

    /** The linear address. */
    private int address(Instruction i) {
        int base = i.base < 0 ? 0 : registers[i.base];
        int offset = base + (i.index < 0 ? 0 : registers[i.index] * i.scale) + i.displacement;
        return base(i.segment) + (i.addressSize == 2 ? offset & 0xFFFF : offset);
    }

    /** Values in memory operands, on the stack, and in registers that must fit to them. */
    private void values(Instruction i) {
        boolean inMemory = i.memoryOperand() >= 0;
        int stack = registers[ESP] + base(SS);
        int at = inMemory ? address(i) : 0;
        if (inMemory && i.memoryAccess() != Access.NONE && choices.oneIn(2)) {
            poke(at, choices.edge());
        }
        switch (i.row.operation()) {
            case BT, BTS, BTR, BTC -> {
                if (i.kind1 == Instruction.REGISTER && inMemory && i.register1 != i.base && i.register1 != i.index) {
                    registers[i.register1] = choices.below(0x2000) - 0x1000;
                }
            }
            case CMPXCHG -> {
                if (choices.oneIn(2) && i.base != 0 && i.index != 0) {
                    registers[0] = i.kind0 == Instruction.REGISTER ? registers[i.register0 & (i.width0 == 1 ? 3 : 7)]
                            : Arena.pristine32(at);
                }
            }
            case CMPXCHG8B -> {
                if (choices.oneIn(2) && i.base != 0 && i.index != 0 && i.base != 2 && i.index != 2) {
                    registers[0] = Arena.pristine32(at);
                    registers[2] = Arena.pristine32(at + 4);
                }
            }
            case BOUND -> {
                poke(at, choices.edge());
                poke(at + i.operandSize, choices.edge());
            }
            case CALL, JMP -> {
                if (i.kind0 == Instruction.REGISTER) {
                    registers[i.register0] = nearTarget();
                } else if (inMemory) {
                    poke(at, nearTarget());
                }
            }
            case CALL_FAR, JMP_FAR, LDS, LES, LFS, LGS, LSS -> {
                if (inMemory) {
                    poke(at + i.operandSize, i.row.operation().name().endsWith("FAR") && !choices.oneIn(4)
                            ? Arena.USER_CODE
                            : choices.of(SELECTORS));
                    poke(at, choices.target());
                }
            }
            case MOV_TO_SEGMENT, LAR, LSL, VERR, VERW, ARPL -> {
                int selector = choices.of(SELECTORS);
                int operand = i.row.operation() == Operation.VERR || i.row.operation() == Operation.VERW
                        || i.row.operation() == Operation.ARPL ? 0 : 1;
                if (inMemory) {
                    poke(at, selector);
                } else if (i.kind(operand) == Instruction.REGISTER) {
                    registers[i.register(operand)] = selector | choices.below(2) << 16;
                }
            }
            case POP_SEGMENT -> poke(stack, choices.of(SELECTORS));
            case POPF -> poke(stack, safeFlags());
            case RET -> poke(stack, nearTarget());
            case RET_FAR, IRET -> {
                poke(stack + 2 * i.operandSize, safeFlags());
                poke(stack + i.operandSize, choices.oneIn(6) ? choices.of(SELECTORS)
                        : Arena.USER_CODE);
                poke(stack, choices.target());
            }
            case LEAVE -> {
                if (choices.oneIn(10)) {
                    registers[EBP] = choices.nowhere();
                }
            }
            default -> {
            }
        }
    }

    /** Any flags but TF, NT, AC and VM, which would have the system's attention. */
    private int safeFlags() {
        return choices.edge() & ~(0x100 | 0x4000 | 0x60000) & 0x3FFFFF;
    }

    private void poke(int address, int value) {
        boolean data = address - Arena.DATA >= 0 && address - Arena.DATA < 2 * Arena.PAGE;
        boolean stack = address - Arena.STACK >= 0 && address - Arena.STACK < Arena.PAGE;
        if ((data || stack) && (address & Arena.PAGE - 1) <= Arena.PAGE - 4 && pokeCount < TestCase.MAXIMUM_POKES) {
            pokes[2 * pokeCount] = address;
            pokes[2 * pokeCount++ + 1] = value;
        }
    }
}
