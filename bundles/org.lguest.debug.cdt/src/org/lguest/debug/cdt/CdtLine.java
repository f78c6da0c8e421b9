/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.DebugException;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.core.model.InstructionPointer;

/**
 * A line that the user has pointed at in an editor of CDT's, as its adapters are given it: a file or an absolute path,
 * then the line. CDT asks on the user-interface thread whether something can be done there, and has it done on a
 * worker of its own; neither waits for the guest.
 *
 * @param path absolute path of the source file on this machine
 * @param line from 1
 */
record CdtLine(String path, int line) {

    /** What the first two arguments stand for; empty for a file that is on no disk, or anything else. */
    private static Optional<CdtLine> of(@Nullable Object[] arguments) {
        if (arguments.length < 2 || !(arguments[1] instanceof Integer line)) {
            return Optional.empty();
        }
        return switch (arguments[0]) {
            case String path -> Optional.of(new CdtLine(path, line));
            case IFile file -> Optional.ofNullable(file.getLocation()).map(IPath::toOSString)
                    .map(path -> new CdtLine(path, line));
            case null, default -> Optional.empty();
        };
    }

    private static CdtLine required(@Nullable Object[] arguments) throws DebugException {
        return of(arguments).orElseThrow(LguestStatus.PLACE_MISSING::debugException);
    }

    static Map<String, ByName.Body> runTo(GuestDebugTarget target) {
        return Map.of(
                "canRunToLine", at -> of(at).isPresent()
                        && thread(target).filter(GuestThread::canRunToLine).isPresent(),
                "runToLine", at -> {
                    CdtLine line = required(at);
                    boolean skipBreakpoints = Boolean.TRUE.equals(at[2]);
                    thread(target).ifPresent(it -> it.runToLine(line.path(), line.line(), skipBreakpoints));
                    return null;
                });
    }

    static Map<String, ByName.Body> resumeAt(GuestDebugTarget target) {
        return Map.of(
                "canResumeAtLine", at -> of(at).filter(line -> line.place(target).isPresent()).isPresent(),
                "resumeAtLine", at -> {
                    required(at).pointer(target).resumeAt(required(at).requiredPlace(target));
                    return null;
                });
    }

    static Map<String, ByName.Body> moveTo(GuestDebugTarget target) {
        return Map.of(
                "canMoveToLine", at -> of(at).filter(line -> line.place(target).isPresent()).isPresent(),
                "moveToLine", at -> {
                    required(at).pointer(target).move(required(at).requiredPlace(target));
                    return null;
                });
    }

    private static Optional<GuestThread> thread(GuestDebugTarget target) {
        GuestThread[] threads = target.getThreads();
        return threads.length == 0 ? Optional.empty() : Optional.of(threads[0]);
    }

    private OptionalInt place(GuestDebugTarget target) {
        return thread(target).map(thread -> new InstructionPointer(thread).placeOf(path, line))
                .orElse(OptionalInt.empty());
    }

    /** The guest may have gone on since it was asked. */
    private int requiredPlace(GuestDebugTarget target) throws DebugException {
        OptionalInt place = place(target);
        if (place.isEmpty()) {
            throw LguestStatus.LINE_ELSEWHERE.debugException(path, line);
        }
        return place.getAsInt();
    }

    private InstructionPointer pointer(GuestDebugTarget target) throws DebugException {
        return new InstructionPointer(thread(target).orElseThrow(LguestStatus.SESSION_ENDED::debugException));
    }
}
