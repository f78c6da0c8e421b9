/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.session.MachineEvent;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitch;
import org.lguest.hypervisor.session.MachineEvent.PortAccess;
import org.lguest.x86.Vector;

/**
 * An event of the machine, in the words in which it was entered.
 *
 * @param texts by field; one that is empty, or not there, lets everything pass
 */
public record EventFilter(EventKind kind, Map<EventField, String> texts) {

    private static final int VECTORS = 256;
    private static final int EXCEPTIONS = 32;
    private static final int INTERRUPTS = 32;
    private static final int LAST_PORT = 0xFFFF;
    private static final int LAST_REGISTER = 7;
    private static final String CALL_PREFIX = "LHCALL_";

    public EventFilter {
        Map<EventField, String> given = new EnumMap<>(EventField.class);
        for (EventField field : kind.fields()) {
            String text = texts.getOrDefault(field, "").strip();
            if (!text.isEmpty() && !field.choices().stream().limit(1).toList().contains(text)) {
                given.put(field, text);
            }
        }
        texts = Map.copyOf(given);
    }

    /** What was entered; empty if nothing was, and for a choice the first. */
    public String text(EventField field) {
        return texts.getOrDefault(field, field.choices().isEmpty() ? "" : field.choices().getFirst());
    }

    /** A required field that is empty. */
    public Optional<EventField> missing() {
        return kind.fields().stream().filter(field -> field.isRequired() && text(field).isEmpty()).findFirst();
    }

    /**
     * What a session is asked for.
     *
     * @throws CoreException with a status of the catalogue for what can't be asked for
     */
    public MachineEvent event() throws CoreException {
        if (missing().isPresent()) {
            throw malformed(missing().get());
        }
        return switch (kind) {
            case TRAP -> new MachineEvent.TrapRaised(vector(), number(EventField.ERROR_CODE));
            case HYPERCALL -> new MachineEvent.HypercallMade(call(), arguments());
            case INTERRUPT -> new MachineEvent.InterruptDelivered(number(EventField.IRQ, INTERRUPTS - 1));
            case PAGE_TABLE -> new MachineEvent.PageTableSwitched(number(EventField.DIRECTORY));
            case PORT -> ports();
            case MODE -> new MachineEvent.ModeSwitched(switch (text(EventField.TO)) {
                case "kernel" -> ModeSwitch.KERNEL;
                case "user" -> ModeSwitch.USER;
                case "both" -> ModeSwitch.BOTH;
                default -> throw malformed(EventField.TO);
            });
            case CONSOLE -> new MachineEvent.ConsoleWritten(text(EventField.TEXT));
            case DEBUG_REGISTER -> new MachineEvent.DebugRegisterWritten(
                    number(EventField.REGISTER, text(EventField.REGISTER).replaceFirst("^[dD][rR]", ""), LAST_REGISTER));
        };
    }

    private int vector() throws CoreException {
        String text = text(EventField.VECTOR);
        String mnemonic = text.startsWith("#") ? text : '#' + text;
        OptionalInt named = IntStream.range(0, EXCEPTIONS).filter(vector ->
                Vector.name(vector).equalsIgnoreCase(mnemonic) || Vector.name(vector).equalsIgnoreCase(text)).findFirst();
        return named.isPresent() ? named.getAsInt() : number(EventField.VECTOR, VECTORS - 1).orElseThrow();
    }

    private OptionalInt call() throws CoreException {
        String text = text(EventField.CALL);
        String symbol = text.startsWith(CALL_PREFIX) ? text : CALL_PREFIX + text;
        Optional<Hypercall> named = Stream.of(Hypercall.values())
                .filter(call -> call.symbol().equalsIgnoreCase(symbol)).findFirst();
        return named.isPresent() ? OptionalInt.of(named.get().number()) : number(EventField.CALL);
    }

    private List<OptionalInt> arguments() throws CoreException {
        List<OptionalInt> arguments = new ArrayList<>();
        String text = text(EventField.ARGUMENTS);
        if (!text.isEmpty()) {
            for (String argument : text.split(",", -1)) {
                arguments.add(number(EventField.ARGUMENTS, argument.strip(), -1));
            }
        }
        if (arguments.size() > MachineEvent.HypercallMade.ARGUMENTS) {
            throw malformed(EventField.ARGUMENTS);
        }
        return arguments;
    }

    private MachineEvent ports() throws CoreException {
        PortAccess access = switch (text(EventField.ACCESS)) {
            case "in" -> PortAccess.IN;
            case "out" -> PortAccess.OUT;
            case "both" -> PortAccess.BOTH;
            default -> throw malformed(EventField.ACCESS);
        };
        String[] ends = text(EventField.PORTS).split("-", -1);
        int first = number(EventField.PORTS, ends[0].strip(), LAST_PORT).orElse(0);
        int last = text(EventField.PORTS).isEmpty() ? LAST_PORT
                : number(EventField.PORTS, ends[ends.length - 1].strip(), LAST_PORT).orElse(-1);
        if (ends.length > 2 || last < first || ends.length == 2 && ends[0].isBlank()) {
            throw malformed(EventField.PORTS);
        }
        return new MachineEvent.PortAccessed(first, last, access);
    }

    private OptionalInt number(EventField field) throws CoreException {
        return number(field, text(field), -1);
    }

    private OptionalInt number(EventField field, int most) throws CoreException {
        return number(field, text(field), most);
    }

    /** @param most the largest that will do; -1, which has no sign here, for any of 32 bits */
    private OptionalInt number(EventField field, String text, int most) throws CoreException {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int value = LinearAddress.parse(text);
            if (Integer.compareUnsigned(value, most) <= 0) {
                return OptionalInt.of(value);
            }
        } catch (CoreException noNumber) {
            throw malformed(field);
        }
        throw malformed(field);
    }

    private CoreException malformed(EventField field) {
        return LguestStatus.EVENT_FILTER_MALFORMED.exception(text(field), EventWords.of(field));
    }
}
