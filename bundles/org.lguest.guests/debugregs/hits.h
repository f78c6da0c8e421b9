/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The guest's own debug traps: what they said, and what arms them. */
#ifndef DEBUGREGS_HITS_H
#define DEBUGREGS_HITS_H

#include <stdint.h>

#include "debug_registers.h"

#define EINVAL 22
#define REFUSED ((uint32_t) -EINVAL)

/* What a trap said, and what it found. */
struct hit {
    uint32_t dr6, eip, ring;
    uint32_t ecx;        /* of what was interrupted */
    uint32_t probe;      /* the dword at "probe" */
    uint32_t interrupts; /* whether they were on in the handler: EFLAGS_IF or 0 */
};

#define KEPT_HITS 8

/* The first ones since forget_hits, and how many there were in all. */
extern struct hit hits[KEPT_HITS];
extern uint32_t hit_count;

/* What a handler looks at, or none. */
extern const volatile uint32_t *probe;

/* How many steps TF is left on for; how many traps of an execution slot return without RF; whether DR6 is left as it is. */
extern uint32_t steps_wanted, passes_without_rf;
extern int leave_dr6;

void take_debug_traps(void);

void forget_hits(void);

static inline uint32_t slot_bit(uint32_t slot) {
    return DR6_FIXED | DR6_MATCHED(slot);
}

uint32_t get(uint32_t number);
uint32_t set(uint32_t number, uint32_t value);

/* One more slot. */
void arm(uint32_t slot, const volatile void *address, uint32_t condition, uint32_t length);

void disarm(void);

void expect_hits(uint32_t count);

/* Of the nth hit, from 0. */
void expect_hit(uint32_t n, uint32_t dr6, const volatile void *eip, uint32_t ring);

#endif
