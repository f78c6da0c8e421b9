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
import java.util.concurrent.CopyOnWriteArrayList;

import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Place;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Printout;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;
import org.lguest.hypervisor.session.WatchEnd;

/**
 * Passes what a session tells on to several listeners, in the order in which they were added. Listeners are added while
 * the guest stands before its first instruction, so that none misses anything; that first stop itself is not passed on,
 * since it is the launch's and no user's.
 */
public final class SessionListeners implements SessionListener {

    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private boolean standing = true;

    public void add(SessionListener listener) {
        listeners.add(listener);
    }

    @Override
    public void stopped(Stop stop) {
        if (standing) {
            return;
        }
        listeners.forEach(listener -> listener.stopped(stop));
    }

    @Override
    public void resumed(ResumeReason reason) {
        standing = false;
        listeners.forEach(listener -> listener.resumed(reason));
    }

    @Override
    public void console(byte[] bytes) {
        listeners.forEach(listener -> listener.console(bytes));
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        listeners.stream().filter(SessionListener::wantsTrace).forEach(listener -> listener.trace(lines, dropped));
    }

    @Override
    public void printed(List<Printout> printouts, long dropped) {
        listeners.forEach(listener -> listener.printed(printouts, dropped));
    }

    @Override
    public boolean wantsTrace() {
        for (SessionListener listener : listeners) {
            if (listener.wantsTrace()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void moved(Planted planted, Optional<Place> now) {
        listeners.forEach(listener -> listener.moved(planted, now));
    }

    @Override
    public void watchEnded(Planted planted, WatchEnd why) {
        listeners.forEach(listener -> listener.watchEnded(planted, why));
    }

    @Override
    public void freed() {
        listeners.forEach(SessionListener::freed);
    }

    @Override
    public void ended(GuestEnd end) {
        listeners.forEach(listener -> listener.ended(end));
    }
}
