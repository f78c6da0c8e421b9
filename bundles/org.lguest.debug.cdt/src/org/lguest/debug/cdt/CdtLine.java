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
                "canResumeAtLine", at -> of(at).filter(line -> line.canMove(target)).isPresent(),
                "resumeAtLine", at -> {
                    CdtLine line = required(at);
                    pointer(target).resumeAt(line.path(), line.line());
                    return null;
                });
    }

    static Map<String, ByName.Body> moveTo(GuestDebugTarget target) {
        return Map.of(
                "canMoveToLine", at -> of(at).filter(line -> line.canMove(target)).isPresent(),
                "moveToLine", at -> {
                    CdtLine line = required(at);
                    pointer(target).moveTo(line.path(), line.line());
                    return null;
                });
    }

    private boolean canMove(GuestDebugTarget target) {
        return thread(target).filter(thread -> thread.instructionPointer().canMoveTo(path, line)).isPresent();
    }

    private static InstructionPointer pointer(GuestDebugTarget target) throws DebugException {
        return thread(target).orElseThrow(LguestStatus.SESSION_ENDED::debugException).instructionPointer();
    }

    private static Optional<GuestThread> thread(GuestDebugTarget target) {
        GuestThread[] threads = target.getThreads();
        return threads.length == 0 ? Optional.empty() : Optional.of(threads[0]);
    }
}
