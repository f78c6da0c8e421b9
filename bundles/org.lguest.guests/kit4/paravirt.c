/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "paravirt.h"

#include "restart.h"
#include "string.h"
#include "traps.h"

extern char noirq_end[];

#define IRET_LENGTH 1

/* The Host is told of it before a line of C has run. */
struct lguest_data lguest_data = {
    .blocked_interrupts = 1, /* the timer, until its handler is there */
    .hcall_status = {[0 ... HCALL_RING_SLOTS - 1] = HCALL_SLOT_FREE},
    .noirq_iret = (uint32_t) noirq_end - IRET_LENGTH,
    .kernel_address = PAGE_OFFSET,
    .syscall_vec = TRAP_SYSTEM_CALL,
};

static int lazy;
static uint32_t next_queued;

static void lguest_irq_disable(void) {
    lguest_data.irq_enabled = 0;
}

/* The Host has left word if an interrupt waits; otherwise there is no reason to go there. */
static void lguest_irq_enable(void) {
    lguest_data.irq_enabled = EFLAGS_IF;
    if (lguest_data.irq_pending != 0) {
        hypercall(LHCALL_SEND_INTERRUPTS, 0, 0, 0);
    }
}

static uint32_t lguest_save_flags(void) {
    return lguest_data.irq_enabled & EFLAGS_IF;
}

static void lguest_restore_flags(uint32_t flags) {
    if ((flags & EFLAGS_IF) != 0) {
        lguest_irq_enable();
    } else {
        lguest_irq_disable();
    }
}

static void lguest_safe_halt(void) {
    hypercall(LHCALL_HALT, 0, 0, 0);
}

/*
 * A call whose answer nobody needs. In lazy mode it goes into the shared ring, which the Host empties before anything
 * else whenever the guest has left, so that order is kept; a full ring is no trouble: the call made now empties it.
 */
static void lazy_hypercall(uint32_t number, uint32_t ebx, uint32_t ecx, uint32_t edx) {
    uint32_t flags = lguest_save_flags();
    lguest_irq_disable();
    if (!lazy || lguest_data.hcall_status[next_queued] != HCALL_SLOT_FREE) {
        hypercall(number, ebx, ecx, edx);
    } else {
        lguest_data.hcalls[next_queued] = (struct queued_hypercall){number, ebx, ecx, edx, 0};
        __asm__ volatile("" : : : "memory"); /* the status last: a tick may bring the Host in right here */
        lguest_data.hcall_status[next_queued] = 0;
        next_queued = (next_queued + 1) % HCALL_RING_SLOTS;
    }
    lguest_restore_flags(flags);
}

static void lguest_enter_lazy_mode(void) {
    lazy = 1;
}

static void lguest_leave_lazy_mode(void) {
    lazy = 0;
    hypercall(LHCALL_FLUSH_ASYNC, 0, 0, 0);
}

static void lguest_load_gdt(const uint64_t *table, uint32_t entries) {
    for (uint32_t i = 0; i < entries; i++) {
        hypercall(LHCALL_LOAD_GDT_ENTRY, i, (uint32_t) table[i], (uint32_t) (table[i] >> 32));
    }
}

static void lguest_write_idt_entry(uint32_t vector, uint32_t low, uint32_t high) {
    hypercall(LHCALL_LOAD_IDT_ENTRY, vector, low, high);
}

static void lguest_load_kernel_stack(void *top) {
    lazy_hypercall(LHCALL_SET_STACK, KERNEL_DS, (uint32_t) top, 2);
}

static void lguest_load_tls(const uint64_t *entries) {
    lazy_hypercall(LHCALL_LOAD_TLS, physical(entries), 0, 0);
}

static uint32_t lguest_read_cr2(void) {
    return lguest_data.cr2;
}

static uint32_t current_directory;

static void lguest_write_cr3(uint32_t directory) {
    current_directory = directory;
    lazy_hypercall(LHCALL_NEW_PGTABLE, directory, 0, 0);
}

static void lguest_update_pte(uint32_t directory, uint32_t address, uint32_t entry) {
    lazy_hypercall(LHCALL_SET_PTE, directory, address, entry);
}

static void lguest_update_directory(uint32_t directory, uint32_t index) {
    if (directory == current_directory) { /* nobody has seen it before */
        lazy_hypercall(LHCALL_SET_PGD, directory, index, 0);
    }
}

static void lguest_flush_tlb_user(void) {
    lazy_hypercall(LHCALL_FLUSH_TLB, 0, 0, 0);
}

static void lguest_flush_tlb_all(void) {
    lazy_hypercall(LHCALL_FLUSH_TLB, 1, 0, 0);
}

/* Both at once, never queued: the ring throws answers away, and a breakpoint must be there when the call returns. */
static uint32_t lguest_get_debugreg(uint32_t number) {
    return hypercall(LHCALL_GET_DEBUGREG, number, 0, 0);
}

static int32_t lguest_set_debugreg(uint32_t number, uint32_t value) {
    return (int32_t) hypercall(LHCALL_SET_DEBUGREG, number, value, 0);
}

static void lguest_set_clock_event(uint32_t nanoseconds) {
    hypercall(LHCALL_SET_CLOCKEVENT, nanoseconds, 0, 0);
}

/* The Host takes 128 bytes from the address, whatever their text. */
static void shut_down(const char *reason, uint32_t how) {
    static char text[128];
    copy_text(text, reason, sizeof text);
    for (;;) {
        hypercall(LHCALL_SHUTDOWN, physical(text), how, 0);
    }
}

static __attribute__((noreturn)) void lguest_end(const char *reason) {
    shut_down(reason, SHUTDOWN_POWER_OFF);
    __builtin_unreachable();
}

void restart(void) {
    shut_down("Restarting system", SHUTDOWN_RESTART);
    __builtin_unreachable();
}

struct paravirt_ops paravirt_ops = {
    .get_debugreg = native_get_debugreg,
    .set_debugreg = native_set_debugreg,
};

/* The two calls that come first are made where paging begins: in entry.S. */
void lguest_init(void) {
    paravirt_ops = (struct paravirt_ops){
        .irq_disable = lguest_irq_disable,
        .irq_enable = lguest_irq_enable,
        .save_flags = lguest_save_flags,
        .restore_flags = lguest_restore_flags,
        .safe_halt = lguest_safe_halt,
        .load_gdt = lguest_load_gdt,
        .write_idt_entry = lguest_write_idt_entry,
        .load_kernel_stack = lguest_load_kernel_stack,
        .load_tls = lguest_load_tls,
        .read_cr2 = lguest_read_cr2,
        .write_cr3 = lguest_write_cr3,
        .update_pte = lguest_update_pte,
        .update_directory = lguest_update_directory,
        .flush_tlb_user = lguest_flush_tlb_user,
        .flush_tlb_all = lguest_flush_tlb_all,
        .enter_lazy_mode = lguest_enter_lazy_mode,
        .leave_lazy_mode = lguest_leave_lazy_mode,
        .get_debugreg = lguest_get_debugreg,
        .set_debugreg = lguest_set_debugreg,
        .set_clock_event = lguest_set_clock_event,
        .end = lguest_end,
    };
}
