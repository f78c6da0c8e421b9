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
import java.util.concurrent.CompletableFuture;

import org.lguest.debug.core.breakpoints.BreakpointState.Slot;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceLine;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Hit.Access;
import org.lguest.hypervisor.session.StopReason;

/**
 * What an instruction did to watched data, for which a thread is suspended.
 *
 * @param what     the symbol the data belong to, such as {@code counter+4}; what the watch is called if it has none
 * @param change   what a write made of the bytes; empty for a read
 * @param function whose instruction it was, not the one that is next
 * @param line     that the instruction was compiled from
 * @param register the debug register that matched; empty if it has been freed meanwhile
 */
public record DataAccess(String what, Optional<Change> change, Optional<Function> function, Optional<SourceLine> line,
        Optional<Slot> register) {

    /** The bytes before and after, as a number without sign. They may be the same: a write is a write. */
    public record Change(int before, int after) {
    }

    /** What {@link #of} needs to know of the debug registers at a stop, without waiting: empty if that is nothing. */
    static CompletableFuture<Optional<DebugRegisterTable>> registers(GuestSession session, StopReason reason) {
        if (reason instanceof StopReason.DebugRegisters(List<Hit> hits) && hits.stream().anyMatch(DataAccess::isOfData)) {
            return session.debugRegisters().thenApply(answer ->
                    answer instanceof Answer.Given<DebugRegisterTable>(var table) ? Optional.of(table) : Optional.empty());
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean isOfData(Hit hit) {
        return hit.access() != Access.EXECUTE;
    }

    /** Those of the hits that are about data. Reads debug information, which may take long. */
    static List<DataAccess> of(List<Hit> hits, ProgramImage image, Optional<DebugRegisterTable> registers) {
        return hits.stream().filter(DataAccess::isOfData).map(hit -> of(hit, image, registers)).toList();
    }

    /** Of what is no symbol's, a variable of a frame or physical memory, it is what the watch is called. */
    private static String name(DebugRegisterRequest watched, ProgramImage image) {
        return watched.space() == AddressSpace.PHYSICAL ? watched.label()
                : image.label(watched.address()).orElse(watched.label());
    }

    private static DataAccess of(Hit hit, ProgramImage image, Optional<DebugRegisterTable> registers) {
        return new DataAccess(name(hit.planted().request(), image),
                hit.change().map(change -> new Change(change.before(), change.after())), image.functionAt(hit.instruction()),
                image.lineOf(hit.instruction()), registers.flatMap(table -> table.place(hit.planted()))
                        .map(place -> new Slot(place.bank(), place.slot())));
    }
}
