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

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.IndexMonitor;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.dwarf.ProgramImage;

/**
 * Reads the names of a program ahead, while the user looks at the first stop: of a large kernel that takes seconds,
 * which no view would wait for at the first expression with a name in it. The Progress view shows it. When it is
 * cancelled, the names are read when they are needed.
 */
final class NameIndexJob extends Job {

    private final ProgramImage image;
    private final String name;
    private final DebugInformationReport report;
    private boolean begun;

    /**
     * @param name   of the image
     * @param report what reading has shown to be missing
     */
    NameIndexJob(ProgramImage image, String name, DebugInformationReport report) {
        super(NLS.bind(Messages.NameIndexJob_name, name));
        this.image = image;
        this.name = name;
        this.report = report;
        setPriority(DECORATE);
    }

    /** Begins to read, unless it was begun before. On the emulator thread. */
    void begin() {
        if (!begun) {
            begun = true;
            schedule();
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            IndexMonitor.indexNames(image, monitor);
            report.tell();
            return Status.OK_STATUS;
        } catch (OperationCanceledException e) {
            return LguestStatus.INDEXING_CANCELLED.cancelled(name);
        }
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == NameIndexJob.class;
    }
}
