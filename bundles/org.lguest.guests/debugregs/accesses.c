/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Watches: any byte of an aligned range, after the instruction that touched it. */

#include "cases.h"
#include "hits.h"
#include "string.h"

/* What is read and written all over. The watches lie in the second half of it. */
#define FIELD 16
#define WATCHED 8

volatile unsigned char field[FIELD] __attribute__((aligned(FIELD)));

/* In the code below, which must therefore be there once. */
extern char behind_the_store[], behind_the_push[], behind_the_move[], stores[];

static const struct {
    uint32_t bytes, dr7;
} lengths[] = {{1, LENGTH_1}, {2, LENGTH_2}, {4, LENGTH_4}};

#define LENGTHS 3

static __attribute__((noinline, noclone)) void load(const volatile void *from, uint32_t bytes) {
    uint32_t value;
    switch (bytes) {
        case 1: __asm__ volatile("movb (%1), %b0" : "=q"(value) : "r"(from)); break;
        case 2: __asm__ volatile("movw (%1), %w0" : "=r"(value) : "r"(from)); break;
        case 4: __asm__ volatile("movl (%1), %0" : "=r"(value) : "r"(from)); break;
    }
}

static __attribute__((noinline, noclone)) void store(volatile void *to, uint32_t bytes) {
    switch (bytes) {
        case 1: __asm__ volatile("movb $1, (%0)" : : "r"(to) : "memory"); break;
        case 2: __asm__ volatile("movw $1, (%0)" : : "r"(to) : "memory"); break;
        case 4: __asm__ volatile("movl $1, (%0)" : : "r"(to) : "memory"); break;
    }
}

/* Every access of every size all around it: those that touch the watched bytes hit, and no others. */
static void touch_all_around(uint32_t slot, uint32_t at, uint32_t watched_bytes, uint32_t condition) {
    uint32_t start = at & ~(watched_bytes - 1);
    for (uint32_t i = 0; i < LENGTHS; i++) {
        uint32_t bytes = lengths[i].bytes;
        for (uint32_t offset = 2; offset + bytes <= FIELD; offset++) {
            uint32_t overlap = offset < start + watched_bytes && start < offset + bytes;
            uint32_t detail = at << 16 | offset << 8 | bytes;
            forget_hits();
            load(field + offset, bytes);
            expect("hits of a load", detail, hit_count, condition == ON_ACCESS ? overlap : 0);
            forget_hits();
            store(field + offset, bytes);
            expect("hits of a store", detail, hit_count, overlap);
            if (hit_count > 0) {
                expect("DR6", detail, hits[0].dr6, slot_bit(slot));
            }
        }
    }
}

static void watch_length(const char *name, uint32_t condition, uint32_t length) {
    begin_case(name);
    for (uint32_t misaligned = 0; misaligned < 4; misaligned++) {
        arm(length, field + WATCHED + misaligned, condition, lengths[length].dr7);
        touch_all_around(length, WATCHED + misaligned, lengths[length].bytes, condition);
    }
    end_case();
}

static __attribute__((noinline, noclone)) void store_seven(volatile uint32_t *to) {
    __asm__ volatile("movl $7, (%0)\n\tbehind_the_store:" : : "r"(to) : "memory");
}

static volatile uint32_t cell;

static void trap_behind_the_store(void) {
    begin_case("write: the trap comes behind the instruction, whether the value changes or not");
    probe = &cell;
    arm(0, &cell, ON_WRITE, LENGTH_4);
    store_seven(&cell);
    store_seven(&cell);
    expect_hits(2);
    expect_hit(0, slot_bit(0), behind_the_store, 1);
    expect_hit(1, slot_bit(0), behind_the_store, 1);
    expect("what the handler finds", 0, hits[0].probe, 7);
    end_case();
}

static void hit_once_when_read_and_written(void) {
    begin_case("access: reading and writing in one instruction hits once");
    arm(2, &cell, ON_ACCESS, LENGTH_4);
    __asm__ volatile("incl %0" : "+m"(cell) : : "cc");
    expect_hits(1);
    __asm__ volatile("lock; xaddl %1, %0" : "+m"(cell) : "r"(1) : "cc");
    expect_hits(2);
    end_case();
}

