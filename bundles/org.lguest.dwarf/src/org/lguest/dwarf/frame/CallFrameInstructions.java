/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.frame.CfaRule.RegisterOffset;
import org.lguest.dwarf.frame.RegisterRule.AtExpression;
import org.lguest.dwarf.frame.RegisterRule.InRegister;
import org.lguest.dwarf.frame.RegisterRule.Offset;
import org.lguest.dwarf.frame.RegisterRule.SameValue;
import org.lguest.dwarf.frame.RegisterRule.Undefined;
import org.lguest.dwarf.frame.RegisterRule.ValueExpression;
import org.lguest.dwarf.frame.RegisterRule.ValueOffset;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.machine.I386Register;

/**
 * Runs the instructions of call frame information (DWARF 5, section 6.4.2) up to an address. Each consumes bytes, so a
 * run always ends. For one thread.
 */
final class CallFrameInstructions {
    private static final int DW_CFA_ADVANCE_LOC = 0x40;
    private static final int DW_CFA_OFFSET = 0x80;
    private static final int DW_CFA_RESTORE = 0xC0;
    private static final int DW_CFA_NOP = 0x00;
    private static final int DW_CFA_SET_LOC = 0x01;
    private static final int DW_CFA_ADVANCE_LOC1 = 0x02;
    private static final int DW_CFA_ADVANCE_LOC2 = 0x03;
    private static final int DW_CFA_ADVANCE_LOC4 = 0x04;
    private static final int DW_CFA_OFFSET_EXTENDED = 0x05;
    private static final int DW_CFA_RESTORE_EXTENDED = 0x06;
    private static final int DW_CFA_UNDEFINED = 0x07;
    private static final int DW_CFA_SAME_VALUE = 0x08;
    private static final int DW_CFA_REGISTER = 0x09;
    private static final int DW_CFA_REMEMBER_STATE = 0x0A;
    private static final int DW_CFA_RESTORE_STATE = 0x0B;
    private static final int DW_CFA_DEF_CFA = 0x0C;
    private static final int DW_CFA_DEF_CFA_REGISTER = 0x0D;
    private static final int DW_CFA_DEF_CFA_OFFSET = 0x0E;
    private static final int DW_CFA_DEF_CFA_EXPRESSION = 0x0F;
    private static final int DW_CFA_EXPRESSION = 0x10;
    private static final int DW_CFA_OFFSET_EXTENDED_SF = 0x11;
    private static final int DW_CFA_DEF_CFA_SF = 0x12;
    private static final int DW_CFA_DEF_CFA_OFFSET_SF = 0x13;
    private static final int DW_CFA_VAL_OFFSET = 0x14;
    private static final int DW_CFA_VAL_OFFSET_SF = 0x15;
    private static final int DW_CFA_VAL_EXPRESSION = 0x16;
    private static final int DW_CFA_GNU_ARGS_SIZE = 0x2E;
    private static final int DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED = 0x2F;
    private static final int DEEPEST = 64;

    private record State(CfaRule cfa, Map<Integer, RegisterRule> registers) {
    }

    private final Section section;
    private final int sectionAddress;
    private final FunctionFrames function;
    private final CommonInformation common;
    private final Deque<State> remembered = new ArrayDeque<>();
    private Map<Integer, RegisterRule> initial = Map.of();
    private Map<Integer, RegisterRule> registers = new HashMap<>();
    private CfaRule cfa = new RegisterOffset(I386Register.ESP.number(), 4);
    private int location;

    CallFrameInstructions(Section section, int sectionAddress, FunctionFrames function) {
        this.section = section;
        this.sectionAddress = sectionAddress;
        this.function = function;
        this.common = function.common();
    }

    /** The row that holds at an address of the function. */
    UnwindRow rowAt(int address) throws MalformedException {
        UnwindRow[] row = new UnwindRow[1];
        run((start, found) -> {
            if (row[0] == null || Integer.compareUnsigned(start, address) <= 0) {
                row[0] = found;
            }
        });
        return row[0];
    }

    /** All rows: the address from which each holds, and what it says. */
    void run(BiConsumer<Integer, UnwindRow> rows) throws MalformedException {
        location = function.low();
        execute(section.reader(common.instructions()).window(common.end() - (long) common.instructions()), rows);
        initial = Map.copyOf(registers);
        location = function.low();
        execute(section.reader(function.instructions()).window(function.end() - (long) function.instructions()), rows);
        rows.accept(location, row());
    }

    private UnwindRow row() {
        return new UnwindRow(cfa, registers, common.returnAddress(), common.isSignalFrame());
    }

