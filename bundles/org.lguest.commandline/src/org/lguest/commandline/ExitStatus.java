/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

/** What the command's exit status says. */
enum ExitStatus {
    POWERED_OFF(0, "the guest switched itself off"),
    DIED(1, "the guest crashed, or the Host killed it"),
    USAGE(2, "the command line was not understood"),
    NOT_LAUNCHED(3, "the image, the memory, the initrd or a device won't do"),
    NOT_ARMED(4, "a --break or --watch could not be armed"),
    OUTPUT(5, "the console or the trace could not be written"),
    DEFECT(6, "a defect of the emulator"),
    RESTART(7, "the guest asked to be started again, without --restart"),
    INTERRUPTED(130, "interrupted, as by Ctrl+C");

    private final int number;
    private final String meaning;

    ExitStatus(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }
}
