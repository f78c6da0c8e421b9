/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * Networks of guests, without a network: frames over a socket in the file system.
 *
 * <p>A {@link org.lguest.hypervisor.net.NetCard} says which network a guest is on. Its device, of whatever era, has a
 * {@link org.lguest.hypervisor.net.NetPort}, where frames wait for it and where both directions are written to a file
 * for Wireshark; behind that is a {@link org.lguest.hypervisor.net.Link} to the other members, by a socket
 * ({@link org.lguest.hypervisor.net.SocketLink}).
 *
 * <p>What others send is an input of the run like a key typed at the console: it has its place among the guest's
 * instructions, and nothing else of the outer world reaches the guest.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.launcher}
 */
@NullMarked
package org.lguest.hypervisor.net;

import org.jspecify.annotations.NullMarked;
