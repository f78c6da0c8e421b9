/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.model.DataAccess.Change;

/** What became of watched data, in words. */
public final class AccessWords {

    private AccessWords() {
    }

    /** Such as {@code counter: 41 → 42, total: read}. */
    public static String of(List<DataAccess> accesses) {
        return accesses.stream().map(AccessWords::of).collect(Collectors.joining(", "));
    }

    private static String of(DataAccess access) {
        return access.change().map(change -> NLS.bind(Messages.AccessWords_changed, new Object[] {access.what(),
                number(change, change.before()), number(change, change.after())}))
                .orElseGet(() -> NLS.bind(Messages.AccessWords_wasRead, access.what()));
    }

    /** Numbers as people write them; addresses and bit patterns as programmers do. */
    private static String number(Change change, int value) {
        boolean small = (change.before() | change.after()) >>> 24 == 0;
        return small ? Integer.toString(value) : String.format("0x%08x", value);
    }
}
