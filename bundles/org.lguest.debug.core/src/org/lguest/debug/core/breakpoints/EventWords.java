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

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.session.Occurrence;
import org.lguest.x86.Vector;

/** Events of the machine in words. */
public final class EventWords {

    private EventWords() {
    }

    /** What a field may hold. */
    public static String of(EventField field) {
        return switch (field) {
            case VECTOR -> Messages.EventWords_vector;
            case ERROR_CODE -> Messages.EventWords_errorCode;
            case CALL -> Messages.EventWords_call;
            case ARGUMENTS -> Messages.EventWords_arguments;
            case IRQ -> Messages.EventWords_irq;
            case DIRECTORY -> Messages.EventWords_directory;
            case PORTS -> Messages.EventWords_ports;
            case ACCESS -> Messages.EventWords_access;
            case TO -> Messages.EventWords_to;
            case TEXT -> Messages.EventWords_text;
            case REGISTER -> Messages.EventWords_register;
        };
    }

    /** What a breakpoint is at, such as {@code trap #PF, error code 0x2}. */
    public static String of(EventFilter filter) {
        String kind = switch (filter.kind()) {
            case TRAP -> NLS.bind(Messages.EventWords_trap, filter.text(EventField.VECTOR));
            case HYPERCALL -> NLS.bind(Messages.EventWords_hypercall, orAny(filter, EventField.CALL));
            case INTERRUPT -> NLS.bind(Messages.EventWords_interrupt, orAny(filter, EventField.IRQ));
            case PAGE_TABLE -> NLS.bind(Messages.EventWords_pageTable, orAny(filter, EventField.DIRECTORY));
            case PORT -> NLS.bind(Messages.EventWords_port, filter.text(EventField.ACCESS),
                    orAny(filter, EventField.PORTS));
            case MODE -> NLS.bind(Messages.EventWords_mode, filter.text(EventField.TO));
            case CONSOLE -> NLS.bind(Messages.EventWords_console, filter.text(EventField.TEXT));
            case DEBUG_REGISTER -> NLS.bind(Messages.EventWords_debugRegister, orAny(filter, EventField.REGISTER));
        };
        String with = filter.text(EventField.ERROR_CODE) + filter.text(EventField.ARGUMENTS);
        return with.isEmpty() ? kind : NLS.bind(Messages.EventWords_with, kind, with);
    }

    private static String orAny(EventFilter filter, EventField field) {
        String text = filter.text(field);
        return text.isEmpty() ? Messages.EventWords_any : text;
    }

    /** What has happened, such as {@code #PF, error code 0x2, at 0xc0101000}. */
    public static String of(Occurrence occurrence) {
        return switch (occurrence) {
            case Occurrence.Trap trap -> {
                StringBuilder words = new StringBuilder(Vector.name(trap.vector()));
                trap.errorCode().ifPresent(code ->
                        words.append(NLS.bind(Messages.EventWords_andErrorCode, Integer.toHexString(code))));
                trap.address().ifPresent(address ->
                        words.append(NLS.bind(Messages.EventWords_andAddress, hexadecimal(address))));
                yield words.toString();
            }
            case Occurrence.Hypercall call -> {
                String name = name(call);
                String text = call.arguments().stream().map(argument -> "0x" + Integer.toHexString(argument))
                        .collect(Collectors.joining(", ", name + '(', ")"));
                yield call.queued() ? NLS.bind(Messages.EventWords_queued, text) : text;
            }
            case Occurrence.Interrupt interrupt -> NLS.bind(Messages.EventWords_interrupt, interrupt.irq());
            case Occurrence.PageTable change -> NLS.bind(Messages.EventWords_change,
                    new Object[] {"CR3", hexadecimal(change.before()), hexadecimal(change.after())});
            case Occurrence.Port port -> {
                String number = "0x" + Integer.toHexString(port.port());
                yield port.value().isPresent()
                        ? NLS.bind(Messages.EventWords_out, new Object[] {number, port.bytes(),
                            "0x" + Integer.toHexString(port.value().getAsInt())})
                        : NLS.bind(Messages.EventWords_in, number, port.bytes());
            }
            case Occurrence.Mode mode -> mode.toUser() ? Messages.EventWords_toUser : Messages.EventWords_toKernel;
            case Occurrence.Console console -> NLS.bind(Messages.EventWords_console, console.text());
            case Occurrence.DebugRegister register -> NLS.bind(Messages.EventWords_change, new Object[] {
                "DR" + register.number(), hexadecimal(register.before()), hexadecimal(register.after())});
        };
    }

    /** One number may have had several names, of which a guest of either era means its own. */
    private static String name(Occurrence.Hypercall call) {
        String names = Stream.of(Hypercall.values()).filter(each -> each.number() == call.number()
                && each.arguments() == call.arguments().size()).map(Hypercall::symbol).collect(Collectors.joining("/"));
        return names.isEmpty() ? NLS.bind(Messages.EventWords_hypercall, call.number()) : names;
    }

    private static String hexadecimal(int value) {
        return String.format("0x%08x", value);
    }
}
