/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

import java.util.Locale;
import java.util.Optional;

/** What of the virtual processor a program can look at. */
public enum Register {
    EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI, EIP, EFLAGS, CS, SS, DS, ES, FS, GS,
    /** The address of the last page fault that the guest was told of. */
    CR2,
    /** The guest-physical address of its page directory: which process it is in. */
    CR3;

    /** The register of this name, in Intel's spelling: {@code eax}. */
    public static Optional<Register> named(String name) {
        for (Register register : values()) {
            if (register.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(register);
            }
        }
        return Optional.empty();
    }
}
