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

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;

/** Which function a call names, as the compiler has written it down (DWARF 5, section 3.4). */
final class NamedCalls {
    private NamedCalls() {
    }

    /**
     * Whether the call that leads to a frame names the original of a function that there are copies of. That has no
     * code, and so no address.
     *
     * @param frames a stack
     */
    static boolean isOfOriginal(List<StackFrame> frames, StackFrame called) {
        Optional<StackFrame> caller = frames.stream().skip(frames.indexOf(called))
                .filter(f -> f.activation() != called.activation() && !f.isInlined()).findFirst();
        try {
            return caller.isPresent() && caller.get().scope().isPresent()
                    && isOfOriginal(caller.get().scope().get().open(), caller.get().address());
        } catch (MalformedException e) {
            return false;
        }
    }

    private static boolean isOfOriginal(EntryCursor caller, int behind) throws MalformedException {
        while (caller.next()) {
            boolean isCall = caller.tag() == Tag.DW_TAG_CALL_SITE || caller.tag() == Tag.DW_TAG_GNU_CALL_SITE;
            if (isCall && Stream.of(caller.address(Attribute.DW_AT_CALL_RETURN_PC), caller.address(Attribute.DW_AT_LOW_PC))
                    .anyMatch(address -> address.isPresent() && address.getAsInt() == behind)) {
                Optional<EntryReference> named = caller.reference(Attribute.DW_AT_CALL_ORIGIN);
                if (named.isEmpty()) {
                    named = caller.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
                }
                return named.isPresent() && named.get().open().has(Attribute.DW_AT_INLINE);
            }
        }
        return false;
    }
}
