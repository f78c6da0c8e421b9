/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef KIT_TIMER_H
#define KIT_TIMER_H

#include <stdint.h>

#define TICK_NANOSECONDS 10000000

/* Ticks since the clock was started. */
extern volatile uint32_t ticks;

void start_clock(void);

/* Sleeps until the clock has ticked that often in all. */
void sleep_until(uint32_t tick);

#endif
