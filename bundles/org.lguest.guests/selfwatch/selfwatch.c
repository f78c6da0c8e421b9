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
 * A guest that watches itself: it owns the debug registers as any kernel does, through paravirt_ops, and tells what
 * it sees of them. What it prints is what a processor of its own would have shown it.
 *
 * Arguments: "trapgate" loads a trap gate for vector 1, through which a processor could go straight to the guest;
 * "native" leaves get_debugreg and set_debugreg as bare metal has them, which ring 1 may not use.
 */

#include "boot.h"
#include "console.h"
#include "debug_registers.h"
#include "paravirt.h"
#include "string.h"
#include "task.h"
#include "timer.h"
#include "traps.h"
#include "user/writer.h"

#define WRITE_SLOT 0
#define ACCESS_SLOT 1
#define EXECUTION_SLOT 2
#define RING_3_SLOT 3

#define STEPS 3
#define MAX_HITS 8

/* The first dword in the Switcher's pages that it touches on its way into the guest. */
#define SWITCHER_REGS 0xFFC01FB8

struct hit {
    uint32_t dr6;
    uint32_t eip;
    uint32_t ring;
};

static struct hit hits[MAX_HITS];
static uint32_t hit_count;
static volatile uint32_t watched;
static int leave_dr6;

static uint32_t get(uint32_t number) {
    return paravirt_ops.get_debugreg(number);
}

static int32_t set(uint32_t number, uint32_t value) {
    return paravirt_ops.set_debugreg(number, value);
}

/* The trap may come before the instruction, for a breakpoint: then RF lets that instruction pass. */
static void on_debug_trap(struct trap_frame *frame) {
    struct hit *hit = &hits[hit_count++];
    hit->dr6 = get(DR6);
    hit->eip = frame->eip;
    hit->ring = frame->cs & 3;
    if (!leave_dr6) {
        set(DR6, 0);
    }
    if (hit->dr6 & DR6_MATCHED(EXECUTION_SLOT)) {
        frame->eflags |= EFLAGS_RF;
    }
    if (hit_count == STEPS) {
        frame->eflags &= ~EFLAGS_TF;
    }
    if (hit_count == MAX_HITS) {
        print("The debug traps do not end: the last DR6 is %08x\n", hit->dr6);
        panic("Too many debug traps");
    }
}

static void watch(uint32_t slot, const volatile void *address, uint32_t condition, uint32_t length) {
    hit_count = 0;
    set(slot, (uint32_t) address);
    set(DR7, DR7_ENABLED(slot) | DR7_CONDITION(slot, condition, length));
}

static void report(const char *what, const char *expected_place) {
    set(DR7, 0);
    if (hit_count == 0) {
        print("%s: nothing seen\n", what);
    }
    for (uint32_t i = 0; i < hit_count; i++) {
        print("%s: DR6 %08x in ring %u", what, hits[i].dr6, hits[i].ring);
        if (expected_place != NULL) {
            print("%s", hits[i].eip == (uint32_t) expected_place ? ", where it belongs" : ", elsewhere");
        }
        print("\n");
    }
}

static void keep_values(void) {
    for (uint32_t slot = 0; slot < 4; slot++) {
        set(slot, 0x11111111 * (slot + 1));
    }
    print("Kept: %08x %08x %08x %08x\n", get(0), get(1), get(2), get(3));
    set(DR6, DR6_SINGLE_STEP);
    print("DR6: %08x", get(DR6));
    set(DR6, 0);
    print(" and %08x\n", get(DR6));
}

static void be_refused(void) {
    print("Refused: DR4 %d, DR5 %d, DR8 %d, ", set(4, 1), set(5, 1), set(8, 1));
    print("I/O condition %d, execution of 4 bytes %d\n", set(DR7, DR7_CONDITION(0, 2, LENGTH_1)),
          set(DR7, DR7_CONDITION(3, ON_EXECUTION, LENGTH_4)));
    print("Unchanged: DR7 %08x; and DR4 reads %u\n", get(DR7), get(4));
}

