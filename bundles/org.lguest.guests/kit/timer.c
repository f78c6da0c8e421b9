/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "timer.h"

#include "paravirt.h"
#include "traps.h"

#define TIMER_IRQ 0

volatile uint32_t ticks;

/* The Host's clock event comes once, so each tick asks for the next. */
static void tick(struct trap_frame *frame) {
    (void) frame;
    ticks++;
    paravirt_ops.set_clock_event(TICK_NANOSECONDS);
}

void start_clock(void) {
    set_irq_handler(TIMER_IRQ, tick);
    paravirt_ops.set_clock_event(TICK_NANOSECONDS);
}

void sleep_until(uint32_t tick) {
    while (ticks < tick) {
        paravirt_ops.safe_halt();
    }
}
