/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "hits.h"

#include "cases.h"
#include "console.h"
#include "paravirt.h"
#include "traps.h"

#define TOO_MANY (2 * MANY)

struct hit hits[KEPT_HITS];
uint32_t hit_count;
const volatile uint32_t *probe;
uint32_t steps_wanted, passes_without_rf;
int leave_dr6;

static uint32_t execution_slots; /* as bits of DR6 */

/* A trap of an execution slot comes before its instruction: RF lets that pass. All others come behind theirs. */
static void on_debug_trap(struct trap_frame *frame) {
    uint32_t dr6 = get(DR6);
    if (hit_count < KEPT_HITS) {
        hits[hit_count] = (struct hit){
            .dr6 = dr6, .eip = frame->eip, .ring = frame->cs & 3, .ecx = frame->ecx,
            .probe = probe != NULL ? *probe : 0, .interrupts = paravirt_ops.save_flags(),
        };
    }
    hit_count++;
    if (!leave_dr6) {
        set(DR6, 0);
    }
    if (dr6 & execution_slots) {
        if (passes_without_rf > 0) {
            passes_without_rf--;
        } else {
            frame->eflags |= EFLAGS_RF;
        }
    }
    if (dr6 & DR6_SINGLE_STEP && --steps_wanted == 0) {
        frame->eflags &= ~EFLAGS_TF;
    }
    if (hit_count == TOO_MANY) {
        panic("The debug traps do not end: DR6 %08x at %08x", dr6, frame->eip);
    }
}

void take_debug_traps(void) {
    set_trap_handler(TRAP_DEBUG, on_debug_trap);
}

void forget_hits(void) {
    hit_count = 0;
    probe = NULL;
    steps_wanted = 0;
    passes_without_rf = 0;
    leave_dr6 = 0;
    set(DR6, 0);
}

uint32_t get(uint32_t number) {
    return paravirt_ops.get_debugreg(number);
}

uint32_t set(uint32_t number, uint32_t value) {
    return (uint32_t) paravirt_ops.set_debugreg(number, value);
}

void arm(uint32_t slot, const volatile void *address, uint32_t condition, uint32_t length) {
    uint32_t others = get(DR7) & ~(DR7_ENABLED(slot) | DR7_CONDITION(slot, 3, 3));
    execution_slots &= ~DR6_MATCHED(slot);
    if (condition == ON_EXECUTION) {
        execution_slots |= DR6_MATCHED(slot);
    }
    expect("SET of an address", slot, set(slot, (uint32_t) address), 0);
    expect("SET of DR7", slot, set(DR7, others | DR7_ENABLED(slot) | DR7_CONDITION(slot, condition, length)), 0);
}

void disarm(void) {
    set(DR7, 0);
    execution_slots = 0;
}

void expect_hits(uint32_t count) {
    expect("hits", 0, hit_count, count);
}

void expect_hit(uint32_t n, uint32_t dr6, const volatile void *eip, uint32_t ring) {
    expect("DR6 of hit", n, hits[n].dr6, dr6);
    expect("eip of hit", n, hits[n].eip, (uint32_t) eip);
    expect("ring of hit", n, hits[n].ring, ring);
}
