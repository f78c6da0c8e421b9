/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.launcher.TinyImage;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;

/**
 * A guest that goes round for ever, past places of which each can be stopped at: instructions, variables that are
 * counted up and read, hypercalls. So what stops it next is known exactly.
 */
final class SoakGuest {

    static final int UNITS = 64;
    /** One unit in so many begins with a hypercall. */
    static final int CALLS = 8;

    private static final int DATA = 0x1_0000;
    private static final int VARIABLES = 0xC004_0000;

    /** What happens at a moment of the round. */
    enum What {
        /** A hypercall is about to be made; its argument is the unit. */
        CALL,
        /** An instruction that does nothing is about to be executed. */
        INSTRUCTION,
        /** The unit's variable has been counted up. */
        COUNT,
        /** It has been read. */
        READ
    }

    /**
     * One of them.
     *
     * @param eip where the guest stands if it stops for it
     */
    record Moment(What what, int unit, int eip) {

        /** Whether a register of this kind, at what it can watch of this unit, matches. */
        boolean matches(Kind kind, int ofUnit) {
            return unit == ofUnit && switch (kind) {
                case EXECUTE -> what == What.INSTRUCTION;
                case WRITE -> what == What.COUNT;
                case ACCESS, READ -> what == What.COUNT || what == What.READ;
            };
        }

        boolean matches(OptionalInt argument) {
            return what == What.CALL && (argument.isEmpty() || argument.getAsInt() == unit);
        }
    }

    /** Of a round, in order. */
    final List<Moment> moments = new ArrayList<>();
    private final byte[] code;

    SoakGuest() {
        Code round = new Code(TinyImage.START).mov(Code.ESP, 0xC002_0000);
        for (int slot = 0; slot < 64; slot += 4) {
            round.store(0xC000_0000 + DATA + 20 + slot, -1);
        }
        round.hypercall(Hypercall.LGUEST_INIT, DATA);
        int start = round.here();
        for (int unit = 0; unit < UNITS; unit++) {
            if (unit % CALLS == 0) {
                round.hypercall(Hypercall.TS, unit);
                moments.add(new Moment(What.CALL, unit, round.here()));
            }
            moments.add(new Moment(What.INSTRUCTION, unit, round.here()));
            round.nop().bytes(0xFF, 0x05).dword(variable(unit));
            moments.add(new Moment(What.COUNT, unit, round.here()));
            round.loadEax(variable(unit));
            moments.add(new Moment(What.READ, unit, round.here()));
        }
        code = round.bytes(0xE9).dword(start - round.here() - 4).assemble();
    }

    Path write(Path file) throws IOException {
        return new TinyImage(code).write(file);
    }

    /** What a register of this kind watches of a unit. */
    int address(Kind kind, int unit) {
        return kind == Kind.EXECUTE
                ? moments.stream().filter(moment -> moment.matches(kind, unit)).findFirst().orElseThrow().eip() : variable(unit);
    }

    private static int variable(int unit) {
        return VARIABLES + 4 * unit;
    }

    /**
     * The moment that comes next for a guest that was suspended at this place; of an instruction there its user has let
     * it go already.
     */
    int next(int eip) {
        for (int i = 0; i < moments.size(); i++) {
            if (Integer.compareUnsigned(eip, moments.get(i).eip()) < 0) {
                return i;
            }
        }
        return 0;
    }

    /**
     * The moment that comes after one for which the guest has stopped, the instruction left out that it stands at: what
     * is planted there now does not stop it at once, as {@link GuestSession#resume} says, unless it was an event that
     * stopped it there.
     */
    int after(int index) {
        int next = (index + 1) % moments.size();
        boolean standsThere = moments.get(index).what() != What.CALL && moments.get(next).what() == What.INSTRUCTION
                && moments.get(next).eip() == moments.get(index).eip();
        return standsThere ? (next + 1) % moments.size() : next;
    }
}
