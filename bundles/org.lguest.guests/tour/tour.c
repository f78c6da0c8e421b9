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
 * A tour of the Host of Linux 2.6.23. The guest makes every hypercall of that era for the reason a kernel has, in the
 * order in which Linux first makes them on its way to a prompt, and then takes up each device: it prints, sleeps, lets
 * programs in ring 3 take turns, waits for a line from the console, reads and writes the first disk, calls into the
 * network, and switches itself off. What it finds it says. Run it with --trace=hypercalls,devices to see both sides.
 */

#include "boot.h"
#include "console.h"
#include "disk.h"
#include "fpu.h"
#include "keyboard.h"
#include "memory.h"
#include "net.h"
#include "paravirt.h"
#include "string.h"
#include "task.h"
#include "timer.h"
#include "user/visitor.h"

#define NAP_TICKS 5
#define PATIENCE_TICKS 300
#define LINE_ROOM 80
#define USER_PAGE_FOR_NOBODY 0x08000000
#define TLS_ENTRIES 3
#define DISK_WORD 16

/*
 * The kit has made the calls so far: LGUEST_INIT, SET_PMD for each new table, NEW_PGTABLE and FLUSH_TLB to use them,
 * LOAD_IDT_ENTRY for each gate, LOAD_GDT, SET_STACK, and SET_DEBUGREG for the six registers that there are. Linux looks
 * for an FPU next, with TS and the trap that follows, and only then prints what it has had to say all the time.
 */
void guest_early(void) {
    start_fpu();
    int32_t one;
    __asm__ volatile("fld1\n\tfistpl %0" : "=m"(one));
    print("tour of 2.6.23: %u KiB of memory, arguments \"%s\", fpu %d with %u trap\n", boot_parameters.memory / 1024,
          boot_parameters.arguments, one, fpu_traps);
    map_user_page(USER_PAGE_FOR_NOBODY); /* SET_PTE */
}

static void sleep_a_little(void) {
    uint32_t before = ticks;
    sleep_until(before + NAP_TICKS); /* HALT, and SET_CLOCKEVENT at each tick */
    print("clock: %u ticks\n", ticks - before);
}

/* As a kernel switches tasks: calls that answer nothing wait in the ring for the one call that makes them all. */
static void let_visitors_in(void) {
    static uint64_t thread_local_segments[TLS_ENTRIES];
    struct task *visitor = start_user_task("visitor", visit);
    paravirt_ops.enter_lazy_mode();
    paravirt_ops.load_tls(thread_local_segments);
    paravirt_ops.flush_tlb_user();
    paravirt_ops.leave_lazy_mode(); /* FLUSH_ASYNC */
    while (!visitor->finished) {
        yield();
    }
    print("ring 3: ended with %d\n", visitor->exit_code);
}

static void take_a_line(void) {
    char line[LINE_ROOM];
    start_keyboard(); /* BIND_DMA */
    print("console: type a line\n");
    if (read_line_until(line, sizeof line, ticks + PATIENCE_TICKS)) {
        print("console: \"%s\"\n", line);
    } else {
        print("console: nothing\n");
    }
}

/* The first sector's first word goes to the start of the second, upside down, and is read back from there. */
static void use_the_disk(void) {
    static char sector[SECTOR_SIZE] __attribute__((aligned(SECTOR_SIZE)));
    if (start_disks() == 0) {
        print("block: none\n");
        return;
    }
    struct lguest_dma whole = one_piece(sector, SECTOR_SIZE);
    int read = read_disk(0, 0, &whole);
    char word[DISK_WORD + 1];
    copy_text(word, sector, sizeof word);
    for (size_t i = 0; i < DISK_WORD; i++) {
        sector[i] = word[DISK_WORD - 1 - i];
    }
    int written = write_disk(0, 1, &whole);
    fill_bytes(sector, 0, sizeof sector);
    int again = read_disk(0, 1, &whole);
    sector[DISK_WORD] = 0;
    print("block: %u sectors, \"%s\" (%d), \"%s\" (%d, %d)\n", disk_sectors(0), word, read, sector, written, again);
}

static void use_the_network(void) {
    static const uint8_t everybody[ADDRESS_LENGTH] = {255, 255, 255, 255, 255, 255};
    if (!start_net()) {
        print("net: none\n");
        return;
    }
    uint32_t taken = send_text(everybody, "hello");
    const struct frame *frame = receive_frame();
    for (uint32_t until = ticks + PATIENCE_TICKS; frame == NULL && ticks < until; frame = receive_frame()) {
        sleep_until(ticks + 1);
    }
    print("net: sent %u, heard \"%s\"\n", taken, frame == NULL ? "" : frame->text);
}

void guest_main(void) {
    sleep_a_little();
    let_visitors_in();
    take_a_line();
    use_the_disk();
    use_the_network();
    uint32_t value = paravirt_ops.get_debugreg(7);
    print("debug registers: %08x\n", value);
    /* The kit switches off: CRASH, with the text that means it. */
}
