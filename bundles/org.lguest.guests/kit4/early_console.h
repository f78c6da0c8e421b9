/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef KIT4_EARLY_CONSOLE_H
#define KIT4_EARLY_CONSOLE_H

/* Finds the console by which a kernel prints before it has a driver for anything: device 1 on the bus. */
void start_early_console(void);

#endif
