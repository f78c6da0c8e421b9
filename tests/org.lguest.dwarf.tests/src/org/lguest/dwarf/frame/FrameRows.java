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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.machine.I386Register;

/** The rows of call frame information as text, each function's with its addresses first. */
public final class FrameRows {
    private FrameRows() {
    }

    /** @param name of the section */
    public static List<String> of(ElfFile file, String name) throws MalformedException {
        List<MalformedException> damage = new ArrayList<>();
        int address = file.header(name).map(SectionHeader::address).orElse(0);
        CallFrameTable table = new CallFrameTable(file.section(name), address, name.equals(".eh_frame"), a -> true,
                damage::add);
        List<String> rows = new ArrayList<>();
        for (FunctionFrames function : table.functions()) {
            String addresses = "%08x..%08x".formatted(function.low(), function.high());
            List<String> own = new ArrayList<>();
            new CallFrameInstructions(table.section(), table.sectionAddress(), function)
                    .run((start, row) -> own.add(addresses + " " + text(start, row)));
            rows.add(addresses);
            rows.addAll(own);
        }
        damage.forEach(d -> rows.add("damaged: " + d.getMessage()));
        return rows;
    }

    private static String text(int start, UnwindRow row) {
        String cfa = switch (row.cfa()) {
            case CfaRule.RegisterOffset(int register, int offset) ->
                I386Register.text(register) + (offset < 0 ? "" : "+") + offset;
            case CfaRule.Computed computed -> "exp";
        };
        Map<String, String> rules = new TreeMap<>();
        row.registers().forEach((number, rule) -> {
            String column = number == row.returnAddress() ? "ra" : I386Register.text(number);
            String text = text(rule);
            if (!text.equals("u")) {
                rules.put(column, text);
            }
        });
        return "%08x %s %s".formatted(start, cfa, rules);
    }

    private static String text(RegisterRule rule) {
        return switch (rule) {
            case RegisterRule.Undefined undefined -> "u";
            case RegisterRule.SameValue same -> "s";
            case RegisterRule.Offset(int offset) -> "c" + (offset < 0 ? "" : "+") + offset;
            case RegisterRule.ValueOffset(int offset) -> "v" + (offset < 0 ? "" : "+") + offset;
            case RegisterRule.InRegister(int number) -> I386Register.text(number);
            case RegisterRule.AtExpression expression -> "exp";
            case RegisterRule.ValueExpression expression -> "vexp";
        };
    }
}
