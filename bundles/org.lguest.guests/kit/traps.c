/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "traps.h"

#include "console.h"
#include "paravirt.h"
#include "task.h"

#define STUB_SIZE 16
#define STUBS (TRAP_FIRST_IRQ + TRAP_IRQS)

extern const char trap_stubs[STUBS][STUB_SIZE], system_call_stub[];

static trap_handler handlers[STUBS];

static const char *const exception_names[] = {
    [0] = "divide error", [1] = "debug", [3] = "breakpoint", [4] = "overflow", [5] = "bound range exceeded",
    [6] = "invalid opcode", [7] = "device not available", [9] = "coprocessor overrun", [10] = "invalid TSS",
    [11] = "segment not present", [12] = "stack fault", [13] = "general protection fault", [14] = "page fault",
    [16] = "x87 error", [17] = "alignment check", [18] = "machine check", [19] = "SIMD error",
};

#define EXCEPTIONS (sizeof exception_names / sizeof exception_names[0])

static void report(const struct trap_frame *frame) {
    print("%s in ring %u at %08x, error %04x, cr2 %08x\n", exception_names[frame->vector], frame->cs & 3, frame->eip,
          frame->error, paravirt_ops.read_cr2());
    print("eax %08x ebx %08x ecx %08x edx %08x\n", frame->eax, frame->ebx, frame->ecx, frame->edx);
    print("esi %08x edi %08x ebp %08x eflags %08x\n", frame->esi, frame->edi, frame->ebp, frame->eflags);
}

static void handle_unexpected(struct trap_frame *frame) {
    report(frame);
    if (is_from_user(frame)) {
        print("%s is ended\n", current_task()->name);
        finish_task(-1);
    }
    panic("%s at %08x", exception_names[frame->vector], frame->eip);
}

/* Level-type flow: the irq stays masked while it is handled. An unwanted one stays masked for good. */
static void handle_irq(struct trap_frame *frame) {
    uint32_t bit = 1u << (frame->vector - TRAP_FIRST_IRQ);
    lguest_data.blocked_interrupts |= bit;
    if (handlers[frame->vector] != NULL) {
        handlers[frame->vector](frame);
        lguest_data.blocked_interrupts &= ~bit;
    }
}

/* Called by every stub, on the kernel stack of the task that was interrupted. */
void dispatch_trap(struct trap_frame *frame) {
    if (frame->vector == TRAP_SYSTEM_CALL) {
        handle_system_call(frame);
    } else if (frame->vector >= TRAP_FIRST_IRQ) {
        handle_irq(frame);
    } else if (handlers[frame->vector] != NULL) {
        handlers[frame->vector](frame);
    } else {
        handle_unexpected(frame);
    }
}

void set_trap_handler(uint32_t vector, trap_handler handler) {
    handlers[vector] = handler;
}

void set_irq_handler(uint32_t irq, trap_handler handler) {
    set_trap_handler(TRAP_FIRST_IRQ + irq, handler);
    lguest_data.blocked_interrupts &= ~(1u << irq);
}

void load_gate(uint32_t vector, uint32_t type, uint32_t dpl) {
    uint32_t offset = (uint32_t) (vector == TRAP_SYSTEM_CALL ? system_call_stub : trap_stubs[vector]);
    paravirt_ops.write_idt_entry(vector, KERNEL_CS << 16 | (offset & 0xFFFF),
                                 (offset & 0xFFFF0000) | 1u << 15 | dpl << 13 | type << 8);
}

void load_traps(void) {
    for (uint32_t vector = 0; vector < EXCEPTIONS; vector++) {
        if (exception_names[vector] == NULL) {
            continue;
        }
        /* Debug registers, the faulting address and the saved flags must reach the handler before a next trap can. */
        int behind_host = vector == TRAP_DEBUG || vector == 3 || vector == TRAP_PAGE_FAULT;
        int for_users = vector == 3 || vector == 4;
        load_gate(vector, behind_host ? INTERRUPT_GATE : TRAP_GATE, for_users ? 3 : 0);
    }
    for (uint32_t irq = 0; irq < TRAP_IRQS; irq++) {
        load_gate(TRAP_FIRST_IRQ + irq, INTERRUPT_GATE, 0);
    }
    load_gate(TRAP_SYSTEM_CALL, SYSTEM_CALL_GATE, 3);
}
