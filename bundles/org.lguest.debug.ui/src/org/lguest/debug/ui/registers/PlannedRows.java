/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.breakpoints.BreakpointReader;
import org.lguest.debug.core.breakpoints.BreakpointReaders;
import org.lguest.debug.core.breakpoints.BreakpointRequest;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.core.breakpoints.LinearAddress;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Kind;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Owner;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Use;
import org.lguest.debug.ui.Messages;

/**
 * What goes into debug registers when a guest is debugged, in rows: as much of it as can be known without one. Which
 * addresses these are the guest's image will tell.
 */
final class PlannedRows {

    /** As many as there are registers for; more than that nobody reads through. */
    static final int MOST = 1024;

    private static final String PLANNED = "planned";

    private PlannedRows() {
    }

    /** Empty if none of these breakpoints is enabled and for a debug register. */
    static List<Row> of(IBreakpoint[] breakpoints) {
        List<Row> rows = new ArrayList<>();
        int more = 0;
        for (IBreakpoint breakpoint : breakpoints) {
            Optional<Row> row = of(breakpoint);
            if (row.isPresent() && rows.size() == MOST) {
                more++;
            } else {
                row.ifPresent(rows::add);
            }
        }
        if (more > 0) {
            rows.add(new Row(PLANNED + "/more", Map.of(Column.REGISTER, NLS.bind(Messages.PlannedRows_more, more)),
                    Set.of(), List.of(), Optional.empty()));
        }
        return rows.isEmpty() ? List.of() : List.of(new Row(PLANNED,
                Map.of(Column.REGISTER, Messages.PlannedRows_planned), Set.of(), rows, Optional.empty()));
    }

    private static boolean isPlanned(IBreakpoint breakpoint) {
        try {
            return breakpoint.isEnabled() && BreakpointReaders.CONTRIBUTED.understand(breakpoint);
        } catch (CoreException gone) {
            return false;
        }
    }

    private static Optional<Row> of(IBreakpoint breakpoint) {
        Optional<BreakpointReader> reader = isPlanned(breakpoint) ? BreakpointReaders.CONTRIBUTED.of(breakpoint)
                : Optional.empty();
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        Map<Column, String> texts = new EnumMap<>(Column.class);
        texts.put(Column.REGISTER, Messages.Rows_noRegister);
        Kind kind = Kind.EXECUTE;
        String name = "";
        try {
            BreakpointRequest request = reader.get().read(breakpoint);
            if (request.place() instanceof Place.Event) {
                return Optional.empty();
            }
            name = request.label();
            kind = kind(request.place());
            texts.put(Column.KIND, Rows.kind(kind));
            texts.put(Column.OWNER, name);
            tell(request.place(), texts);
        } catch (CoreException refused) {
            texts.put(Column.MEANING, refused.getStatus().getMessage());
        }
        Use use = new Use(kind, 1, new Owner.Debugger(name, Optional.of(breakpoint)), OptionalLong.empty());
        return Optional.of(new Row(PLANNED + '/' + breakpoint.getMarker().getId(), texts, Set.of(), List.of(),
                Optional.of(new Slot(0, Optional.empty(), Optional.empty(), Optional.of(use)))));
    }

    private static Kind kind(Place place) {
        return place instanceof Place.Data data ? switch (data.access()) {
            case READ -> Kind.READ;
            case WRITE -> Kind.WRITE;
            case ACCESS -> Kind.ACCESS;
        } : Kind.EXECUTE;
    }

    private static void tell(Place place, Map<Column, String> texts) throws CoreException {
        switch (place) {
            case Place.Line line -> texts.put(Column.LENGTH, "1");
            case Place.Event event -> { }
            case Place.Address at -> {
                texts.put(Column.VALUE, Rows.hexadecimal(at.address()));
                texts.put(Column.LENGTH, "1");
            }
            case Place.Function function -> {
                texts.put(Column.MEANING, function.name());
                texts.put(Column.LENGTH, "1");
            }
            case Place.Data data -> {
                if (LinearAddress.isNumber(data.expression())) {
                    texts.put(Column.VALUE, Rows.hexadecimal(LinearAddress.parse(data.expression())));
                } else {
                    texts.put(Column.MEANING, data.expression());
                }
                if (data.length() > 0) {
                    texts.put(Column.LENGTH, Integer.toString(data.length()));
                }
            }
        }
    }
}
