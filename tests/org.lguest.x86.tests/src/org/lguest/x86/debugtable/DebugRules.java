/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.lguest.x86.Eflags;
import org.lguest.x86.Machine;

/**
 * Reads {@code rules.txt}. A rule is a few lines up to an empty one, each a key and a value:
 * <ul>
 * <li>{@code rule}, {@code sdm}: its text, and volume and section;
 * <li>{@code code}: the instructions' bytes, a bar between them. The program starts with EAX 0x11, ECX 3, EBX the
 * selector in SS, EDX 0, ESP at {@code stack}, EBP 16 above, ESI at {@code esi}, EDI at {@code data}; memory is zero;
 * <li>{@code flags}: those of TF, RF, DF, OF that are set; {@code ring 0} if not 3; {@code cr4 DE} sets that bit;
 * <li>{@code dr0} to {@code dr3}: {@code x}, or {@code w} for RW 01, {@code p} for RW 10, {@code a} for RW 11 with
 * a length;
 * an address; {@code off}, {@code global}, {@code both} if L is not what is set. {@code @2+1} is a byte behind the
 * start of the second instruction;
 * <li>{@code dr6}: to begin with; {@code detect}: GD is set;
 * <li>{@code handler keeps RF}, {@code handler keeps DR6}: else it clears DR6, and sets RF where an instruction
 * breakpoint matched; {@code limit}: of exceptions;
 * <li>{@code is}: the exceptions, as {@link DebugCase#describe} words them; {@code or}: what the SDM leaves open;
 * <li>{@code processor}, {@code bochs}: how it may differ, and after an equals sign why.
 * </ul>
 */
final class DebugRules {

    private static final int GENERAL_DETECT = 1 << 13;

    private final List<DebugCase> cases = new ArrayList<>();
    private final Map<String, String> lines = new HashMap<>();
    private String group = "";

    private DebugRules() {
    }

    /** All rules, in the order of the table. */
    static List<DebugCase> all() {
        DebugRules rules = new DebugRules();
        try (var in = DebugRules.class.getResourceAsStream("rules.txt");
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rules.line(line);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        rules.line("");
        return rules.cases;
    }

    private void line(String line) {
        if (line.startsWith("== ")) {
            group = line.substring(3);
        } else if (line.isEmpty() && !lines.isEmpty()) {
            cases.add(rule());
            lines.clear();
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            String[] parts = line.split(" ", 2);
            String before = lines.put(parts[0], parts.length > 1 ? parts[1] : "");
            if (before != null) {
                throw new IllegalArgumentException("twice in one rule: " + line);
            }
        }
    }

    private DebugCase rule() {
        List<byte[]> code = new ArrayList<>();
        for (String bytes : take("code").split(" \\| ")) {
            code.add(HexFormat.ofDelimiter(" ").parseHex(bytes));
        }
        int flags = 0;
        String named = lines.getOrDefault("flags", "");
        for (String flag : named.isEmpty() ? new String[0] : named.split(" ")) {
            flags |= switch (flag) {
                case "TF" -> Eflags.TF;
                case "RF" -> Eflags.RF;
                case "DF" -> Eflags.DF;
                case "OF" -> Eflags.OF;
                default -> throw new IllegalArgumentException("flags " + named);
            };
        }
        List<String> armed = new ArrayList<>();
        int[] addresses = new int[4];
        int dr7 = 0;
        for (int i = 0; i < 4; i++) {
            String slot = lines.remove("dr" + i);
            if (slot != null) {
                armed.add("DR" + i + " " + slot);
                String[] parts = slot.split(" ");
                addresses[i] = address(parts[1], code);
                dr7 |= enabled(parts.length > 2 ? parts[2] : "local") << 2 * i | kind(parts[0]) << 16 + 4 * i;
            }
        }
        if (lines.remove("detect") != null) {
            dr7 |= GENERAL_DETECT;
            armed.add("GD");
        }
        int dr6 = Integer.decode(lines.getOrDefault("dr6", "0"));
        if (dr6 != 0) {
            armed.add("DR6 " + lines.get("dr6"));
        }
        if (!named.isEmpty()) {
            armed.add(named);
        }
        boolean extensions = "DE".equals(lines.get("cr4"));
        if (extensions) {
            armed.add("CR4.DE");
        }
        String handler = lines.getOrDefault("handler", "");
        if (!handler.isEmpty()) {
            armed.add("handler " + handler);
        }
        int keeps = (handler.contains("RF") ? DebugCase.KEEPS_RF : 0)
                | (handler.contains("DR6") ? DebugCase.KEEPS_DR6 : 0);
        List<String> expected = new ArrayList<>(List.of(take("is")));
        if (lines.containsKey("or")) {
            expected.add(take("or"));
        }
        int limit = Integer.parseInt(lines.getOrDefault("limit", String.valueOf(DebugCase.MAXIMUM_EVENTS)));
        return new DebugCase(group, take("rule"), take("sdm"), code, "0".equals(lines.get("ring")), extensions, flags, addresses,
                dr6, dr7, keeps, limit, String.join(", ", armed), expected, notes());
    }

    private Map<String, DebugCase.Note> notes() {
        Map<String, DebugCase.Note> notes = new HashMap<>();
        for (String who : List.of("processor", "bochs")) {
            if (lines.containsKey(who)) {
                String[] sides = lines.get(who).split(" = ", 2);
                notes.put(who, new DebugCase.Note(sides[0], sides[1]));
            }
        }
        return notes;
    }

    private String take(String key) {
        String value = lines.remove(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + lines);
        }
        return value;
    }

    private static int enabled(String how) {
        return switch (how) {
            case "local" -> 1;
            case "global" -> 2;
            case "both" -> 3;
            case "off" -> 0;
            default -> throw new IllegalArgumentException(how);
        };
    }

    /** LEN and RW. */
    private static int kind(String kind) {
        return kind.equals("x") ? 0
                : (kind.charAt(1) - '1') << 2 | switch (kind.charAt(0)) {
                    case 'w' -> 1;
                    case 'p' -> 2;
                    default -> 3;
                };
    }

    private static int address(String text, List<byte[]> code) {
        int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
        String name = sign < 0 ? text : text.substring(0, sign);
        int offset = sign < 0 ? 0 : Integer.decode(text.substring(sign));
        if (name.startsWith("@")) {
            int before = Integer.parseInt(name.substring(1)) - 1;
            return Machine.CODE + code.subList(0, before).stream().mapToInt(bytes -> bytes.length).sum() + offset;
        }
        return offset + switch (name) {
            case "data" -> Machine.DATA;
            case "esi" -> Machine.DATA + 0x100;
            case "stack" -> DebugCase.STACK;
            case "readonly" -> DebugCase.READ_ONLY;
            case "absent" -> DebugCase.ABSENT;
            case "descriptors" -> Machine.GDT + (Machine.DATA_3 & ~7);
            default -> Integer.decode(name);
        };
    }
}
