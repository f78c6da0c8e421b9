/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.util.Optional;

import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.SessionListener;

/** Launches guests. */
public final class Launcher {

    private Launcher() {
    }

    /**
     * Looks for what would keep the guest from being launched, without starting anything. Reads the image's headers and
     * its loadable bytes, so not for a user-interface thread if the file may be far away.
     *
     * @return the first problem, if there is one
     */
    public static Optional<LaunchProblem> check(GuestConfiguration configuration) {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Builds the machine and starts the emulator thread. The guest is stopped before its first instruction, which
     * {@link SessionListener#stopped} reports, until the first {@link GuestSession#resume()}.
     *
     * @throws LaunchException with what {@link #check} would have found
     */
    public static GuestSession launch(GuestConfiguration configuration, SessionListener listener) throws LaunchException {
        throw new UnsupportedOperationException("not yet");
    }
}
