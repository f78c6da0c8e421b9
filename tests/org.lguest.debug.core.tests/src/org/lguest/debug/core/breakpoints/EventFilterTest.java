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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.MachineEvent;
import org.lguest.hypervisor.session.MachineEvent.DebugRegisterWritten;
import org.lguest.hypervisor.session.MachineEvent.HypercallMade;
import org.lguest.hypervisor.session.MachineEvent.InterruptDelivered;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitch;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitched;
import org.lguest.hypervisor.session.MachineEvent.PageTableSwitched;
import org.lguest.hypervisor.session.MachineEvent.PortAccess;
import org.lguest.hypervisor.session.MachineEvent.PortAccessed;
import org.lguest.hypervisor.session.MachineEvent.TrapRaised;

class EventFilterTest {

    private static final OptionalInt ANY = OptionalInt.empty();

    private static EventFilter filter(EventKind kind, Object... texts) {
        return switch (texts.length) {
            case 0 -> new EventFilter(kind, Map.of());
            case 2 -> new EventFilter(kind, Map.of((EventField) texts[0], (String) texts[1]));
            default -> new EventFilter(kind, Map.of((EventField) texts[0], (String) texts[1], (EventField) texts[2],
                    (String) texts[3]));
        };
    }

    private static MachineEvent event(EventKind kind, Object... texts) throws CoreException {
        return filter(kind, texts).event();
    }

    @Test
    void isReadAsUsersWriteIt() throws Exception {
        assertEquals(new TrapRaised(14, ANY), event(EventKind.TRAP, EventField.VECTOR, "#pf"));
        assertEquals(new TrapRaised(14, OptionalInt.of(2)),
                event(EventKind.TRAP, EventField.VECTOR, "PF", EventField.ERROR_CODE, "0x2"));
        assertEquals(new TrapRaised(2, ANY), event(EventKind.TRAP, EventField.VECTOR, "NMI"));
        assertEquals(new TrapRaised(255, ANY), event(EventKind.TRAP, EventField.VECTOR, "0xff"));
        assertEquals(new HypercallMade(ANY, List.of()), event(EventKind.HYPERCALL));
        assertEquals(new HypercallMade(10), event(EventKind.HYPERCALL, EventField.CALL, "LHCALL_HALT"));
        assertEquals(new HypercallMade(OptionalInt.of(13), List.of(ANY, OptionalInt.of(-1))),
                event(EventKind.HYPERCALL, EventField.CALL, "send_dma", EventField.ARGUMENTS, ", 0xffffffff"));
        assertEquals(new HypercallMade(99), event(EventKind.HYPERCALL, EventField.CALL, "99"));
        assertEquals(new InterruptDelivered(OptionalInt.of(0)), event(EventKind.INTERRUPT, EventField.IRQ, "0"));
        assertEquals(new PageTableSwitched(ANY), event(EventKind.PAGE_TABLE));
        assertEquals(new PortAccessed(0, 0xFFFF, PortAccess.BOTH), event(EventKind.PORT));
        assertEquals(new PortAccessed(0x60, 0x64, PortAccess.OUT),
                event(EventKind.PORT, EventField.PORTS, "0x60 - 0x64", EventField.ACCESS, "out"));
        assertEquals(new ModeSwitched(ModeSwitch.USER), event(EventKind.MODE, EventField.TO, "user"));
        assertEquals(new ModeSwitched(ModeSwitch.BOTH), event(EventKind.MODE));
        assertEquals(new MachineEvent.ConsoleWritten("panic"), event(EventKind.CONSOLE, EventField.TEXT, "panic"));
        assertEquals(new DebugRegisterWritten(OptionalInt.of(7)),
                event(EventKind.DEBUG_REGISTER, EventField.REGISTER, "dr7"));
    }

    @ParameterizedTest
    @CsvSource({"TRAP,VECTOR,256", "TRAP,VECTOR,#XY", "TRAP,VECTOR,-1", "HYPERCALL,CALL,LHCALL_DANCE", "HYPERCALL,ARGUMENTS,x",
        "HYPERCALL,ARGUMENTS,'1,2,3,4'", "INTERRUPT,IRQ,32", "PAGE_TABLE,DIRECTORY,0x100000000", "PORT,PORTS,0x10000",
        "PORT,PORTS,4-3", "PORT,PORTS,1-2-3", "PORT,PORTS,-3", "PORT,ACCESS,sideways", "MODE,TO,ring 1",
        "DEBUG_REGISTER,REGISTER,DR8"})
    void whatThereIsNotIsRefused(EventKind kind, EventField field, String text) {
        CoreException e = assertThrows(CoreException.class, () -> event(kind, field, text));
        assertEquals(LguestStatus.EVENT_FILTER_MALFORMED.status(text, EventWords.of(field)).getMessage(),
                e.getStatus().getMessage());
    }

    @Test
    void saysWhatIsMissing() {
        assertEquals(Optional.of(EventField.VECTOR), filter(EventKind.TRAP).missing());
        assertEquals(Optional.of(EventField.TEXT), filter(EventKind.CONSOLE, EventField.TEXT, " ").missing());
        assertEquals(Optional.empty(), filter(EventKind.PORT).missing());
    }

    @Test
    void isTheSameHoweverItsDefaultsAreWritten() {
        assertEquals(filter(EventKind.MODE), filter(EventKind.MODE, EventField.TO, "both"));
        assertEquals(filter(EventKind.MODE), filter(EventKind.MODE, EventField.VECTOR, "14"));
    }
}
