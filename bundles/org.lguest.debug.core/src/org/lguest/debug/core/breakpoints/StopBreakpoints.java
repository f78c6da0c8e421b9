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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.Planted;

/** Which breakpoints a stop is due to, and what becomes of them by it. On the emulator thread. */
final class StopBreakpoints {

    private final InstallationTable table;
    private final OperationQueue operations;
    private final Feedback feedback;

    StopBreakpoints(InstallationTable table, OperationQueue operations, Feedback feedback) {
        this.table = table;
        this.operations = operations;
        this.feedback = feedback;
    }

    /** The breakpoints that these stand for, each once. One-time ones are removed: they have served. */
    List<IBreakpoint> of(List<Match> matches) {
        Set<Installation> found = new LinkedHashSet<>();
        for (Match match : matches) {
            found.addAll(table.of(match));
            match.fault().ifPresent(fault -> {
                IStatus why = LguestStatus.CONDITION_FAULTED.status(ConditionFaults.text(fault));
                operations.add(() -> {
                    table.of(match).forEach(installation -> installation.fault(why));
                    return OperationQueue.done();
                });
            });
        }
        found.stream().filter(Installation::isOneTime).map(Installation::breakpoint).forEach(feedback::remove);
        return found.stream().map(Installation::breakpoint).toList();
    }

    /**
     * What this register watched is no more: its breakpoint has served, and is removed.
     *
     * @return what it was called; empty if that has been told already
     */
    Optional<String> end(Planted register) {
        Optional<Installation> watch = table.of(Match.of(register)).stream().findFirst().filter(Installation::end);
        // Before it is removed: with its request goes its name.
        Optional<String> name = watch.map(Installation::label);
        watch.map(Installation::breakpoint).ifPresent(feedback::remove);
        return name;
    }
}
