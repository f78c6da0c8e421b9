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

import java.util.Collection;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.expression.ConditionSyntax;
import org.lguest.dwarf.expression.InvalidExpressionException;

/** What can be said of a condition while it is being typed. */
public final class ConditionCheck {

    private ConditionCheck() {
    }

    /**
     * Whether it is C at all, whatever its names stand for. Quick.
     *
     * @param condition blank for none
     * @return OK, or an error of the catalogue that shows where the mistake is
     */
    public static IStatus syntax(String condition) {
        String text = condition.strip();
        if (text.isEmpty()) {
            return Status.OK_STATUS;
        }
        try {
            ConditionSyntax.check(text);
            return Status.OK_STATUS;
        } catch (InvalidExpressionException e) {
            return e.column() < text.length()
                    ? LguestStatus.CONDITION_MALFORMED.status(e.reason(), text.substring(e.column()))
                    : LguestStatus.CONDITION_UNFINISHED.status(e.reason(), text);
        }
    }

    /**
     * Whether it can be the arguments of printf, whatever its names stand for. Quick.
     *
     * @param print blank for none
     * @return OK, or an error of the catalogue
     */
    public static IStatus print(String print) {
        if (!print.isBlank()) {
            try {
                PrintText.parse(print);
            } catch (CoreException e) {
                return e.getStatus();
            }
        }
        return Status.OK_STATUS;
    }

    /**
     * Whether it can be asked in the guests that there are. A guest without the breakpoint's place has no say. Reads
     * debug information, which may take long: on a worker.
     *
     * @return OK if one of them can, or none has a say; else why not
     */
    public static IStatus inGuests(BreakpointRequest request, Collection<ProgramImage> images) {
        IStatus refusal = Status.OK_STATUS;
        for (ProgramImage image : images) {
            try {
                new ImageResolver(image).plan(request);
                return Status.OK_STATUS;
            } catch (CoreException e) {
                if (e.getStatus().getCode() == LguestStatus.CONDITION_REFUSED.code()) {
                    refusal = e.getStatus();
                }
            }
        }
        return refusal;
    }
}