/* Labels in the code below, which must therefore be there once. */
extern char behind_the_store[], behind_the_load[], the_place[];

static __attribute__((noinline, noclone)) void write_watched(void) {
    watch(WRITE_SLOT, &watched, ON_WRITE, LENGTH_4);
    uint32_t value = watched; /* reading is not writing */
    __asm__ volatile("incl %1\n\tmovl %1, %0\nbehind_the_store:" : "=m"(watched), "+r"(value));
    report("Write", behind_the_store);
}

static __attribute__((noinline, noclone)) void read_watched(void) {
    uint32_t value;
    watch(ACCESS_SLOT, (const volatile char *) &watched + 1, ON_ACCESS, LENGTH_1);
    __asm__ volatile("movl %1, %0\nbehind_the_load:" : "=r"(value) : "m"(watched));
    report("Access", behind_the_load);
}

static __attribute__((noinline, noclone)) void pass_the_place(void) {
    __asm__ volatile("the_place: nop");
}

static void come_by_twice(void) {
    watch(EXECUTION_SLOT, the_place, ON_EXECUTION, LENGTH_1);
    pass_the_place();
    pass_the_place();
    report("Execution", the_place);
}

static void step(void) {
    hit_count = 0;
    __asm__ volatile("pushfl\n\torl %0, (%%esp)\n\tpopfl\n\tnop\n\tnop\n\tnop\n\tnop"
                     : : "i"(EFLAGS_TF) : "memory", "cc");
    report("Step", NULL);
}

/* A processor never takes back what it said of a step: only software clears that. */
static void leave_step_behind(void) {
    leave_dr6 = 1;
    set(DR6, DR6_SINGLE_STEP);
    watch(WRITE_SLOT, &watched, ON_WRITE, LENGTH_4);
    watched = 0;
    report("Uncleared", NULL);
    leave_dr6 = 0;
    set(DR6, 0);
}

static void watch_ring_3(void) {
    watch(RING_3_SLOT, &written_in_ring_3, ON_WRITE, LENGTH_4);
    struct task *task = start_user_task("writer", writer);
    while (!task->finished) {
        yield();
    }
    report("Ring 3", NULL);
}

/*
 * The Host writes the time with every tick, and looks at blocked_interrupts whenever it has the processor: at the
 * guest's physical addresses, which are linear ones to the Host. What it does there is not the guest's doing.
 */
static void watch_the_host(void) {
    hit_count = 0;
    set(WRITE_SLOT, (uint32_t) &lguest_data.time);
    set(ACCESS_SLOT, physical(&lguest_data.blocked_interrupts));
    set(DR7, DR7_ENABLED(WRITE_SLOT) | DR7_CONDITION(WRITE_SLOT, ON_WRITE, LENGTH_4)
                 | DR7_ENABLED(ACCESS_SLOT) | DR7_CONDITION(ACCESS_SLOT, ON_ACCESS, LENGTH_4));
    sleep_until(ticks + 2);
    report("Host", NULL);
}

static void aim_at_the_switcher(void) {
    int32_t answer = set(WRITE_SLOT, SWITCHER_REGS);
    set(DR7, DR7_ENABLED(WRITE_SLOT) | DR7_CONDITION(WRITE_SLOT, ON_ACCESS, LENGTH_4));
    set(DR7, 0);
    print("Switcher: %d\n", answer);
}

void guest_main(void) {
    set_trap_handler(TRAP_DEBUG, on_debug_trap);
    if (has_word(boot_parameters.arguments, "native")) {
        paravirt_ops.get_debugreg = native_get_debugreg;
        paravirt_ops.set_debugreg = native_set_debugreg;
    }
    if (has_word(boot_parameters.arguments, "trapgate")) {
        load_gate(TRAP_DEBUG, TRAP_GATE, 0);
    }
    keep_values();
    be_refused();
    write_watched();
    read_watched();
    come_by_twice();
    step();
    leave_step_behind();
    watch_ring_3();
    watch_the_host();
    aim_at_the_switcher();
}
