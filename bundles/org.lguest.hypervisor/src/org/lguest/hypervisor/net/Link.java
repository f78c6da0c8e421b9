/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.net;

import java.io.IOException;
import java.util.function.Consumer;

/** What a network card is plugged into: frames go out, and come in from the others. */
public interface Link extends AutoCloseable {

    /**
     * Plugs in.
     *
     * @param receiver told of each frame from the others, on threads of the link's own; must not block
     * @throws IOException if there can be no such network, with a reason for its message
     */
    void open(Consumer<byte[]> receiver) throws IOException;

    /** Never blocks. A frame for which there is no room, or nobody, is lost, as on any Ethernet. */
    void send(byte[] frame);

    /** Unplugs. Never blocks. */
    @Override
    void close();
}
