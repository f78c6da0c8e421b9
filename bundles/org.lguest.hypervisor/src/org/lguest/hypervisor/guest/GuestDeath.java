/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

import java.util.Optional;

/**
 * The one way a guest dies. The first cause wins: whatever happens after it happens to a dead guest. To kill does not
 * throw; the Host finishes what it was about with harmless values, and the run loop looks before the guest would run
 * again.
 */
public final class GuestDeath {

    private Optional<String> cause = Optional.empty();

    /** Kills the guest, unless it is dead. The words are lguest's own where it had any. */
    public void kill(String words) {
        if (cause.isEmpty()) {
            cause = Optional.of(words);
        }
    }

    public boolean dead() {
        return cause.isPresent();
    }

    /** The first cause. */
    public Optional<String> cause() {
        return cause;
    }

    /** A number as the kernel's {@code %#lx} prints it; there, 0 is {@code 0x0}. */
    public static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }
}
