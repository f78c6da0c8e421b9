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
 * A kernel in ring 1 may not touch the processor's privileged parts. Whatever it would do to them goes through this
 * table, so that one kernel can run on bare metal and on a Host by filling the table differently.
 */
#ifndef KIT_PARAVIRT_H
#define KIT_PARAVIRT_H

#include <stdint.h>

#include "lguest.h"

struct paravirt_ops {
    /* Interrupts: the virtual flag. save_flags answers EFLAGS_IF or 0, which restore_flags takes back. */
    void (*irq_disable)(void);
    void (*irq_enable)(void);
    uint32_t (*save_flags)(void);
    void (*restore_flags)(uint32_t flags);
    /* Sleeps, with interrupts on, until one has come. */
    void (*safe_halt)(void);

    void (*load_gdt)(const uint64_t *table, uint32_t entries);
    void (*write_idt_entry)(uint32_t vector, uint32_t low, uint32_t high);
    /* The stack on which a trap out of ring 3 arrives; two pages below top belong to it. */
    void (*load_kernel_stack)(void *top);

    /* Three descriptors, for selectors 0x33 to 0x43: a thread's own segments. */
    void (*load_tls)(const uint64_t *entries);

    uint32_t (*read_cr2)(void);
    void (*write_cr3)(uint32_t directory);
    /* The entry is in memory already; the Host must hear of it. */
    void (*update_pte)(uint32_t directory, uint32_t address, uint32_t entry);
    /* So is this one, which leads to a table; it is told by its number, 0 to 1023. */
    void (*update_directory)(uint32_t directory, uint32_t index);
    void (*flush_tlb_user)(void);
    void (*flush_tlb_all)(void);
    /* Between the two, calls that answer nothing may be queued and made all at once. */
    void (*enter_lazy_mode)(void);
    void (*leave_lazy_mode)(void);

    /* The debug registers 0-3, 6 and 7. set_debugreg answers 0, or -22 where it refused and changed nothing. */
    uint32_t (*get_debugreg)(uint32_t number);
    int32_t (*set_debugreg)(uint32_t number, uint32_t value);

    /* One timer interrupt (irq 0), so many nanoseconds from now; 0 cancels. */
    void (*set_clock_event)(uint32_t nanoseconds);

    /* Ends the guest, with a text of up to 127 characters for whoever runs it. */
    void (*end)(const char *reason) __attribute__((noreturn));
};

extern struct paravirt_ops paravirt_ops;

/* Makes the first hypercall, and from then on the table speaks to the Host. */
void lguest_init(void);

/* How bare metal reads and writes debug registers; in ring 1 both are a general protection fault. */
uint32_t native_get_debugreg(uint32_t number);
int32_t native_set_debugreg(uint32_t number, uint32_t value);

#endif
