/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef KIT4_RESTART_H
#define KIT4_RESTART_H

/* Ends the guest, and asks whoever runs it to start it again. */
void restart(void) __attribute__((noreturn));

#endif
