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
 * The debugger, as the debug platform knows it, without a user interface.
 *
 * <p>Here the guest stops being a machine and becomes what Eclipse shows: a launch, a debug target with one thread,
 * frames, breakpoints. The packages are the platform's roles. This one holds what they share: the identifiers by which
 * others name us, and the catalogue of everything that can go wrong ({@link org.lguest.debug.core.LguestStatus}).
 *
 * <p>Two rules hold throughout. The emulator is met at one place, the
 * {@link org.lguest.hypervisor.session.GuestSession}, and nobody waits for it where a user, an event dispatcher or a
 * workspace rule would wait too: requests go out, completions come back on the emulator thread, and what the views ask
 * for is a snapshot taken at the stop.
 *
 * <p>Next chapter: {@code org.lguest.debug.core.launch}
 */
@NullMarked
package org.lguest.debug.core;

import org.jspecify.annotations.NullMarked;
