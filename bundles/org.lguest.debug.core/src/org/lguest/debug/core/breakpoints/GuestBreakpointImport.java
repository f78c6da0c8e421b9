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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IBreakpointImportParticipant;
import org.lguest.debug.core.LguestStatus;

/**
 * Tells <em>File &gt; Import &gt; Breakpoints</em> which breakpoint of ours it has before it. The platform by itself
 * compares types and lines alone, and would take every watchpoint for the same one.
 */
public final class GuestBreakpointImport implements IBreakpointImportParticipant {

    // The keys under which the platform's import hands over what is no attribute of the marker.
    private static final String TYPE = "type";
    private static final String RESOURCE = "path";

    private static final List<String> WHAT_MAKES_A_PLACE = List.of(GuestBreakpoint.PATH, IMarker.LINE_NUMBER,
            GuestBreakpoint.FUNCTION, GuestBreakpoint.ADDRESS, GuestBreakpoint.EXPRESSION, GuestBreakpoint.LENGTH,
            GuestBreakpoint.PHYSICAL, GuestBreakpoint.EVENT);

    @Override
    public boolean matches(Map<String, Object> attributes, IBreakpoint breakpoint) throws CoreException {
        IMarker marker = breakpoint.getMarker();
        if (!(breakpoint instanceof GuestBreakpoint) || marker == null || !marker.exists()
                || !marker.getType().equals(attributes.get(TYPE))
                || !marker.getResource().getFullPath().toPortableString().equals(attributes.get(RESOURCE))) {
            return false;
        }
        List<String> all = Stream.concat(WHAT_MAKES_A_PLACE.stream(),
                Arrays.stream(EventField.values()).map(EventField::attribute)).toList();
        for (String attribute : all) {
            String imported = Objects.toString(attributes.get(attribute), "").strip();
            if (!imported.equals(GuestBreakpoint.text(marker, attribute))) {
                return false;
            }
        }
        return true;
    }

    /** @throws CoreException for a breakpoint that says nowhere where it is, which the platform then discards */
    @Override
    public void verify(IBreakpoint breakpoint) throws CoreException {
        boolean placed = switch (breakpoint) {
            case GuestLineBreakpoint line -> line.getLineNumber() > 0;
            case GuestFunctionBreakpoint function -> !function.function().isEmpty();
            case GuestAddressBreakpoint address -> !address.address().isEmpty();
            case GuestWatchpoint watchpoint -> !watchpoint.expression().isEmpty();
            case GuestEventBreakpoint event -> event.filter().isPresent();
            default -> true;
        };
        if (!placed) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
    }
}
