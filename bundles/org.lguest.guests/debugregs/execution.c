/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Breakpoints: an instruction's first byte, before it is executed. */

#include "cases.h"
#include "hits.h"

/* In the code below, which must therefore be there once. */
extern char the_place[], prefixed[], repeated[];

volatile uint32_t visits;

/* A place to come by. */
__attribute__((noinline, noclone)) void visit(void) {
    __asm__ volatile("the_place: incl %0" : "+m"(visits) : : "cc");
}

static void hit_before_the_instruction(void) {
    begin_case("execution: in each slot, before the instruction");
    for (uint32_t slot = 0; slot < 4; slot++) {
        disarm();
        forget_hits();
        probe = &visits;
        uint32_t before = visits;
        arm(slot, the_place, ON_EXECUTION, LENGTH_1);
        visit();
        expect_hits(1);
        expect_hit(0, slot_bit(slot), the_place, 1);
        expect("visits in the handler", slot, hits[0].probe, before);
        expect("visits behind it", slot, visits, before + 1);
    }
    end_case();
}

static void hit_many_times(void) {
    begin_case("execution: each time it comes by");
    arm(3, visit, ON_EXECUTION, LENGTH_1);
    for (uint32_t i = 0; i < MANY; i++) {
        visit();
    }
    expect_hits(MANY);
    expect_hit(KEPT_HITS - 1, slot_bit(3), visit, 1);
    end_case();
}

static void hit_again_without_rf(void) {
    begin_case("execution: again and again until RF lets it pass");
    uint32_t before = visits;
    passes_without_rf = 3;
    arm(0, the_place, ON_EXECUTION, LENGTH_1);
    visit();
    expect_hits(4);
    expect_hit(3, slot_bit(0), the_place, 1);
    expect("visits", 0, visits, before + 1);
    end_case();
}

static __attribute__((noinline, noclone)) void pass_a_prefix(void) {
    __asm__ volatile("prefixed: .byte 0x66\n\tmovw $0x9090, %%ax" : : : "eax");
}

static void hit_at_the_first_byte_only(void) {
    begin_case("execution: at the first byte, a prefix's too, and at no other");
    arm(2, prefixed, ON_EXECUTION, LENGTH_1);
    pass_a_prefix();
    expect_hits(1);
    expect_hit(0, slot_bit(2), prefixed, 1);
    for (uint32_t byte = 1; byte < 4; byte++) {
        arm(2, prefixed + byte, ON_EXECUTION, LENGTH_1);
        pass_a_prefix();
    }
    expect_hits(1);
    end_case();
}

static __attribute__((noinline, noclone)) void store_repeatedly(volatile char *to, uint32_t count) {
    __asm__ volatile("repeated: rep stosb" : "+D"(to), "+c"(count) : "a"(7) : "memory");
}

static void hit_once_in_a_repetition(void) {
    static volatile char bytes[4];
    begin_case("execution: a repeated instruction once");
    arm(1, repeated, ON_EXECUTION, LENGTH_1);
    store_repeatedly(bytes, sizeof bytes);
    expect_hits(1);
    expect_hit(0, slot_bit(1), repeated, 1);
    expect("the last byte", 0, (uint32_t) bytes[3], 7);
    end_case();
}

static void enable_locally(void) {
    begin_case("execution: L enables as G does, and nothing is enabled without");
    arm(0, the_place, ON_EXECUTION, LENGTH_1);
    set(DR7, 0);
    visit();
    expect_hits(0);
    set(DR7, 1);
    visit();
    expect_hits(1);
    set(DR7, 3);
    visit();
    expect_hits(2);
    set(DR7, 0x300); /* LE and GE */
    visit();
    expect_hits(2);
    end_case();
}

static void two_slots_at_one_place(void) {
    begin_case("execution: two slots, one trap");
    arm(0, the_place, ON_EXECUTION, LENGTH_1);
    arm(3, the_place, ON_EXECUTION, LENGTH_1);
    visit();
    expect_hits(1);
    expect_hit(0, slot_bit(0) | slot_bit(3), the_place, 1);
    end_case();
}

static void fetch_is_no_access(void) {
    begin_case("execution is no access, and an access no execution");
    arm(0, the_place, ON_ACCESS, LENGTH_1);
    visit();
    expect_hits(0);
    uint32_t byte = *(const volatile unsigned char *) the_place;
    expect_hits(1);
    expect("the instruction's first byte", 0, byte, 0xFF);
    disarm();
    arm(0, the_place, ON_EXECUTION, LENGTH_1);
    byte = *(const volatile unsigned char *) the_place;
    expect_hits(1);
    end_case();
}

void check_execution(void) {
    hit_before_the_instruction();
    hit_many_times();
    hit_again_without_rf();
    hit_at_the_first_byte_only();
    hit_once_in_a_repetition();
    enable_locally();
    two_slots_at_one_place();
    fetch_is_no_access();
}
