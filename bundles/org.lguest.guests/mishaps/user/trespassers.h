/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Programs in ring 3 that try what ring 3 may not do. Each is ended for it, and nobody else suffers. */
#ifndef MISHAPS_TRESPASSERS_H
#define MISHAPS_TRESPASSERS_H

void writes_kernel_memory(void);
void turns_interrupts_off(void);
void calls_the_host(void);

/* May ask for anything, and gets -1: its exit code is the sum of two such answers. */
void asks_for_the_wrong_things(void);

#endif
