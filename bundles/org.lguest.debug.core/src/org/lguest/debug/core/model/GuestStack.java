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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.debug.core.DebugEvent;
import org.lguest.hypervisor.session.RegisterValues;

/**
 * The frames of a thread, which outlive its steps: where the same function still stands at the same depth, its frame
 * stays the object it was.
 */
final class GuestStack {

    private final GuestThread thread;
    private volatile List<GuestStackFrame> frames = List.of();
    /** The registers as they are shown, and at the stop before. */
    private RegisterValues current = new RegisterValues(List.of());
    private RegisterValues before = current;
    private volatile int stops;
    private Optional<Landing> latest = Optional.empty();
    /** How many of the latest landing's innermost frames are not shown. */
    private int hidden;
    private final ResourceChanges resources = new ResourceChanges();

    GuestStack(GuestThread thread) {
        this.thread = thread;
    }

    /** The guest has stopped again. @param copies how many of the innermost frames not to show yet */
    synchronized void stopped(Landing landing, RegisterValues registers, int copies) {
        resources.begin();
        before = current;
        stops++;
        hidden = copies;
        show(landing, registers, true);
    }

    /** Shows one of the frames that are not shown yet, if there are any. */
    synchronized boolean reveal() {
        if (hidden == 0) {
            return false;
        }
        hidden--;
        show(latest.orElseThrow(), current, false);
        return true;
    }

    /**
     * What to announce with a stop. The platform remembers the source of a frame until the frame says that it has
     * changed: after files have come or gone it is to look again, so that it shows none that is gone.
     */
    synchronized DebugEvent[] announcement(DebugEvent stop) {
        Stream<DebugEvent> forgotten = resources.take()
                ? frames.stream().map(frame -> new DebugEvent(frame, DebugEvent.CHANGE, DebugEvent.CONTENT))
                : Stream.empty();
        return Stream.concat(forgotten, Stream.of(stop)).toArray(DebugEvent[]::new);
    }

    /** The guest has ended, or is left alone. */
    void ended() {
        resources.end();
    }

    /** The debugger has written registers or memory where the guest stands. */
    synchronized void written(Landing landing, RegisterValues registers) {
        hidden = Math.min(hidden, Math.max(landing.frames().size() - 1, 0));
        show(landing, registers, false);
    }

    /** Frames are told apart from the outermost in: a call or a return leaves the callers' frames what they are. */
    private void show(Landing landing, RegisterValues registers, boolean laterStop) {
        List<FramePosition> positions = landing.frames().subList(hidden, landing.frames().size());
        latest = Optional.of(landing);
        current = registers;
        List<GuestStackFrame> known = frames;
        List<GuestStackFrame> now = new ArrayList<>();
        boolean same = true;
        int activation = activation(positions);
        for (int depth = 1; depth <= positions.size(); depth++) {
            int index = positions.size() - depth;
            FramePosition position = positions.get(index);
            List<GuestRegisterGroup> groups = index <= activation
                    ? GuestRegisterGroup.of(thread, registers, before)
                    : GuestRegisterGroup.of(thread, position);
            same = same && depth <= known.size() && known.get(known.size() - depth).isSameFunctionAs(position);
            if (same) {
                GuestStackFrame frame = known.get(known.size() - depth);
                frame.update(position, groups, landing.memory(), laterStop);
                now.addFirst(frame);
            } else {
                now.addFirst(new GuestStackFrame(thread, position, groups, landing.memory()));
            }
        }
        frames = List.copyOf(now);
    }

    /** The frame whose activation is the innermost: those before it are copies in it. */
    private static int activation(List<FramePosition> positions) {
        int index = 0;
        while (index + 1 < positions.size() && positions.get(index).isInlined()) {
            index++;
        }
        return index;
    }

    /** The innermost first. */
    List<GuestStackFrame> frames() {
        return frames;
    }

    synchronized RegisterValues registers() {
        return current;
    }

    /** How often the guest has stopped: memory that was read is compared with the stop before. */
    int stops() {
        return stops;
    }
}
