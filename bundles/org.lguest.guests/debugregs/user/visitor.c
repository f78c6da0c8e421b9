/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "user/visitor.h"

#define TF 0x100
#define STEP "pushfl\n\torl %[tf], (%%esp)\n\tpopfl\n\t"

/* A label that the kernel knows too. */
#define PLACE(name) ".globl " #name "\n\t" #name ": "

#define TIMES 1200

volatile unsigned char user_field[16] __attribute__((aligned(16)));
volatile unsigned int user_visits;

static void next_case(enum ring_3_case number) {
    int answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "0"(SYSTEM_CALL_NEXT_CASE), "b"(number) : "memory");
}

__attribute__((noinline, noclone)) void visit_in_ring_3(void) {
    __asm__ volatile(PLACE(user_place) "incl %0" : "+m"(user_visits) : : "cc");
}

/* Writes and reads all around the second half, a byte, two and four at a time. */
static void touch_bytes(void) {
    for (int offset = 2; offset <= 12; offset++) {
        volatile unsigned char *at = user_field + offset;
        *at = 1;
        *(volatile unsigned short *) at = 1;
        *(volatile unsigned int *) at = 1;
        (void) *at;
        (void) *(volatile unsigned short *) at;
        (void) *(volatile unsigned int *) at;
    }
}

void visitor(void) {
    unsigned int ss;
    next_case(RING_3_EXECUTION);
    visit_in_ring_3();
    visit_in_ring_3();
    next_case(RING_3_MANY_TIMES);
    for (int i = 0; i < TIMES; i++) {
        visit_in_ring_3();
    }
    next_case(RING_3_WRITE_1);
    touch_bytes();
    next_case(RING_3_WRITE_2);
    touch_bytes();
    next_case(RING_3_WRITE_4);
    touch_bytes();
    next_case(RING_3_ACCESS);
    touch_bytes();
    next_case(RING_3_OVERLAP);
    __asm__ volatile("movl $1, %0\n\t" PLACE(behind_user_store) : "=m"(*(volatile unsigned int *) (user_field + 8)));
    next_case(RING_3_STEP);
    __asm__ volatile(STEP "nop\n\t" PLACE(user_step_1) "nop\n\t" PLACE(user_step_2) "nop"
                     : : [tf] "i"(TF) : "memory", "cc");
    next_case(RING_3_STEP_OVER_CALL);
    __asm__ volatile(STEP "movl %[call], %%eax\n\t" PLACE(user_call_1) "int $0x80\n\tnop\n\t" PLACE(user_call_3) "nop"
                     : : [tf] "i"(TF), [call] "i"(SYSTEM_CALL_NOTHING) : "eax", "memory", "cc");
    next_case(RING_3_MOV_SS);
    __asm__ volatile("movl %%ss, %0\n\t" STEP "movl %0, %%ss\n\tnop\n\t" PLACE(user_held) "nop"
                     : "=&r"(ss) : [tf] "i"(TF) : "memory", "cc");
    next_case(RING_3_ICEBP);
    __asm__ volatile(".byte 0xF1\n\t" PLACE(behind_user_icebp));
    next_case(RING_3_TRAP_GATE);
    visit_in_ring_3();
    next_case(RING_3_CASES);
    __asm__ volatile("int $0x80" : : "a"(SYSTEM_CALL_EXIT), "b"(0));
}
