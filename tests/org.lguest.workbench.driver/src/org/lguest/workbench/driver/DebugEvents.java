/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;

/**
 * Records every debug event there is, in the order in which the platform hands them out, one set to a line. What tells
 * CDT's editor, if it has asked, that it is known by now where a thread can be moved, is left out: it changes nothing,
 * and comes some time after a stop, or not.
 */
public final class DebugEvents implements IDebugEventSetListener, AutoCloseable {

    private final List<String> seen = new ArrayList<>();

    public DebugEvents() {
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    @Override
    public synchronized void handleDebugEvents(DebugEvent[] events) {
        if (events.length == 1 && isOfMoves(events[0])) {
            return;
        }
        seen.add(String.join(", ", Arrays.stream(events).map(DebugEvents::text).toList()));
    }

    private static boolean isOfMoves(DebugEvent event) {
        return event.getSource() instanceof IThread && event.getKind() == DebugEvent.CHANGE
                && event.getDetail() == DebugEvent.STATE;
    }

    /** Such as {@code SUSPEND(BREAKPOINT) thread}. */
    public synchronized List<String> all() {
        return List.copyOf(seen);
    }

    /** All, once that many sets have come, with what else has come then. */
    public List<String> awaitCount(int count) {
        Waiter.until(count + " sets of debug events", () -> all().size() >= count);
        return all();
    }

    @Override
    public void close() {
        DebugPlugin.getDefault().removeDebugEventListener(this);
    }

    private static String text(DebugEvent event) {
        String kind = switch (event.getKind()) {
            case DebugEvent.CREATE -> "CREATE";
            case DebugEvent.TERMINATE -> "TERMINATE";
            case DebugEvent.SUSPEND -> "SUSPEND";
            case DebugEvent.RESUME -> "RESUME";
            case DebugEvent.CHANGE -> "CHANGE";
            default -> "MODEL_SPECIFIC";
        };
        String detail = switch (event.getDetail()) {
            case DebugEvent.BREAKPOINT -> "(BREAKPOINT)";
            case DebugEvent.CLIENT_REQUEST -> "(CLIENT_REQUEST)";
            case DebugEvent.STEP_INTO -> "(STEP_INTO)";
            case DebugEvent.STEP_OVER -> "(STEP_OVER)";
            case DebugEvent.STEP_RETURN -> "(STEP_RETURN)";
            case DebugEvent.STEP_END -> "(STEP_END)";
            case DebugEvent.STATE -> "(STATE)";
            case DebugEvent.CONTENT -> "(CONTENT)";
            case DebugEvent.EVALUATION -> "(EVALUATION)";
            case DebugEvent.UNSPECIFIED -> "";
            default -> "(" + event.getDetail() + ')';
        };
        String source = switch (event.getSource()) {
            case IDebugTarget target -> "target";
            case IThread thread -> "thread";
            case IStackFrame frame -> "frame";
            case IRegister register -> "register";
            case IProcess process -> "process";
            default -> event.getSource().getClass().getSimpleName();
        };
        return kind + detail + ' ' + source;
    }
}
