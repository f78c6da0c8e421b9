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

import java.nio.file.Path;
import java.util.Optional;

/**
 * A guest's network card.
 *
 * @param network a socket of this machine's file system: guests that name the same one are joined, of whatever process
 * @param address of the card. No two on a network may have the same one
 * @param capture a file for all frames that the card sends and receives, in the form that Wireshark reads
 */
public record NetCard(Path network, MacAddress address, Optional<Path> capture) {
}
