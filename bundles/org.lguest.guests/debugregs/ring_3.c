/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The same registers while ring 3 runs. They know no rings: what is armed there matches here. */

#include "cases.h"
#include "hits.h"
#include "task.h"
#include "traps.h"
#include "user/visitor.h"

#define STEP_BIT (DR6_FIXED | DR6_SINGLE_STEP)

static void arm_execution(void) {
    arm(0, user_place, ON_EXECUTION, LENGTH_1);
}

static void expect_execution(void) {
    expect_hits(2);
    expect_hit(0, slot_bit(0), user_place, 3);
    expect_hit(1, slot_bit(0), user_place, 3);
}

static void arm_many_times(void) {
    arm(0, visit_in_ring_3, ON_EXECUTION, LENGTH_1);
}

static void expect_many_times(void) {
    expect_hits(MANY);
    expect_hit(0, slot_bit(0), visit_in_ring_3, 3);
}

static void arm_write_1(void) {
    arm(1, user_field + 9, ON_WRITE, LENGTH_1);
}

/* The visitor writes 1, 2 and 4 bytes at each offset: a watch of N bytes is touched by N, N + 1 and N + 3 of them. */
static void expect_write_1(void) {
    expect_hits(1 + 2 + 4);
    expect("DR6", 0, hits[0].dr6, slot_bit(1));
    expect("ring", 0, hits[0].ring, 3);
}

static void arm_write_2(void) {
    arm(2, user_field + 9, ON_WRITE, LENGTH_2);
}

static void expect_write_2(void) {
    expect_hits(2 + 3 + 5);
}

static void arm_write_4(void) {
    arm(3, user_field + 9, ON_WRITE, LENGTH_4);
}

static void expect_write_4(void) {
    expect_hits(4 + 5 + 7);
}

static void arm_access(void) {
    arm(3, user_field + 8, ON_ACCESS, LENGTH_4);
}

static void expect_access(void) {
    expect_hits(2 * (4 + 5 + 7));
    uint32_t before = hit_count;
    (void) user_field[8];
    expect("hits by the kernel", 0, hit_count, before + 1);
}

static void arm_overlap(void) {
    arm(0, user_field + 11, ON_WRITE, LENGTH_1);
    arm(1, user_field + 12, ON_WRITE, LENGTH_1);
    arm(3, user_field + 8, ON_ACCESS, LENGTH_2);
}

static void expect_overlap(void) {
    expect_hits(1);
    expect_hit(0, slot_bit(0) | slot_bit(3), behind_user_store, 3);
}

static void want_two_steps(void) {
    steps_wanted = 2;
}

static void expect_step(void) {
    expect_hits(2);
    expect_hit(0, STEP_BIT, user_step_1, 3);
    expect_hit(1, STEP_BIT, user_step_2, 3);
}

static void expect_step_over_call(void) {
    expect_hits(2);
    expect_hit(0, STEP_BIT, user_call_1, 3);
    expect_hit(1, STEP_BIT, user_call_3, 3);
}

static void want_one_step(void) {
    steps_wanted = 1;
}

static void expect_mov_ss(void) {
    expect_hits(1);
    expect_hit(0, STEP_BIT, user_held, 3);
}

static void arm_nothing(void) {
}

static void expect_icebp(void) {
    expect_hits(1);
    expect_hit(0, DR6_FIXED, behind_user_icebp, 3);
}

static void arm_behind_a_trap_gate(void) {
    load_gate(TRAP_DEBUG, TRAP_GATE, 0);
    arm(2, &user_visits, ON_WRITE, LENGTH_4);
}

static void expect_trap_gate(void) {
    load_gate(TRAP_DEBUG, INTERRUPT_GATE, 0);
    expect_hits(1);
    expect("DR6", 0, hits[0].dr6, slot_bit(2));
    expect("ring", 0, hits[0].ring, 3);
}

static const struct {
    const char *name;
    void (*arm)(void), (*check)(void);
} cases[RING_3_CASES] = {
    [RING_3_EXECUTION] = {"ring 3: execution", arm_execution, expect_execution},
    [RING_3_MANY_TIMES] = {"ring 3: execution, each time", arm_many_times, expect_many_times},
    [RING_3_WRITE_1] = {"ring 3: write, 1 byte", arm_write_1, expect_write_1},
    [RING_3_WRITE_2] = {"ring 3: write, 2 bytes", arm_write_2, expect_write_2},
    [RING_3_WRITE_4] = {"ring 3: write, 4 bytes", arm_write_4, expect_write_4},
    [RING_3_ACCESS] = {"ring 3: access, and the kernel's too", arm_access, expect_access},
    [RING_3_OVERLAP] = {"ring 3: overlapping slots, one trap", arm_overlap, expect_overlap},
    [RING_3_STEP] = {"ring 3: step", want_two_steps, expect_step},
    [RING_3_STEP_OVER_CALL] = {"ring 3: step over a system call", want_two_steps, expect_step_over_call},
    [RING_3_MOV_SS] = {"ring 3: step over MOV SS", want_one_step, expect_mov_ss},
    [RING_3_ICEBP] = {"ring 3: icebp", arm_nothing, expect_icebp},
    [RING_3_TRAP_GATE] = {"ring 3: a trap gate", arm_behind_a_trap_gate, expect_trap_gate},
};

static uint32_t current = RING_3_CASES;

static int begin_next(uint32_t next, uint32_t unused_1, uint32_t unused_2) {
    (void) unused_1;
    (void) unused_2;
    if (current < RING_3_CASES) {
        cases[current].check();
        end_case();
    }
    current = next;
    if (current < RING_3_CASES) {
        begin_case(cases[current].name);
        cases[current].arm();
    }
    return 0;
}

static int do_nothing(uint32_t unused_1, uint32_t unused_2, uint32_t unused_3) {
    (void) unused_1;
    (void) unused_2;
    (void) unused_3;
    return 0;
}

void check_ring_3(void) {
    set_system_call(SYSTEM_CALL_NEXT_CASE, begin_next);
    set_system_call(SYSTEM_CALL_NOTHING, do_nothing);
    struct task *task = start_user_task("visitor", visitor);
    while (!task->finished) {
        yield();
    }
}
