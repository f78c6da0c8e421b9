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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.DebugFileNotice;
import org.lguest.dwarf.Defect;
import org.lguest.dwarf.ProgramImage;

/**
 * Tells what the debug information of a program lacks, as far as reading it has shown, and of each thing once: files
 * that it should have and that are not there or of another build, and places that can't be read. For any thread.
 */
public final class DebugInformationReport {

    private final ProgramImage image;
    private final Consumer<IStatus> reader;
    private final Set<LguestStatus> told = new HashSet<>();
    private final Set<DebugFileNotice> toldNotices = new HashSet<>();

    /** @param reader gets each as a status of the catalogue, on the thread that asks for the report */
    public DebugInformationReport(ProgramImage image, Consumer<IStatus> reader) {
        this.image = image;
        this.reader = reader;
    }

    /** Tells what is known now and has not been told before. */
    public void tell() {
        news().forEach(reader);
    }

    private synchronized List<IStatus> news() {
        List<IStatus> news = new ArrayList<>();
        List<DebugFileNotice> notices = image.notices();
        notices.stream().filter(toldNotices::add).map(DebugInformationReport::status).forEach(news::add);
        if (notices.isEmpty() && !image.hasDebugInformation() && told.add(LguestStatus.NO_DEBUG_INFORMATION)) {
            news.add(LguestStatus.NO_DEBUG_INFORMATION.status(image.name()));
        }
        List<Defect> defects = image.defects();
        if (!defects.isEmpty() && told.add(LguestStatus.DEBUG_INFORMATION_DAMAGED)) {
            news.add(LguestStatus.DEBUG_INFORMATION_DAMAGED.status(image.name(), defects.getFirst()));
        }
        return news;
    }

    private static IStatus status(DebugFileNotice notice) {
        LguestStatus kind = switch (notice.code()) {
            case NOT_FOUND -> LguestStatus.DEBUG_FILE_NOT_FOUND;
            case MISMATCH -> LguestStatus.DEBUG_FILE_OF_ANOTHER_BUILD;
            case UNREADABLE -> LguestStatus.DEBUG_FILE_UNREADABLE;
            case SUPPLEMENT_NOT_FOUND -> LguestStatus.DEBUG_FILE_SUPPLEMENT_NOT_FOUND;
            case SPLIT -> LguestStatus.DEBUG_INFORMATION_SPLIT;
        };
        return kind.status(notice.message());
    }
}
