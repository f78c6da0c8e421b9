/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import org.lguest.debug.ui.Messages;

/** The columns of the Debug Registers view, from the left. */
enum Column {

    REGISTER(Messages.Column_register, 120),
    VALUE(Messages.Column_value, 150),
    MEANING(Messages.Column_meaning, 130),
    KIND(Messages.Column_kind, 80),
    LENGTH(Messages.Column_length, 60),
    OWNER(Messages.Column_owner, 110),
    HITS(Messages.Column_hits, 60),
    /** What was there at the stop before, where it was something else. */
    BEFORE(Messages.Column_before, 180);

    private final String title;
    private final int width;

    Column(String title, int width) {
        this.title = title;
        this.width = width;
    }

    String title() {
        return title;
    }

    /** In pixels, at first. */
    int width() {
        return width;
    }
}
