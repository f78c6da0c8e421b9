/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.lguest.debug.core.sourcelookup.SourceMapping;
import org.lguest.debug.ui.Messages;

/**
 * Finds out what a place that is being typed says about where sources are. It may be on a disk that does not answer, so
 * that is done in a job, and the dialog is told when the answer is there. One answer is kept, for the place that it was
 * found for. Used on the user-interface thread only.
 */
final class LocationCheck {

    /** What is known about a place. */
    sealed interface Answer {

        /** Not yet anything. */
        record Unknown() implements Answer {
        }

        record Located(SourceMapping mapping) implements Answer {
        }

        /** @param problem a sentence for people */
        record Elsewhere(String problem) implements Answer {
        }
    }

    private final String path;
    private final Runnable answered;
    private String asked = "";
    private Answer answer = new Answer.Unknown();

    /**
     * @param path     the file's when the guest was built
     * @param answered runs, on the user-interface thread, when an unknown answer has become known
     */
    LocationCheck(String path, Runnable answered) {
        this.path = path;
        this.answered = answered;
    }

    /** The name of the file. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    Answer of(String typed) {
        if (!typed.equals(asked)) {
            asked = typed;
            answer = new Answer.Unknown();
            start(typed);
        }
        return answer;
    }

    private void start(String typed) {
        Display display = Display.getCurrent();
        Job job = Job.create(Messages.LocationCheck_job, monitor -> {
            Answer found = find(typed);
            if (!display.isDisposed()) {
                display.asyncExec(() -> found(typed, found));
            }
            return Status.OK_STATUS;
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    /** What was typed since has an answer of its own. */
    private void found(String typed, Answer found) {
        if (typed.equals(asked) && answer instanceof Answer.Unknown) {
            answer = found;
            answered.run();
        }
    }

    private Answer find(String typed) {
        Optional<Path> place = existing(typed);
        if (place.isEmpty()) {
            return new Answer.Elsewhere(NLS.bind(Messages.LocateSourceDialog_nothing, typed));
        }
        return SourceMapping.of(path, place.get()).<Answer>map(Answer.Located::new)
                .orElseGet(() -> new Answer.Elsewhere(NLS.bind(Files.isDirectory(place.get())
                        ? Messages.LocateSourceDialog_notInFolder : Messages.LocateSourceDialog_otherName, name())));
    }

    private static Optional<Path> existing(String typed) {
        try {
            return Optional.of(Path.of(typed)).filter(Path::isAbsolute).filter(Files::exists);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
