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
 * A tour of the Host of Linux 4.10, and of the bus of its Launcher. The guest makes every hypercall of that era for the
 * reason a kernel has, in the order in which Linux first makes them on its way to a prompt, and then takes up each
 * device on the bus: it prints, first without a driver and then with one, sleeps, lets a program in ring 3 take turns,
 * waits for a line from the console, reads and writes the first disk, calls into the network, draws random numbers, and
 * switches itself off, or asks to be started again if the line was "again". What it finds it says. Run it with
 * --trace=hypercalls,devices to see both sides.
 */

#include "boot.h"
#include "console.h"
#include "devices.h"
#include "memory.h"
#include "paravirt.h"
#include "restart.h"
#include "string.h"
#include "task.h"
#include "timer.h"
#include "user/visitor.h"
#include "virtio_console.h"

#define NAP_TICKS 5
#define PATIENCE_TICKS 300
#define LINE_ROOM 80
#define USER_PAGE_FOR_NOBODY 0x08000000
#define TLS_ENTRIES 3

/*
 * The kit has made the calls so far: LGUEST_INIT and NEW_PGTABLE without a line of C, LOAD_GDT_ENTRY for each of 32,
 * NEW_PGTABLE and FLUSH_TLB for page tables of its own, LOAD_IDT_ENTRY for each gate, and SET_PGD for a table more. The
 * console needs no driver yet: it is reached through the bus's ports. SET_PTE is next; after this the kit goes on with
 * SET_STACK, the GDT's entry for the TSS, SET_DEBUGREG and SET_CLOCKEVENT.
 */
void guest_early(void) {
    print("tour of 4.x: %u KiB of memory, arguments \"%s\"\n", boot_parameters.memory / 1024, boot_parameters.arguments);
    map_user_page(USER_PAGE_FOR_NOBODY);
}

/* An interrupt that comes while they are off leaves word, and the guest asks for it: SEND_INTERRUPTS. */
static void miss_a_tick(void) {
    uint32_t before = ticks;
    paravirt_ops.irq_disable();
    while (lguest_data.irq_pending == 0) {
    }
    uint32_t during = ticks - before;
    paravirt_ops.irq_enable();
    print("clock: %u ticks with interrupts off, %u then\n", during, ticks - before);
}

static void sleep_a_little(void) {
    uint32_t before = ticks;
    sleep_until(before + NAP_TICKS); /* HALT, and SET_CLOCKEVENT at each tick */
    print("clock: %u ticks\n", ticks - before);
}

/* As a kernel switches tasks: calls that answer nothing wait in the ring for the one call that makes them all. */
static void let_a_visitor_in(void) {
    static uint64_t thread_local_segments[TLS_ENTRIES];
    struct task *visitor = start_user_task("visitor", visit);
    paravirt_ops.enter_lazy_mode();
    paravirt_ops.load_tls(thread_local_segments);
    paravirt_ops.flush_tlb_user();
    paravirt_ops.leave_lazy_mode(); /* FLUSH_ASYNC */
    while (!visitor->finished) {
        yield(); /* each of its system calls passes by the Host, as trap 128 */
    }
    print("ring 3: ended with %d\n", visitor->exit_code);
}

/* Answers whether it said "again". */
static int take_a_line(void) {
    char line[LINE_ROOM];
    start_console();
    print("console: type a line\n");
    if (console_is_driven() && read_line_until(line, sizeof line, ticks + PATIENCE_TICKS)) {
        print("console: \"%s\"\n", line);
        return has_word(line, "again");
    }
    print("console: nothing\n");
    return 0;
}

void guest_main(void) {
    miss_a_tick();
    sleep_a_little();
    let_a_visitor_in();
    int again = take_a_line();
    use_the_disk();
    use_the_network(PATIENCE_TICKS);
    draw_random_numbers();
    uint32_t value = paravirt_ops.get_debugreg(7);
    print("debug registers: %08x\n", value);
    if (again) {
        restart();
    }
    /* The kit switches off: SHUTDOWN. */
}