static void write_many_times(void) {
    begin_case("write: each time");
    arm(3, &cell, ON_WRITE, LENGTH_4);
    for (uint32_t i = 0; i < MANY; i++) {
        cell = i;
    }
    expect_hits(MANY);
    end_case();
}

static unsigned char stack[4096] __attribute__((aligned(4096)));

static __attribute__((noinline, noclone)) void push_elsewhere(void) {
    __asm__ volatile("movl %%esp, %%ebx\n\tmovl %0, %%esp\n\tpushl $1\n\tbehind_the_push: popl %%eax\n\t"
                     "call 1f\n\t1: movl %%ebx, %%esp"
                     : : "r"(stack + sizeof stack) : "eax", "ebx", "memory");
}

static void hit_on_the_stack(void) {
    begin_case("write: a push and a call hit where they write");
    arm(0, stack + sizeof stack - 4, ON_WRITE, LENGTH_4);
    push_elsewhere();
    expect_hits(2);
    expect_hit(0, slot_bit(0), behind_the_push, 1);
    end_case();
}

static __attribute__((noinline, noclone)) void move(const volatile void *from, volatile void *to) {
    __asm__ volatile("movsl\n\tbehind_the_move:" : "+S"(from), "+D"(to) : : "memory");
}

static void hit_on_both_sides(void) {
    begin_case("a string move hits where it reads and where it writes, in one trap");
    arm(1, field, ON_ACCESS, LENGTH_4);
    arm(2, field + 4, ON_WRITE, LENGTH_1);
    move(field, field + 4);
    expect_hits(1);
    expect_hit(0, slot_bit(1) | slot_bit(2), behind_the_move, 1);
    end_case();
}

static __attribute__((noinline, noclone)) void store_dwords(volatile void *to, uint32_t count) {
    __asm__ volatile("stores: rep stosl" : "+D"(to), "+c"(count) : "a"(0x01010101) : "memory");
}

static void trap_within_a_repetition(void) {
    begin_case("a repeated store traps behind the dword that hit, and goes on");
    fill_bytes((void *) field, 0, FIELD);
    arm(0, field + 4, ON_WRITE, LENGTH_4);
    store_dwords(field, FIELD / 4);
    expect_hits(1);
    expect_hit(0, slot_bit(0), stores, 1);
    expect("what is left to do", 0, hits[0].ecx, 2);
    expect("the last byte", 0, field[FIELD - 1], 1);
    end_case();
}

static void overlap(void) {
    begin_case("overlapping slots: all that match, in one trap");
    arm(0, field + 4, ON_WRITE, LENGTH_4);
    arm(1, field + 8, ON_ACCESS, LENGTH_4);
    arm(2, field + 5, ON_WRITE, LENGTH_1);
    arm(3, field + 4, ON_ACCESS, LENGTH_2);
    store(field + 4, 4);
    expect("DR6", 0, hits[0].dr6, slot_bit(0) | slot_bit(2) | slot_bit(3));
    store(field + 4, 1);
    expect("DR6", 1, hits[1].dr6, slot_bit(0) | slot_bit(3));
    load(field + 4, 4);
    expect("DR6", 2, hits[2].dr6, slot_bit(3));
    store(field + 7, 2);
    expect("DR6", 3, hits[3].dr6, slot_bit(0) | slot_bit(1));
    load(field + 6, 2);
    expect_hits(4);
    end_case();
}

void check_accesses(void) {
    watch_length("write: 1 byte, by every access around it", ON_WRITE, 0);
    watch_length("write: 2 bytes, by every access around them", ON_WRITE, 1);
    watch_length("write: 4 bytes, by every access around them", ON_WRITE, 2);
    watch_length("access: 1 byte, by every access around it", ON_ACCESS, 0);
    watch_length("access: 2 bytes, by every access around them", ON_ACCESS, 1);
    watch_length("access: 4 bytes, by every access around them", ON_ACCESS, 2);
    trap_behind_the_store();
    hit_once_when_read_and_written();
    write_many_times();
    hit_on_the_stack();
    hit_on_both_sides();
    trap_within_a_repetition();
    overlap();
}
