/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Single steps, and what holds a trap back: a load of SS, until the instruction behind it is done. */

#include "cases.h"
#include "hits.h"
#include "traps.h"

/* TF on; the instruction behind popfl is the first that traps. */
#define STEP "pushfl\n\torl %[tf], (%%esp)\n\tpopfl\n\t"
#define TF [tf] "i"(EFLAGS_TF)

/* In the code below, which must therefore be there once. */
extern char step_1[], step_2[], step_3[], call_1[], call_2[], call_3[], write_1[], write_2[], mov_ss_1[], mov_ss_2[],
    mov_ss_3[], pop_ss_1[], pop_ss_2[], lss_1[], lss_2[], lss_3[], held_1[], held_2[];

static volatile uint32_t cell;

static __attribute__((noinline, noclone)) void step_plainly(void) {
    steps_wanted = 3;
    __asm__ volatile(STEP "nop\n\tstep_1: nop\n\tstep_2: nop\n\tstep_3: nop" : : TF : "memory", "cc");
    expect_hits(3);
    expect_hit(0, DR6_FIXED | DR6_SINGLE_STEP, step_1, 1);
    expect_hit(1, DR6_FIXED | DR6_SINGLE_STEP, step_2, 1);
    expect_hit(2, DR6_FIXED | DR6_SINGLE_STEP, step_3, 1);
}

/* An interrupt clears TF on its way in, so the Host is not stepped; behind the iret one more instruction is executed. */
static __attribute__((noinline, noclone)) void step_over_a_hypercall(void) {
    steps_wanted = 2;
    __asm__ volatile(STEP "movl $0, %%eax\n\tcall_1: int $0x1F\n\tcall_2: nop\n\tcall_3: nop" : : TF : "eax", "memory", "cc");
    expect_hits(2);
    expect_hit(0, DR6_FIXED | DR6_SINGLE_STEP, call_1, 1);
    expect_hit(1, DR6_FIXED | DR6_SINGLE_STEP, call_3, 1);
}

static __attribute__((noinline, noclone)) void step_onto_a_watch(void) {
    steps_wanted = 2;
    arm(2, &cell, ON_WRITE, LENGTH_4);
    __asm__ volatile(STEP "movl $1, %0\n\twrite_1: nop\n\twrite_2:" : "=m"(cell) : TF : "memory", "cc");
    expect_hits(2);
    expect_hit(0, slot_bit(2) | DR6_SINGLE_STEP, write_1, 1);
    expect_hit(1, DR6_FIXED | DR6_SINGLE_STEP, write_2, 1);
}

static __attribute__((noinline, noclone)) void step_over_mov_ss(void) {
    uint32_t ss;
    steps_wanted = 3;
    __asm__ volatile("movl %%ss, %0\n\t" STEP "nop\n\tmov_ss_1: movl %0, %%ss\n\tnop\n\tmov_ss_2: nop\n\tmov_ss_3: nop"
                     : "=&r"(ss) : TF : "memory", "cc");
    expect_hits(3);
    expect_hit(0, DR6_FIXED | DR6_SINGLE_STEP, mov_ss_1, 1);
    expect_hit(1, DR6_FIXED | DR6_SINGLE_STEP, mov_ss_2, 1);
    expect_hit(2, DR6_FIXED | DR6_SINGLE_STEP, mov_ss_3, 1);
}

static __attribute__((noinline, noclone)) void step_over_pop_ss(void) {
    steps_wanted = 2;
    __asm__ volatile("pushl %%ss\n\t" STEP "nop\n\tpop_ss_1: popl %%ss\n\tnop\n\tpop_ss_2:" : : TF : "memory", "cc");
    expect_hits(2);
    expect_hit(0, DR6_FIXED | DR6_SINGLE_STEP, pop_ss_1, 1);
    expect_hit(1, DR6_FIXED | DR6_SINGLE_STEP, pop_ss_2, 1);
}

static __attribute__((noinline, noclone)) void step_over_lss(void) {
    struct {
        uint32_t esp;
        uint16_t ss;
    } pointer;
    steps_wanted = 3;
    __asm__ volatile("movl %%esp, %0\n\tmovw %%ss, %1\n\t" STEP "nop\n\tlss_1: lss %0, %%esp\n\tlss_2: nop\n\tlss_3:"
                     : "=m"(pointer.esp), "=m"(pointer.ss) : TF : "memory", "cc");
    expect_hits(3);
    expect_hit(1, DR6_FIXED | DR6_SINGLE_STEP, lss_2, 1);
    expect_hit(2, DR6_FIXED | DR6_SINGLE_STEP, lss_3, 1);
}

static uint32_t stack_segment;

static __attribute__((noinline, noclone)) void load_ss(void) {
    __asm__ volatile("mov %0, %%ss\n\theld_1: nop\n\theld_2: nop" : : "m"(stack_segment));
}

static void hold_a_watch(void) {
    arm(0, &stack_segment, ON_ACCESS, LENGTH_4);
    load_ss();
    expect_hits(1);
    expect_hit(0, slot_bit(0), held_2, 1);
}

static void suppress_a_breakpoint(void) {
    arm(1, held_1, ON_EXECUTION, LENGTH_1);
    load_ss();
    expect_hits(0);
    arm(1, held_2, ON_EXECUTION, LENGTH_1);
    load_ss();
    expect_hits(1);
}

static void check(const char *name, void (*body)(void)) {
    begin_case(name);
    body();
    end_case();
}

void check_steps(void) {
    __asm__ volatile("movl %%ss, %0" : "=r"(stack_segment));
    check("step: from the instruction behind the one that sets TF", step_plainly);
    check("step: over a hypercall and the instruction behind it", step_over_a_hypercall);
    check("step: with a watch that matches, in one trap", step_onto_a_watch);
    check("step: MOV SS and the instruction behind it are one", step_over_mov_ss);
    check("step: POP SS and the instruction behind it are one", step_over_pop_ss);
    check("step: LSS holds nothing back", step_over_lss);
    check("MOV SS holds back a watch until the next instruction is done", hold_a_watch);
    check("MOV SS suppresses a breakpoint on the next instruction", suppress_a_breakpoint);
}
