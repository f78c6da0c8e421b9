/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.segment;

import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/** A segment register: the selector and the hidden part that was loaded with it (SDM volume 3, 3.4.3). */
public final class SegmentRegister {

    /** Numbers as in ModRM. */
    public static final int ES = 0;
    public static final int CS = 1;
    public static final int SS = 2;
    public static final int DS = 3;
    public static final int FS = 4;
    public static final int GS = 5;

    private final int fault;
    private int selector;
    private int base;
    private int limit;
    private int access;

    /** The register of this number, null. */
    public SegmentRegister(int number) {
        fault = number == SS ? Vector.STACK_FAULT : Vector.GENERAL_PROTECTION;
    }

    /** Loads selector and hidden part; all checks are done. */
    public void load(int selector, long descriptor) {
        this.selector = selector;
        base = Descriptor.base(descriptor);
        limit = Descriptor.limit(descriptor);
        access = Descriptor.access(descriptor);
    }

    /** Loads a null selector: any use faults from now on. */
    public void loadNull(int selector) {
        this.selector = selector;
        base = 0;
        limit = 0;
        access = 0;
    }

    public int selector() {
        return selector;
    }

    public int base() {
        return base;
    }

    public int limit() {
        return limit;
    }

    /** As {@link Descriptor#access}; 0 when null. */
    public int access() {
        return access;
    }

    /** The whole 4 GiB from 0, readable and writable or 32-bit code: nothing in it needs a check. */
    public boolean flat() {
        boolean open = Descriptor.code(access) || Descriptor.writable(access) && !Descriptor.expandDown(access);
        return base == 0 && limit == -1 && open && Descriptor.big(access);
    }

    /**
     * Checks an access and gives its linear address.
     *
     * @throws ProcessorException #GP(0), or #SS(0) for the stack segment
     */
    public int linear(int offset, int size, boolean write) {
        if (write ? !Descriptor.writable(access) : !Descriptor.readable(access)) {
            throw ProcessorException.of(access == 0 ? fault : Vector.GENERAL_PROTECTION);
        }
        if (!contains(offset, size)) {
            throw ProcessorException.of(fault);
        }
        return base + offset;
    }

    /** Whether all these bytes are within the limit. A limit of 4 GiB lets an access wrap. */
    public boolean contains(int offset, int size) {
        long first = offset & 0xFFFF_FFFFL;
        long last = first + size - 1;
        if (Descriptor.expandDown(access)) {
            return first > (limit & 0xFFFF_FFFFL) && last <= (Descriptor.big(access) ? 0xFFFF_FFFFL : 0xFFFFL);
        }
        return limit == -1 || last <= (limit & 0xFFFF_FFFFL);
    }
}
