/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* How a debug trap reaches the guest, what is none, and what is one without any register. */

#include <stddef.h>

#include "cases.h"
#include "hits.h"
#include "lguest.h"
#include "paravirt.h"
#include "timer.h"
#include "traps.h"

/* Mapped in no address space. */
#define UNMAPPED ((volatile uint32_t *) 0x40000000)

/* In the code below, which must therefore be there once. */
extern char behind_the_fault[], behind_int_1[], behind_icebp[], next_place[];

static volatile uint32_t cell;

static uint32_t faults, fault_error;
static const char *go_on_at;

/* The instruction is given up. */
static void on_fault(struct trap_frame *frame) {
    faults++;
    fault_error = frame->error;
    frame->eip = (uint32_t) go_on_at;
}

static void expect_fault_of(uint32_t vector, const char *behind) {
    faults = 0;
    go_on_at = behind;
    set_trap_handler(vector, on_fault);
}

static __attribute__((noinline, noclone)) void store_where_nothing_is(volatile uint32_t *to) {
    __asm__ volatile("movl $1, (%0)\n\tbehind_the_fault:" : : "r"(to) : "memory");
}

static void fault_and_leave_no_trap(void) {
    begin_case("an instruction that faults leaves no debug trap");
    expect_fault_of(TRAP_PAGE_FAULT, behind_the_fault);
    arm(0, UNMAPPED, ON_WRITE, LENGTH_4);
    store_where_nothing_is(UNMAPPED);
    expect("page faults", 0, faults, 1);
    expect_hits(0);
    expect("DR6", 0, get(DR6), DR6_FIXED);
    set_trap_handler(TRAP_PAGE_FAULT, NULL);
    end_case();
}

static void hit_once_when_paged_in(void) {
    begin_case("a page that the Host has to page in first hits once");
    arm(0, &cell, ON_ACCESS, LENGTH_4);
    paravirt_ops.flush_tlb_all();
    cell = 1;
    expect_hits(1);
    paravirt_ops.flush_tlb_all();
    (void) cell;
    expect_hits(2);
    end_case();
}

/* The Host writes the time with every tick and reads blocked_interrupts: that is not the guest's doing. */
static void not_the_hosts(void) {
    begin_case("what the Host does to guest memory hits nothing");
    arm(0, &lguest_data.time, ON_WRITE, LENGTH_4);
    arm(1, (const volatile void *) physical(&lguest_data.blocked_interrupts), ON_ACCESS, LENGTH_4);
    arm(2, &lguest_data.time.nanoseconds, ON_WRITE, LENGTH_4);
    sleep_until(ticks + 2);
    expect_hits(0);
    end_case();
}

static __attribute__((noinline, noclone)) void come_to_the_next_place(void) {
    __asm__ volatile("incl %0\n\tnext_place: incl %0" : "+m"(cell) : : "cc");
}

static void trap_and_fault_at_one_place(void) {
    begin_case("a watch, and a breakpoint on the next instruction: two traps, the watch's first");
    arm(0, next_place, ON_EXECUTION, LENGTH_1);
    arm(1, &cell, ON_WRITE, LENGTH_4);
    come_to_the_next_place();
    expect_hits(3);
    expect_hit(0, slot_bit(1), next_place, 1);
    expect_hit(1, slot_bit(0), next_place, 1);
    expect("DR6", 2, hits[2].dr6, slot_bit(1));
    end_case();
}

static __attribute__((noinline, noclone)) void execute_icebp(void) {
    __asm__ volatile(".byte 0xF1\n\tbehind_icebp:");
}

static void trap_without_a_reason(void) {
    begin_case("icebp: a debug trap behind the instruction, with nothing in DR6");
    execute_icebp();
    expect_hits(1);
    expect_hit(0, DR6_FIXED, behind_icebp, 1);
    end_case();
}

static __attribute__((noinline, noclone)) void execute_int_1(void) {
    __asm__ volatile("int $1\n\tbehind_int_1:");
}

static void no_trap_by_int_1(void) {
    begin_case("int $1 is a protection fault: the gate is for the processor only");
    expect_fault_of(TRAP_GENERAL_PROTECTION, behind_int_1);
    execute_int_1();
    expect("protection faults", 0, faults, 1);
    expect("error code", 0, fault_error, TRAP_DEBUG * 8 + 2);
    expect_hits(0);
    set_trap_handler(TRAP_GENERAL_PROTECTION, NULL);
    end_case();
}

static void keep_the_step_bit(void) {
    begin_case("DR6 says step until software clears it");
    leave_dr6 = 1;
    steps_wanted = 1;
    set(DR6, DR6_SINGLE_STEP);
    arm(1, &cell, ON_WRITE, LENGTH_4);
    cell = 0;
    expect("DR6", 0, hits[0].dr6, slot_bit(1) | DR6_SINGLE_STEP);
    end_case();
}

static void through_an_interrupt_gate(void) {
    begin_case("an interrupt gate: interrupts are off in the handler, and on again behind it");
    arm(0, &cell, ON_WRITE, LENGTH_4);
    cell = 0;
    expect_hits(1);
    expect("in the handler", 0, hits[0].interrupts, 0);
    expect("behind it", 0, paravirt_ops.save_flags(), EFLAGS_IF);
    end_case();
}

static void through_a_trap_gate(void) {
    begin_case("a trap gate: the trap still comes by the Host, which saves DR6");
    load_gate(TRAP_DEBUG, TRAP_GATE, 0);
    arm(0, &cell, ON_WRITE, LENGTH_4);
    arm(3, next_place, ON_EXECUTION, LENGTH_1);
    cell = 0;
    expect("DR6", 0, hits[0].dr6, slot_bit(0));
    expect("in the handler", 0, hits[0].interrupts, EFLAGS_IF);
    set(DR7, DR7_ENABLED(3));
    come_to_the_next_place();
    expect_hits(2);
    expect_hit(1, slot_bit(3), next_place, 1);
    load_gate(TRAP_DEBUG, INTERRUPT_GATE, 0);
    end_case();
}

void check_traps(void) {
    fault_and_leave_no_trap();
    hit_once_when_paged_in();
    not_the_hosts();
    trap_and_fault_at_one_place();
    trap_without_a_reason();
    no_trap_by_int_1();
    keep_the_step_bit();
    through_an_interrupt_gate();
    through_a_trap_gate();
}
