/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/*
 * A guest that never ends: with every tick of the clock it moves its hands, and once a second it says so. For trying
 * what a debugger does to a guest that runs: suspend it, set and clear breakpoints in advance_hands(), watch `seconds`.
 */

#include "boot.h"
#include "console.h"
#include "timer.h"

#define TICKS_A_SECOND (1000000000 / TICK_NANOSECONDS)

unsigned int seconds;

static unsigned int parts;

static void advance_hands(void) {
    parts = parts + 1;
    if (parts == TICKS_A_SECOND) {
        parts = 0;
        seconds = seconds + 1;
        print("%02u:%02u:%02u\n", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}

void guest_main(void) {
    uint32_t tick = ticks;
    for (;;) {
        tick = tick + 1;
        sleep_until(tick);
        advance_hands();
    }
}
