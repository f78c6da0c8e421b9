/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.List;

import org.lguest.debug.core.LguestDebug;

/** What can be asked of an event of the machine. Every field but one that is required may be left empty. */
public enum EventField {
    /** Required: 0 to 255, or a mnemonic such as {@code #PF}. */
    VECTOR("vector", true),
    ERROR_CODE("errorCode", false),
    /** A name such as {@code LHCALL_HALT}, with or without what is before the underscore, or a number. */
    CALL("call", false),
    /** Numbers with commas between them, at most three; an empty one lets everything pass. */
    ARGUMENTS("arguments", false),
    /** 0 to 31. */
    IRQ("irq", false),
    /** Guest-physical address of a page directory. */
    DIRECTORY("directory", false),
    /** One port, or the first and the last with a {@code -} between. */
    PORTS("ports", false),
    ACCESS("access", false, "both", "in", "out"),
    TO("to", false, "both", "kernel", "user"),
    /** Required: what appears on the console. */
    TEXT("text", true),
    /** 0 to 7, with or without {@code DR} before it. */
    REGISTER("register", false);

    private final String name;
    private final boolean required;
    private final List<String> choices;

    EventField(String name, boolean required, String... choices) {
        this.name = name;
        this.required = required;
        this.choices = List.of(choices);
    }

    /** The marker attribute, a String, that holds it; absent if it is empty. */
    public String attribute() {
        return LguestDebug.PLUGIN_ID + ".event." + name;
    }

    public boolean isRequired() {
        return required;
    }

    /** What it may be, the first where nothing is chosen; none if it is free text. */
    public List<String> choices() {
        return choices;
    }
}
