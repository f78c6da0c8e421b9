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
 * What a guest and its Host agree on in 4.x, as Linux 4.1 to 4.13 have it; it stands in for kit/lguest.h when the kit is
 * compiled for a guest of that era. Assembly includes this file too, for the numbers.
 */
#ifndef KIT_LGUEST_H
#define KIT_LGUEST_H

/* Where the guest's physical memory appears in its own linear addresses. */
#define PAGE_OFFSET 0xC0000000
#define PAGE_SIZE 4096

/* "int $0x1F" leaves the guest; number in eax, arguments in ebx, ecx, edx and esi, answer in eax. */
#define LHCALL_VECTOR 0x1F

#define LHCALL_FLUSH_ASYNC 0
#define LHCALL_LGUEST_INIT 1
#define LHCALL_SHUTDOWN 2
#define LHCALL_NEW_PGTABLE 4
#define LHCALL_FLUSH_TLB 5
#define LHCALL_LOAD_IDT_ENTRY 6
#define LHCALL_SET_STACK 7
#define LHCALL_SET_CLOCKEVENT 9
#define LHCALL_HALT 10
#define LHCALL_SET_PTE 14
#define LHCALL_SET_PGD 15
#define LHCALL_LOAD_TLS 16
#define LHCALL_LOAD_GDT_ENTRY 18
#define LHCALL_SEND_INTERRUPTS 19

/* The two that lguest never had: free numbers in every era. */
#define LHCALL_SET_DEBUGREG 20
#define LHCALL_GET_DEBUGREG 21

#define SHUTDOWN_POWER_OFF 1
#define SHUTDOWN_RESTART 2

/* Ring 1 is the guest kernel's. The Host raises every DPL of 0 in the guest's GDT to 1. */
#define GUEST_RING 1
#define KERNEL_CS (12 * 8 + GUEST_RING)
#define KERNEL_DS (13 * 8 + GUEST_RING)
#define USER_CS (14 * 8 + 3)
#define USER_DS (15 * 8 + 3)

#define IRQ_ENABLED_OFFSET 0
#define EFLAGS_IF 0x200

/* An interrupt gate, as of Linux 4.6: each system call passes by the Host. */
#define SYSTEM_CALL_GATE 0xE

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

#define HCALL_RING_SLOTS 64
#define HCALL_SLOT_FREE 0xFF

/* One queued hypercall. */
struct queued_hypercall {
    uint32_t eax, ebx, ecx, edx, esi;
};

/* Shared with the Host since LGUEST_INIT. */
struct lguest_data {
    volatile uint32_t irq_enabled;        /* the virtual interrupt flag: EFLAGS_IF or 0 */
    volatile uint32_t blocked_interrupts; /* a bit for each masked irq */
    volatile uint32_t cr2;                /* the Host writes it when it reflects a page fault */
    struct {
        volatile int32_t seconds, nanoseconds;
    } time;                        /* the Host writes it with every interrupt */
    volatile uint32_t irq_pending; /* the Host: an interrupt waits until the guest wants some again */
    volatile uint8_t hcall_status[HCALL_RING_SLOTS];
    struct queued_hypercall hcalls[HCALL_RING_SLOTS];
    uint32_t reserve_mem; /* bytes at the top of linear memory that belong to the Switcher */
    uint32_t tsc_khz;
    uint32_t noirq_iret;     /* no interrupt is delivered while eip is here */
    uint32_t kernel_address; /* from here on all address spaces are the same */
    uint32_t syscall_vec;
};

_Static_assert(offsetof(struct lguest_data, irq_enabled) == IRQ_ENABLED_OFFSET, "irq_enabled");
_Static_assert(offsetof(struct lguest_data, irq_pending) == 20, "irq_pending");
_Static_assert(offsetof(struct lguest_data, hcall_status) == 24, "hcall_status");
_Static_assert(offsetof(struct lguest_data, hcalls) == 88, "hcalls");
_Static_assert(offsetof(struct lguest_data, reserve_mem) == 1368, "reserve_mem");
_Static_assert(sizeof(struct lguest_data) == 1388, "lguest_data");

extern struct lguest_data lguest_data;

/* Addresses in hypercalls are guest-physical. */
static inline uint32_t physical(const volatile void *address) {
    return (uint32_t) address - PAGE_OFFSET;
}

static inline void *linear(uint32_t physical_address) {
    return (void *) (physical_address + PAGE_OFFSET);
}

static inline uint32_t hypercall(uint32_t number, uint32_t ebx, uint32_t ecx, uint32_t edx) {
    __asm__ volatile("int %6" : "+a"(number)
                     : "b"(ebx), "c"(ecx), "d"(edx), "S"(0), "m"(lguest_data), "i"(LHCALL_VECTOR) : "memory");
    return number;
}

#endif
#endif
