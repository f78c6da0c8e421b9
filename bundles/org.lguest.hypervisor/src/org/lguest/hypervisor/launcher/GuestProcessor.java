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

/** Which processor a guest finds itself on: what CPUID says, and which instructions there are. */
public enum GuestProcessor {
    I486("486"), I586("586"), I686("686");

    private final String label;

    GuestProcessor(String label) {
        this.label = label;
    }

    /** 486, 586 or 686. */
    public String label() {
        return label;
    }

    /** The processor that is called so; empty if there is none. */
    public static Optional<GuestProcessor> of(String label) {
        for (GuestProcessor processor : values()) {
            if (processor.label.equals(label)) {
                return Optional.of(processor);
            }
        }
        return Optional.empty();
    }
}
