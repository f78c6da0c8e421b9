/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.io.IOException;

import org.lguest.workbench.driver.Screenshot;

/** Says on standard output what the demo is doing, and keeps pictures of it. */
record Narrator(Screenshot screenshot) {

    void say(String format, Object... values) {
        System.out.println("demo: " + String.format(format, values));
    }

    void picture(String name) throws IOException {
        say("  picture: %s", screenshot.take(name).getFileName());
    }
}
