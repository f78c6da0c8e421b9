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
 * What can go wrong, each by the word that names it in the arguments; without one, ring 3's mishaps, which the kernel
 * survives. For seeing what is left of a guest that dies, and of what it is said to have died.
 */

#include "boot.h"
#include "console.h"
#include "paravirt.h"
#include "string.h"
#include "task.h"
#include "traps.h"
#include "user/trespassers.h"

#define NO_HYPERCALL 99
#define NOWHERE 0xDEADBEE0
#define PAGE_SIZE_BIT 0x80 /* in a page-table entry it is no such bit, and not allowed */

static volatile int sink;

static void read_null(void) {
    sink = *(volatile int *) 0;
}

static void jump_nowhere(void) {
    ((void (*)(void)) NOWHERE)();
}

static void divide_by_zero(void) {
    __asm__ volatile("divl %0" : : "r"(0), "a"(1), "d"(0));
}

static void call_what_is_not_there(void) {
    hypercall(NO_HYPERCALL, 0, 0, 0);
}

/* A fault that the guest has no gate for any more. */
static void fault_without_a_gate(void) {
    paravirt_ops.write_idt_entry(TRAP_PAGE_FAULT, 0, 0);
    read_null();
}

static void stack_for_ring_0(void) {
    hypercall(LHCALL_SET_STACK, KERNEL_DS & ~3u, (uint32_t) &sink, 1);
}

static void map_a_bad_entry(void) {
    hypercall(LHCALL_SET_PTE, 0, PAGE_OFFSET, PAGE_SIZE_BIT | 0x67);
}

/* Nothing will ever wake it: the clock is stopped. */
static void sleep_for_good(void) {
    paravirt_ops.set_clock_event(0);
    paravirt_ops.irq_disable();
    for (;;) {
        paravirt_ops.safe_halt();
    }
}

static void spin_for_good(void) {
    paravirt_ops.irq_disable();
    for (;;) {
    }
}

static const struct mishap {
    const char *name;
    void (*happen)(void);
} mishaps[] = {
    {"null", read_null},
    {"nowhere", jump_nowhere},
    {"divide", divide_by_zero},
    {"hypercall", call_what_is_not_there},
    {"gateless", fault_without_a_gate},
    {"stack", stack_for_ring_0},
    {"entry", map_a_bad_entry},
    {"sleep", sleep_for_good},
    {"spin", spin_for_good},
};

static void run_in_ring_3(const char *name, void (*program)(void)) {
    struct task *task = start_user_task(name, program);
    while (!task->finished) {
        yield();
    }
    print("%s: %d\n", name, task->exit_code);
}

void guest_main(void) {
    for (uint32_t i = 0; i < sizeof mishaps / sizeof mishaps[0]; i++) {
        if (has_word(boot_parameters.arguments, mishaps[i].name)) {
            print("About to: %s\n", mishaps[i].name);
            mishaps[i].happen();
        }
    }
    run_in_ring_3("writes_kernel_memory", writes_kernel_memory);
    run_in_ring_3("turns_interrupts_off", turns_interrupts_off);
    run_in_ring_3("calls_the_host", calls_the_host);
    run_in_ring_3("asks_for_the_wrong_things", asks_for_the_wrong_things);
    print("The kernel is well\n");
}
