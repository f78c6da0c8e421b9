/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

/** What an answer of ours would be by other rules, those that gdb goes by; empty where a rule changes nothing. */
interface Alternatives {
    Alternatives NONE = new Alternatives() { };

    /** If callees preserve every register. */
    default String carried() {
        return "";
    }

    /** If there are zeros behind the last piece of a location. */
    default String zeroBehind() {
        return "";
    }

    /** If what is negated is subtracted from 0. */
    default String subtracted() {
        return "";
    }

    /** If pointers without an address are null. */
    default String nulled() {
        return "";
    }

    /** If bytes that are no number are what C calls no number. */
    default String notANumber() {
        return "";
    }

    /** If a piece of st0 begins with what st1 does. */
    default String overrun() {
        return "";
    }

    /** If there are zeros in pieces that are longer than what is computed of them. */
    default String zeroBeyond() {
        return "";
    }

    /** The first element of the array, if what is asked for is what an array without an address points to. */
    default String first() {
        return "";
    }

    /** As {@link NamedCalls#isOfOriginal}. */
    default boolean isOfOriginal() {
        return false;
    }

    /** Whether an expression names a variable that has the name of the inlined function that it is in. */
    default boolean isNamedAsFunction() {
        return false;
    }
}
