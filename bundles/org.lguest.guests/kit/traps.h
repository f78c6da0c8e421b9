/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Exceptions, interrupts and the system call: all come in through the guest's interrupt descriptor table. */
#ifndef KIT_TRAPS_H
#define KIT_TRAPS_H

#define TRAP_DEBUG 1
#define TRAP_GENERAL_PROTECTION 13
#define TRAP_PAGE_FAULT 14
#define TRAP_FIRST_IRQ 0x20
#define TRAP_IRQS 32
#define TRAP_SYSTEM_CALL 0x80

/* Through an interrupt gate the Host comes first, turning the virtual interrupt flag off; a trap gate may be direct. */
#define INTERRUPT_GATE 0xE
#define TRAP_GATE 0xF

/* By what gate ring 3 comes in with a system call: an era may have its own. */
#ifndef SYSTEM_CALL_GATE
#define SYSTEM_CALL_GATE TRAP_GATE
#endif

/* Byte offset in struct trap_frame. */
#define TRAP_FRAME_EIP 48

#define EFLAGS_TF 0x100
#define EFLAGS_RF 0x10000

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

/* What was interrupted, as it lies on the kernel stack. The last two are there only if it ran in ring 3. */
struct trap_frame {
    uint32_t es, ds;
    uint32_t edi, esi, ebp, unused_esp, ebx, edx, ecx, eax;
    uint32_t vector, error;
    uint32_t eip, cs, eflags;
    uint32_t esp, ss;
};

_Static_assert(offsetof(struct trap_frame, eip) == TRAP_FRAME_EIP, "eip");

typedef void (*trap_handler)(struct trap_frame *frame);

/* Fills the interrupt descriptor table. A trap without a handler ends its task, or in the kernel the guest. */
void load_traps(void);

/* The gate of one vector below 0x40, or of the system call. */
void load_gate(uint32_t vector, uint32_t type, uint32_t dpl);

void set_trap_handler(uint32_t vector, trap_handler handler);

/* Sets the handler and lets the irq through. */
void set_irq_handler(uint32_t irq, trap_handler handler);

static inline int is_from_user(const struct trap_frame *frame) {
    return (frame->cs & 3) == 3;
}

#endif
#endif
