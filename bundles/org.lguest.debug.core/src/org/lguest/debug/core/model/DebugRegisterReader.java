/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Bank;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Decoded;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Field;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Kind;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Owner;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Use;
import org.lguest.debug.core.Messages;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.Planted;

/** Gives the debug registers of a session their names: symbols, source lines, breakpoints and bits. */
final class DebugRegisterReader {

    private final ProgramImage image;
    private final Function<Planted, Optional<IBreakpoint>> breakpoints;

    /** @param breakpoints which breakpoint a register was planted for, if for any */
    DebugRegisterReader(ProgramImage image, Function<Planted, Optional<IBreakpoint>> breakpoints) {
        this.image = image;
        this.breakpoints = breakpoints;
    }

    /** Reads debug information, which may take a while. */
    DebugRegisterSnapshot read(DebugRegisterTable table, OptionalInt stop) {
        return new DebugRegisterSnapshot(stop, table.banks().stream().map(this::bank).toList(),
                table.waiting().stream().map(use -> slot(use.planted().request().address(), isPhysical(use),
                        Optional.of(use(use)))).toList());
    }

    private Bank bank(DebugRegisterTable.Bank bank) {
        List<Slot> slots = IntStream.range(0, bank.addresses().size()).mapToObj(slot -> slot(
                bank.addresses().get(slot), bank.uses().get(slot).filter(DebugRegisterReader::isPhysical).isPresent(),
                bank.number() == 0 ? guestUse(bank.control(), slot) : bank.uses().get(slot).map(this::use))).toList();
        return new Bank(slots, decoded("dr6", bank.status()), decoded("dr7", bank.control()));
    }

    private static boolean isPhysical(DebugRegisterTable.Use use) {
        return use.planted().request().space() == AddressSpace.PHYSICAL;
    }

    /** The program's names are those of linear addresses. */
    private Slot slot(int address, boolean physical, Optional<Use> use) {
        if (physical) {
            return new Slot(address, Optional.of(Messages.DebugRegisterReader_physical), Optional.empty(), use);
        }
        boolean executes = use.filter(known -> known.kind() == Kind.EXECUTE).isPresent();
        return new Slot(address, use.flatMap(known -> image.label(address)),
                executes ? image.lineOf(address) : Optional.empty(), use);
    }

    private Use use(DebugRegisterTable.Use use) {
        DebugRegisterRequest request = use.planted().request();
        Kind kind = switch (request.kind()) {
            case EXECUTE -> Kind.EXECUTE;
            case WRITE -> Kind.WRITE;
            case ACCESS -> Kind.ACCESS;
            case READ -> Kind.READ;
        };
        return new Use(kind, request.length(), new Owner.Debugger(request.label(), breakpoints.apply(use.planted())),
                OptionalLong.of(use.hits()));
    }

    /** What DR7 says of a slot (SDM volume 3, section 18.2.4). */
    private static Optional<Use> guestUse(int control, int slot) {
        if ((control >>> 2 * slot & 3) == 0) {
            return Optional.empty();
        }
        Kind kind = switch (control >>> 16 + 4 * slot & 3) {
            case 0 -> Kind.EXECUTE;
            case 1 -> Kind.WRITE;
            case 2 -> Kind.INPUT_OUTPUT;
            default -> Kind.ACCESS;
        };
        int length = switch (control >>> 18 + 4 * slot & 3) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 8;
            default -> 4;
        };
        return Optional.of(new Use(kind, length, new Owner.Guest(), OptionalLong.empty()));
    }

    private static Decoded decoded(String register, int value) {
        RegisterLayout layout = RegisterLayout.of(register).orElseThrow();
        return new Decoded(value, layout.describe(value),
                layout.fields().stream().map(field -> new Field(field.name(), field.of(value))).toList());
    }
}
