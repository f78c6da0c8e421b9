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

import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceLine;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Hit.Access;

/**
 * What an instruction did to watched data, for which a thread is suspended.
 *
 * @param what     the symbol the data belong to, such as {@code counter+4}; what the watch is called if it has none
 * @param change   what a write made of the bytes; empty for a read
 * @param function whose instruction it was, not the one that is next
 * @param line     that the instruction was compiled from
 */
public record DataAccess(String what, Optional<Change> change, Optional<Function> function, Optional<SourceLine> line) {

    /** The bytes before and after, as a number without sign. They may be the same: a write is a write. */
    public record Change(int before, int after) {
    }

    /** Those of the hits that are about data. Reads debug information, which may take long. */
    static List<DataAccess> of(List<Hit> hits, ProgramImage image) {
        return hits.stream().filter(hit -> hit.access() != Access.EXECUTE).map(hit -> of(hit, image)).toList();
    }

    /** Of what is no symbol's, a variable of a frame or physical memory, it is what the watch is called. */
    private static String name(DebugRegisterRequest watched, ProgramImage image) {
        return watched.space() == AddressSpace.PHYSICAL ? watched.label()
                : image.label(watched.address()).orElse(watched.label());
    }

    private static DataAccess of(Hit hit, ProgramImage image) {
        return new DataAccess(name(hit.planted().request(), image),
                hit.change().map(change -> new Change(change.before(), change.after())), image.functionAt(hit.instruction()),
                image.lineOf(hit.instruction()));
    }
}
