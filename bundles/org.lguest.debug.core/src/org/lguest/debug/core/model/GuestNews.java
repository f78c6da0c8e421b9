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

import java.util.List;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Place;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;
import org.lguest.hypervisor.session.WatchEnd;

/**
 * Hears the session of a guest that is debugged, on the emulator thread, and hands stops to the thread and debug
 * registers that matched to the bridge. Of a guest that was left alone nothing is handed on.
 */
final class GuestNews implements SessionListener {

    private final GuestDebugTarget target;
    private final GuestThread thread;
    private final BreakpointBridge bridge;
    private final StopCauses causes;
    private final NameIndexJob names;

    GuestNews(GuestDebugTarget target, GuestThread thread, BreakpointBridge bridge, StopCauses causes,
            NameIndexJob names) {
        this.target = target;
        this.thread = thread;
        this.bridge = bridge;
        this.causes = causes;
        this.names = names;
    }

    @Override
    public void stopped(Stop stop) {
        if (target.isDisconnected()) {
            causes.letGo(stop.reason());
            return;
        }
        thread.stopped(stop, causes.why(stop.reason()));
        bridge.stopped();
        names.begin();
    }

    @Override
    public void resumed(ResumeReason reason) {
        if (!target.isDisconnected()) {
            thread.resumed(reason);
            bridge.resumed();
        }
    }

    @Override
    public void moved(Planted planted, Optional<Place> now) {
        bridge.moved(planted, now);
    }

    @Override
    public void watchEnded(Planted planted, WatchEnd why) {
        bridge.ended(planted).ifPresent(name -> target.getProcess().tell(NLS.bind(why == WatchEnd.FRAME_LEFT
                ? Messages.GuestNews_frameLeft : Messages.GuestNews_watchLost, name)));
    }

    @Override
    public void freed() {
        bridge.freed();
    }

    @Override
    public void ended(GuestEnd end) {
        if (!target.isDisconnected()) {
            bridge.stop();
            target.finish();
        }
    }

    @Override
    public void console(byte[] bytes) {
        // The process's business.
    }

    @Override
    public boolean wantsTrace() {
        return false;
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        // Not wanted.
    }
}
