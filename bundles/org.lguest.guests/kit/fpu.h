/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The floating-point unit, lazily: whoever uses it first after a switch finds its own registers in it. */
#ifndef KIT_FPU_H
#define KIT_FPU_H

#include <stdint.h>

/* How often the processor has trapped since, because its registers were another's. */
extern uint32_t fpu_traps;

void start_fpu(void);

/* Lets another use it: 0 or 1. */
void switch_fpu(uint32_t to);

#endif
