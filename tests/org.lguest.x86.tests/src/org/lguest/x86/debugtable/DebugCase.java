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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.lguest.x86.Eflags;
import org.lguest.x86.Machine;
import org.lguest.x86.Vector;
import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Disassembler;
import org.lguest.x86.opcode.Symbolizer;

/**
 * A row of the table.
 *
 * @param group     heading under which it stands
 * @param rule      the rule, in a sentence
 * @param section   where the SDM has it: volume and section, or volume 2 and instruction
 * @param code      bytes of each instruction; UD2 follows, whose #UD ends the program
 * @param privileged whether it runs in ring 0
 * @param extensions whether CR4.DE is set
 * @param flags     of EFLAGS, to begin with
 * @param addresses DR0 to DR3
 * @param handler   what the #DB handler does: {@link #KEEPS_RF}, {@link #KEEPS_DR6}
 * @param limit     after how many exceptions to stop looking
 * @param armed     the debug registers, for readers
 * @param expected  what the SDM says must come of it; any of these
 * @param notes     by column, how it may differ and why
 */
record DebugCase(String group, String rule, String section, List<byte[]> code, boolean privileged, boolean extensions,
        int flags,
        int[] addresses, int dr6, int dr7, int handler, int limit, String armed, List<String> expected,
        Map<String, Note> notes) {

    /** The handler of an instruction breakpoint leaves RF as it is pushed. */
    static final int KEEPS_RF = 2;
    /** The handler does not clear DR6. */
    static final int KEEPS_DR6 = 4;
    private static final int PRIVILEGED = 1;
    private static final int EXTENSIONS = 8;

    /** Not there; the page before it is read-only, and the two before that are data. */
    static final int ABSENT = Machine.DATA + 0x3000;
    static final int READ_ONLY = Machine.DATA + 0x2000;
    static final int STACK = 0x2_0800;

    static final int MAXIMUM_CODE = 64;
    static final int MAXIMUM_EVENTS = 12;
    /** Bytes of {@link #writeTo}. */
    static final int SIZE = 4 * 10 + MAXIMUM_CODE;

    /** What one exception was. */
    record Event(int vector, int eip, int eflags, int dr6) { }

    /** A difference, as {@link #folded} words it, and its explanation. */
    record Note(String outcome, String why) { }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(MAXIMUM_CODE);
        code.forEach(bytes::put);
        bytes.put((byte) 0x0F).put((byte) 0x0B);
        byte[] used = new byte[bytes.position()];
        bytes.flip().get(used);
        return used;
    }

    /** As struct debug_case of cases.h. */
    void writeTo(ByteBuffer out) {
        int end = out.position() + SIZE;
        byte[] bytes = bytes();
        out.putInt((privileged ? PRIVILEGED : 0) | (extensions ? EXTENSIONS : 0) | handler).putInt(flags);
        for (int address : addresses) {
            out.putInt(address);
        }
        out.putInt(dr6).putInt(dr7).putInt(limit).putInt(bytes.length).put(bytes);
        while (out.position() < end) {
            out.put((byte) 0);
        }
    }

    boolean accepts(String outcome) {
        return expected.contains(outcome);
    }

    /** Whether a program of a Linux user can't have it so. */
    boolean beyondPtrace() {
        return privileged || extensions || needsDr6();
    }

    private boolean needsDr6() {
        return dr6 != 0 || (handler & KEEPS_DR6) != 0;
    }

    /**
     * The exceptions in words: {@code #DB@2 B0 RF TF; #PF@3}, with instructions counted from 1. The #UD of the closing
     * UD2 is left out.
     *
     * @param hidesRf leave out RF where an instruction breakpoint matched: Linux has set it before anyone can look
     */
    String describe(List<Event> events, boolean hidesRf) {
        List<String> words = new ArrayList<>();
        int end = Machine.CODE + bytes().length - 2;
        for (Event event : events) {
            if (event.vector != Vector.INVALID_OPCODE || event.eip != end) {
                words.add(describe(event, hidesRf));
            }
        }
        return words.isEmpty() ? "-" : String.join("; ", words);
    }

    /** Says how often where the same comes many times over. */
    static String folded(String events) {
        StringBuilder folded = new StringBuilder();
        String[] all = events.split("; ");
        for (int i = 0; i < all.length;) {
            int end = i;
            while (end < all.length && all[end].equals(all[i])) {
                end++;
            }
            folded.append(i == 0 ? "" : "; ").append(all[i]).append(end - i > 1 ? " \u00d7" + (end - i) : "");
            i = end;
        }
        return folded.toString();
    }

    private String describe(Event event, boolean hidesRf) {
        StringBuilder text = new StringBuilder(Vector.name(event.vector)).append('@').append(place(event.eip));
        boolean instruction = false;
        if (event.vector == Vector.DEBUG) {
            for (int i = 0; i < 4; i++) {
                if ((event.dr6 >>> i & 1) != 0) {
                    text.append(" B").append(i);
                    instruction |= (dr7 >>> 16 + 4 * i & 3) == 0;
                }
            }
            text.append((event.dr6 & 0x2000) != 0 ? " BD" : "").append((event.dr6 & 0x4000) != 0 ? " BS" : "");
            text.append((event.dr6 & 0xE00F) == 0 ? " no bit" : "");
        }
        text.append((event.eflags & Eflags.RF) != 0 && !(instruction && hidesRf) ? " RF" : "");
        return text.append((event.eflags & Eflags.TF) != 0 ? " TF" : "").toString();
    }

    private String place(int eip) {
        int at = Machine.CODE;
        for (int i = 0; i <= code.size(); i++) {
            if (eip == at) {
                return String.valueOf(i + 1);
            }
            at += i < code.size() ? code.get(i).length : 0;
        }
        return eip == ABSENT ? "absent" : String.format("%08x", eip);
    }

    /** The program, disassembled. */
    List<String> program() {
        Disassembler disassembler = Disassembler.att(Symbolizer.NONE);
        List<String> lines = new ArrayList<>();
        int at = Machine.CODE;
        for (byte[] bytes : code) {
            lines.add(disassembler.print(new Decoder().decode(bytes, 0, bytes.length), at));
            at += bytes.length;
        }
        return lines;
    }

    @Override
    public String toString() {
        return group + ": " + rule;
    }
}
