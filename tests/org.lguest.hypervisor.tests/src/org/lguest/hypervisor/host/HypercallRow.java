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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.Hypercall;

/** A row of the table of hypercalls: a call, made by a guest in ring 1, and all that comes of it. */
final class HypercallRow {

    /** Where the guest puts EAX after the call; a dword more is free. */
    static final int RESULT = TinyGuest.SCRATCH + 0x800;
    /** The call answers nothing: EAX is still its number. */
    static final int KEPT = Integer.MIN_VALUE + 77;
    /** How a guest ends here that nothing will wake. */
    static final String ASLEEP = "asleep for ever";

    private final Era era;
    private final int number;
    private final int[] arguments;
    private final boolean afterInit;
    private UnaryOperator<Code> before = code -> code;
    private UnaryOperator<Code> after = code -> code;
    private String death = "CRASH: Power down";
    private OptionalInt answer = OptionalInt.empty();
    private String effect = "";
    private ToIntFunction<Outcome> observed = guest -> 0;
    private int expected;
    private int returnAddress;

    /** What is left of the guest, and what its devices were sent: key in hexadecimal, address. */
    record Outcome(TinyGuest guest, Machine machine, List<String> sent) {

        int peek(int linear) {
            return guest.peek(linear);
        }

        /** A word of struct lguest_data. */
        int data(int offset) {
            return peek(TinyGuest.PAGE_OFFSET + TinyGuest.DATA + offset);
        }

        /** A dword in the Host's address space. */
        int linear(int address) {
            return machine.lguest().linear.read32(address);
        }
    }

    private HypercallRow(Era era, boolean afterInit, int number, int... arguments) {
        this.era = era;
        this.afterInit = afterInit;
        this.number = number;
        this.arguments = arguments;
    }

    static HypercallRow call(Hypercall call, int... arguments) {
        return in(Era.LINUX_2_6_23, call.number(), arguments);
    }

    static HypercallRow call(int number, int... arguments) {
        return in(Era.LINUX_2_6_23, number, arguments);
    }

    /** A call of a guest of that era. */
    static HypercallRow in(Era era, Hypercall call, int... arguments) {
        return in(era, call.number(), arguments);
    }

    static HypercallRow in(Era era, int number, int... arguments) {
        return new HypercallRow(era, true, number, arguments);
    }

    /** The guest's first call of all. */
    static HypercallRow first(Era era, int number, int... arguments) {
        return new HypercallRow(era, false, number, arguments);
    }

    static HypercallRow first(int number, int... arguments) {
        return first(Era.LINUX_2_6_23, number, arguments);
    }

    /** Code that precedes the call. */
    HypercallRow before(UnaryOperator<Code> code) {
        before = code;
        return this;
    }

    /** Code that follows it. */
    HypercallRow after(UnaryOperator<Code> code) {
        after = code;
        return this;
    }

    /** It kills, with these words; EIP in them is the address of the instruction after the call. */
    HypercallRow dies(String words) {
        death = words;
        return this;
    }

    /** It leaves this in EAX. */
    HypercallRow answers(int eax) {
        answer = OptionalInt.of(eax == KEPT ? number : eax);
        return this;
    }

    /** It has an effect besides. */
    HypercallRow does(String what, ToIntFunction<Outcome> where, int value) {
        effect = what;
        observed = where;
        expected = value;
        return this;
    }

    Era era() {
        return era;
    }

    int number() {
        return number;
    }

    /** Whether it shows what the call is for, and not only what is wrong with it. */
    boolean shows() {
        return death.startsWith("CRASH: ") && (answer.isPresent() || number == Hypercall.CRASH.number())
                || death.equals(Hypercalls.RESTART) || death.equals(ASLEEP);
    }

    boolean afterInit() {
        return afterInit;
    }

    private Code body(Code code) {
        before.apply(code).hypercall(number, arguments);
        returnAddress = code.here();
        return after.apply(code.storeEax(linearStart() && !afterInit ? RESULT - TinyGuest.PAGE_OFFSET : RESULT));
    }

    private boolean linearStart() {
        return era.paging().linearStart();
    }

    private TinyGuest guest() {
        if (linearStart()) {
            return afterInit ? TinyGuest.late(era, this::body) : TinyGuest.rawLate(era, code -> body(
                    code.mov(Code.ESP, TinyGuest.STACK_TOP - TinyGuest.PAGE_OFFSET))
                    .hypercall(Hypercall.SHUTDOWN, TinyGuest.POWER_DOWN, 1));
        }
        return afterInit ? TinyGuest.of(this::body) : TinyGuest.raw(code -> body(code.mov(Code.ESP, TinyGuest.STACK_TOP))
                .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
    }

    /** Runs the guest and compares what it saw, what it came to, and what the trace says. */
    void check() {
        TinyGuest guest = guest();
        // The handler of the tests that wait for an interrupt: keeps the word that says interrupts are enabled.
        guest.at(TinyGuest.HANDLERS, code -> code.bytes(0x50, 0x8B, 0x44, 0x24, 0x0C)
                .storeEax(TinyGuest.SCRATCH + 0x1008).bytes(0x58, 0xCF));
        List<String> sent = new ArrayList<>();
        Machine machine = guest.machine();
        new RunLoop(machine, new Recorder(sent), new Sleepless(machine)).run();
        assertEquals(death.replace("EIP", GuestDeath.hex(returnAddress)),
                machine.lguest().death().cause().orElseThrow());
        answer.ifPresent(eax -> assertEquals(eax, guest.peek(RESULT), "EAX"));
        assertEquals(expected, observed.applyAsInt(new Outcome(guest, machine, sent)), effect);
        boolean made = afterInit || number == Hypercall.LGUEST_INIT.number() && death.startsWith("CRASH: ");
        assertEquals(made, guest.trace().stream().anyMatch(line -> line.startsWith("hypercall guest: " + name() + '(')),
                () -> "traced as " + name() + ": " + guest.trace());
    }

    private String name() {
        return era.call(number).map(Hypercall::symbol).orElse("hypercall " + number);
    }

    @Override
    public String toString() {
        String values = Arrays.stream(arguments).mapToObj(GuestDeath::hex).collect(Collectors.joining(", ", "(", ")"));
        String result = answer.isPresent() ? "answers " + answer.getAsInt() : "dies: " + death.strip();
        return era.label() + (afterInit ? " " : " first ") + name() + values + ' ' + result + (effect.isEmpty() ? "" : ", " + effect);
    }

    private record Recorder(List<String> sent) implements Devices {
        @Override
        public void send(int key, int dma) {
            sent.add(Integer.toHexString(key) + ' ' + GuestDeath.hex(dma));
        }

        @Override
        public void receive() {
            // nothing comes
        }
    }

    private static final class Sleepless extends ScriptedDebugger {
        Sleepless(Machine machine) {
            super(machine, launched -> { });
        }

        @Override
        public void sleep(long nanos) {
            if (nanos == Long.MAX_VALUE) {
                machine.lguest().death().kill(ASLEEP);
            }
        }
    }
}
