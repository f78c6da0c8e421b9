/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.jspecify.annotations.Nullable;
import org.lguest.dwarf.IndexProgress;
import org.lguest.dwarf.ProgramImage;

/** Shows how debug information is read, and lets the user cancel it. For one thread. */
public final class IndexMonitor implements IndexProgress {

    /** What a part of the reading counts for, however long it takes. */
    private static final int TICKS = 1000;

    private final SubMonitor progress;
    private @Nullable Part part;
    private int shown;

    private IndexMonitor(IProgressMonitor monitor, int parts) {
        this.progress = SubMonitor.convert(monitor, parts * TICKS);
    }

    /**
     * Reads all that breakpoints need.
     *
     * @throws OperationCanceledException if cancelled; what has been read is kept for who asks next
     */
    public static void index(ProgramImage image, IProgressMonitor monitor) {
        if (!image.index(new IndexMonitor(monitor, Part.NAMES.ordinal()))) {
            throw new OperationCanceledException();
        }
    }

    /**
     * Reads all names as well, which expressions need.
     *
     * @throws OperationCanceledException if cancelled; what has been read is kept for who asks next
     */
    public static void indexNames(ProgramImage image, IProgressMonitor monitor) {
        if (!image.indexNames(new IndexMonitor(monitor, Part.values().length))) {
            throw new OperationCanceledException();
        }
    }

    @Override
    public void reached(Part reading, long done, long total) {
        if (reading != part) {
            progress.setWorkRemaining((Part.values().length - reading.ordinal()) * TICKS);
            progress.subTask(name(reading));
            part = reading;
            shown = 0;
        }
        int ticks = total == 0 ? TICKS : (int) (TICKS * Math.min(done, total) / total);
        progress.worked(ticks - shown);
        shown = ticks;
    }

    private static String name(Part reading) {
        return switch (reading) {
            case SYMBOLS -> Messages.IndexMonitor_symbols;
            case UNITS -> Messages.IndexMonitor_units;
            case LINES -> Messages.IndexMonitor_lines;
            case NAMES -> Messages.IndexMonitor_names;
        };
    }

    @Override
    public boolean isCancelled() {
        return progress.isCanceled();
    }
}