    private void execute(Reader code, BiConsumer<Integer, UnwindRow> rows) throws MalformedException {
        while (code.hasRemaining()) {
            int opcode = code.u8();
            int operand = opcode & 0x3F;
            switch (opcode & 0xC0) {
                case DW_CFA_ADVANCE_LOC -> advance(operand, rows);
                case DW_CFA_OFFSET -> put(operand, new Offset(scaled(code.uleb())));
                case DW_CFA_RESTORE -> restore(operand);
                default -> extended(opcode, code, rows);
            }
        }
    }

    private void extended(int opcode, Reader code, BiConsumer<Integer, UnwindRow> rows) throws MalformedException {
        switch (opcode) {
            case DW_CFA_NOP -> { }
            case DW_CFA_SET_LOC -> {
                int to = PointerEncoding.read(common.encoding(), code, common.addressSize(), sectionAddress);
                rows.accept(location, row());
                location = to;
            }
            case DW_CFA_ADVANCE_LOC1 -> advance(code.u8(), rows);
            case DW_CFA_ADVANCE_LOC2 -> advance(code.u16(), rows);
            case DW_CFA_ADVANCE_LOC4 -> advance(code.s32(), rows);
            case DW_CFA_OFFSET_EXTENDED -> put(code.ulebInt(), new Offset(scaled(code.uleb())));
            case DW_CFA_OFFSET_EXTENDED_SF -> put(code.ulebInt(), new Offset(scaled(code.sleb())));
            case DW_CFA_GNU_NEGATIVE_OFFSET_EXTENDED -> put(code.ulebInt(), new Offset(-scaled(code.uleb())));
            case DW_CFA_VAL_OFFSET -> put(code.ulebInt(), new ValueOffset(scaled(code.uleb())));
            case DW_CFA_VAL_OFFSET_SF -> put(code.ulebInt(), new ValueOffset(scaled(code.sleb())));
            case DW_CFA_RESTORE_EXTENDED -> restore(code.ulebInt());
            case DW_CFA_UNDEFINED -> put(code.ulebInt(), new Undefined());
            case DW_CFA_SAME_VALUE -> put(code.ulebInt(), new SameValue());
            case DW_CFA_REGISTER -> put(code.ulebInt(), new InRegister(code.ulebInt()));
            case DW_CFA_EXPRESSION -> put(code.ulebInt(), new AtExpression(expression(code)));
            case DW_CFA_VAL_EXPRESSION -> put(code.ulebInt(), new ValueExpression(expression(code)));
            case DW_CFA_REMEMBER_STATE -> {
                if (remembered.size() == DEEPEST) {
                    throw code.malformed("more than " + DEEPEST + " states remembered");
                }
                remembered.push(new State(cfa, Map.copyOf(registers)));
            }
            case DW_CFA_RESTORE_STATE -> {
                State state = remembered.poll();
                if (state == null) {
                    throw code.malformed("a state restored that was not remembered");
                }
                cfa = state.cfa;
                registers = new HashMap<>(state.registers);
            }
            case DW_CFA_DEF_CFA -> cfa = new RegisterOffset(code.ulebInt(), (int) code.uleb());
            case DW_CFA_DEF_CFA_SF -> cfa = new RegisterOffset(code.ulebInt(), scaled(code.sleb()));
            case DW_CFA_DEF_CFA_REGISTER -> cfa = new RegisterOffset(code.ulebInt(), defined(code).offset());
            case DW_CFA_DEF_CFA_OFFSET -> cfa = new RegisterOffset(defined(code).register(), (int) code.uleb());
            case DW_CFA_DEF_CFA_OFFSET_SF -> cfa = new RegisterOffset(defined(code).register(), scaled(code.sleb()));
            case DW_CFA_DEF_CFA_EXPRESSION -> cfa = new CfaRule.Computed(expression(code));
            case DW_CFA_GNU_ARGS_SIZE -> code.skipLeb();
            default -> throw code.malformed("unknown call frame instruction 0x" + Integer.toHexString(opcode));
        }
    }

    private void advance(int distance, BiConsumer<Integer, UnwindRow> rows) {
        rows.accept(location, row());
        location += distance * common.codeFactor();
    }

    private RegisterOffset defined(Reader code) throws MalformedException {
        if (cfa instanceof RegisterOffset simple) {
            return simple;
        }
        throw code.malformed("an offset from a frame address that is computed");
    }

    private int scaled(long factored) {
        return (int) factored * common.dataFactor();
    }

    private void put(int register, RegisterRule rule) {
        // Of registers that this machine does not have nobody asks.
        if (register >= 0 && register < I386Register.COUNT) {
            registers.put(register, rule);
        }
    }

    private void restore(int register) {
        RegisterRule rule = initial.get(register);
        if (rule == null) {
            registers.remove(register);
        } else {
            registers.put(register, rule);
        }
    }

    private static Expression expression(Reader code) throws MalformedException {
        Reader block = code.window(code.uleb());
        return new Expression(Optional.empty(), block.section(), block.offset(), block.end());
    }
}
