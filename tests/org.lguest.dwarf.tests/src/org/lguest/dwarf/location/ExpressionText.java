/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.info.Unit;
import org.lguest.dwarf.machine.I386Register;

/** DWARF expressions as text, as readelf writes them. */
public final class ExpressionText {
    private static final Map<Integer, String> NAMES = names();

    private ExpressionText() {
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : Opcode.class.getDeclaredFields()) {
            if (field.getName().startsWith("DW_OP_")) {
                try {
                    String name = field.getName().substring(6);
                    boolean isGnu = name.startsWith("GNU_");
                    names.put(field.getInt(null), "DW_OP_" + (isGnu ? "GNU_" + name.substring(4).toLowerCase() : name.toLowerCase()));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return names;
    }

    public static String of(Expression expression) throws MalformedException {
        return text(expression.open(), expression.neededUnit());
    }

    private static String text(Reader code, Unit unit) throws MalformedException {
        List<String> parts = new ArrayList<>();
        while (code.hasRemaining()) {
            parts.add(operation(code.u8(), code, unit));
        }
        return String.join("; ", parts);
    }

    private static String register(int number) {
        return " (" + I386Register.text(number) + ")";
    }

    private static String operation(int opcode, Reader code, Unit unit) throws MalformedException {
        if (opcode >= Opcode.DW_OP_LIT0 && opcode < Opcode.DW_OP_REG0) {
            return "DW_OP_lit" + (opcode - Opcode.DW_OP_LIT0);
        }
        if (opcode >= Opcode.DW_OP_REG0 && opcode < Opcode.DW_OP_BREG0) {
            return "DW_OP_reg" + (opcode - Opcode.DW_OP_REG0) + register(opcode - Opcode.DW_OP_REG0);
        }
        if (opcode >= Opcode.DW_OP_BREG0 && opcode < Opcode.DW_OP_REGX) {
            int number = opcode - Opcode.DW_OP_BREG0;
            return "DW_OP_breg" + number + register(number) + ": " + code.sleb();
        }
        String name = NAMES.getOrDefault(opcode, "DW_OP_0x" + Integer.toHexString(opcode));
        return name + switch (opcode) {
            case Opcode.DW_OP_ADDR -> ": " + Integer.toHexString(code.s32());
            case Opcode.DW_OP_CONST1U, Opcode.DW_OP_PICK, Opcode.DW_OP_DEREF_SIZE -> ": " + code.u8();
            case Opcode.DW_OP_CONST1S -> ": " + code.s8();
            case Opcode.DW_OP_CONST2U -> ": " + code.u16();
            case Opcode.DW_OP_CONST2S, Opcode.DW_OP_BRA, Opcode.DW_OP_SKIP -> ": " + (short) code.u16();
            case Opcode.DW_OP_CONST4U -> ": " + code.u32();
            case Opcode.DW_OP_CONST4S -> ": " + code.s32();
            case Opcode.DW_OP_CONSTU, Opcode.DW_OP_PLUS_UCONST, Opcode.DW_OP_PIECE -> ": " + Long.toUnsignedString(code.uleb());
            case Opcode.DW_OP_CONSTS, Opcode.DW_OP_FBREG -> ": " + code.sleb();
            case Opcode.DW_OP_REGX -> {
                int number = code.ulebInt();
                yield ": " + number + register(number);
            }
            case Opcode.DW_OP_BREGX -> {
                int number = code.ulebInt();
                yield ": " + number + register(number) + " " + code.sleb();
            }
            case Opcode.DW_OP_BIT_PIECE -> ": size: " + code.uleb() + " offset: " + code.uleb() + " ";
            case Opcode.DW_OP_IMPLICIT_VALUE -> " " + block(code, code.ulebInt());
            case Opcode.DW_OP_IMPLICIT_POINTER, Opcode.DW_OP_GNU_IMPLICIT_POINTER ->
                ": <0x" + Long.toHexString(code.unsigned(unit.offsetSize())) + "> " + code.sleb();
            case Opcode.DW_OP_GNU_PARAMETER_REF -> ": <0x" + Integer.toHexString(unit.entry(code.u32(), true).offset()) + ">";
            case Opcode.DW_OP_GNU_VARIABLE_VALUE -> ": <0x" + Long.toHexString(code.unsigned(unit.offsetSize())) + ">";
            case Opcode.DW_OP_ENTRY_VALUE, Opcode.DW_OP_GNU_ENTRY_VALUE -> ": (" + text(code.window(code.uleb()), unit) + ")";
            case Opcode.DW_OP_CONST_TYPE, Opcode.DW_OP_GNU_CONST_TYPE -> ": " + type(code, unit) + " " + block(code, code.u8());
            case Opcode.DW_OP_REGVAL_TYPE, Opcode.DW_OP_GNU_REGVAL_TYPE -> {
                int number = code.ulebInt();
                yield ": " + number + register(number) + " " + type(code, unit);
            }
            case Opcode.DW_OP_DEREF_TYPE, Opcode.DW_OP_GNU_DEREF_TYPE -> ": " + code.u8() + " " + type(code, unit);
            case Opcode.DW_OP_CONVERT, Opcode.DW_OP_GNU_CONVERT, Opcode.DW_OP_REINTERPRET,
                Opcode.DW_OP_GNU_REINTERPRET -> " " + type(code, unit);
            default -> "";
        };
    }

    private static String type(Reader code, Unit unit) throws MalformedException {
        long offset = code.uleb();
        if (offset == 0) {
            return "<0>";
        }
        return "<0x" + Integer.toHexString(unit.entry(offset, true).offset()) + ">";
    }

    private static String block(Reader code, int length) throws MalformedException {
        StringBuilder text = new StringBuilder(length + " byte block:");
        for (byte b : code.copy(length)) {
            text.append(' ').append(Integer.toHexString(b & 0xFF));
        }
        return text.append(' ').toString();
    }
}
