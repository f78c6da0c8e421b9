/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "fpu.h"

#include "lguest.h"
#include "traps.h"

#define TRAP_NO_DEVICE 7
#define CR0_TS 8
#define USERS 2
#define STATE_SIZE 108
#define NOBODY USERS

uint32_t fpu_traps;

static char states[USERS][STATE_SIZE];
static uint32_t owner = NOBODY;
static uint32_t user;

/* Ring 1 has no CLTS: the Host keeps CR0.TS, and is asked to. */
static void take_fpu(struct trap_frame *frame) {
    (void) frame;
    fpu_traps++;
    hypercall(LHCALL_TS, 0, 0, 0);
    if (owner != NOBODY) {
        __asm__ volatile("fnsave %0" : "=m"(states[owner]));
    }
    __asm__ volatile("frstor %0" : : "m"(states[user]));
    owner = user;
}

void start_fpu(void) {
    set_trap_handler(TRAP_NO_DEVICE, take_fpu);
    hypercall(LHCALL_TS, 0, 0, 0);
    for (uint32_t i = 0; i < USERS; i++) {
        __asm__ volatile("fninit\n\tfnsave %0" : "=m"(states[i]));
    }
    switch_fpu(0);
}

void switch_fpu(uint32_t to) {
    user = to;
    hypercall(LHCALL_TS, to == owner ? 0 : CR0_TS, 0, 0);
}
