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
 * What a guest and its Host agree on: hypercalls and shared memory, as lguest had them in Linux 2.6.23.
 * Assembly includes this file too, for the numbers.
 */
#ifndef KIT_LGUEST_H
#define KIT_LGUEST_H

/* Where the guest's physical memory appears in its own linear addresses. */
#define PAGE_OFFSET 0xC0000000
#define PAGE_SIZE 4096

/* "int $0x1F" leaves the guest; number in eax, arguments in edx, ebx, ecx, answer in eax. */
#define LHCALL_VECTOR 0x1F

#define LHCALL_FLUSH_ASYNC 0
#define LHCALL_LGUEST_INIT 1
#define LHCALL_CRASH 2
#define LHCALL_LOAD_GDT 3
#define LHCALL_NEW_PGTABLE 4
#define LHCALL_FLUSH_TLB 5
#define LHCALL_LOAD_IDT_ENTRY 6
#define LHCALL_SET_STACK 7
#define LHCALL_TS 8
#define LHCALL_SET_CLOCKEVENT 9
#define LHCALL_HALT 10
#define LHCALL_BIND_DMA 12
#define LHCALL_SEND_DMA 13
#define LHCALL_SET_PTE 14
#define LHCALL_SET_PMD 15
#define LHCALL_LOAD_TLS 16

/* The two that lguest never had: free numbers in every era. */
#define LHCALL_SET_DEBUGREG 20
#define LHCALL_GET_DEBUGREG 21

/* Ring 1 is the guest kernel's. The Host raises every DPL of 0 in the guest's GDT to 1. */
#define GUEST_RING 1
#define KERNEL_CS (12 * 8 + GUEST_RING)
#define KERNEL_DS (13 * 8 + GUEST_RING)
#define USER_CS (14 * 8 + 3)
#define USER_DS (15 * 8 + 3)

#define IRQ_ENABLED_OFFSET 0
#define EFLAGS_IF 0x200

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

#define HCALL_RING_SLOTS 64
#define HCALL_SLOT_FREE 0xFF

/* One queued hypercall. */
struct queued_hypercall {
    uint32_t eax, edx, ebx, ecx;
};

/* Shared with the Host since LGUEST_INIT. */
struct lguest_data {
    volatile uint32_t irq_enabled;        /* the virtual interrupt flag: EFLAGS_IF or 0 */
    volatile uint32_t blocked_interrupts; /* a bit for each masked irq */
    volatile uint32_t cr2;                /* the Host writes it when it reflects a page fault */
    struct {
        volatile int32_t seconds, nanoseconds;
    } time; /* the Host writes it with every interrupt */
    volatile uint8_t hcall_status[HCALL_RING_SLOTS];
    struct queued_hypercall hcalls[HCALL_RING_SLOTS];
    uint32_t reserve_mem; /* bytes at the top of linear memory that belong to the Switcher */
    uint16_t guestid;
    uint32_t tsc_khz;
    uint32_t noirq_start, noirq_end; /* no interrupt is delivered while eip is in between */
};

_Static_assert(offsetof(struct lguest_data, irq_enabled) == IRQ_ENABLED_OFFSET, "irq_enabled");
_Static_assert(offsetof(struct lguest_data, time) == 12, "time");
_Static_assert(offsetof(struct lguest_data, hcall_status) == 20, "hcall_status");
_Static_assert(offsetof(struct lguest_data, hcalls) == 84, "hcalls");
_Static_assert(offsetof(struct lguest_data, reserve_mem) == 1108, "reserve_mem");
_Static_assert(offsetof(struct lguest_data, guestid) == 1112, "guestid");
_Static_assert(offsetof(struct lguest_data, tsc_khz) == 1116, "tsc_khz");
_Static_assert(offsetof(struct lguest_data, noirq_start) == 1120, "noirq_start");
_Static_assert(sizeof(struct lguest_data) == 1128, "lguest_data");

extern struct lguest_data lguest_data;

/* Up to sixteen pieces of guest-physical memory that travel to or from the Launcher. */
#define DMA_PIECES 16

struct lguest_dma {
    uint32_t used_len; /* the receiver's answer */
    uint32_t address[DMA_PIECES];
    uint16_t length[DMA_PIECES]; /* the first 0 ends the list */
};

_Static_assert(sizeof(struct lguest_dma) == 100, "lguest_dma");

#define CONSOLE_DMA_KEY 0

/* The page behind memory describes the devices: what each is, and where it has pages of its own. */
#define DEVICES 16
#define DEVICE_BLOCK 3

#define DEVICE_ACKNOWLEDGED 1
#define DEVICE_HAS_DRIVER 2
#define DEVICE_DRIVER_OK 4

struct lguest_device_desc {
    uint16_t type; /* 0: no device */
    uint16_t features;
    volatile uint16_t status; /* how far the guest has come with it */
    uint16_t num_pages;
    uint32_t pfn;
};

_Static_assert(sizeof(struct lguest_device_desc) == 12, "lguest_device_desc");

/* The page of a block device. Its physical address is the device's key. */
struct lguest_block_page {
    volatile uint32_t type; /* 0 reads, 1 writes */
    volatile uint32_t sector;
    volatile uint32_t bytes;
    volatile uint32_t result; /* 0 until it is done, then 1, or 2 if it failed */
    uint32_t num_sectors;
};

/* Addresses in hypercalls are guest-physical. */
static inline uint32_t physical(const volatile void *address) {
    return (uint32_t) address - PAGE_OFFSET;
}

static inline void *linear(uint32_t physical_address) {
    return (void *) (physical_address + PAGE_OFFSET);
}

static inline uint32_t hypercall(uint32_t number, uint32_t edx, uint32_t ebx, uint32_t ecx) {
    __asm__ volatile("int %5" : "+a"(number) : "d"(edx), "b"(ebx), "c"(ecx), "m"(lguest_data), "i"(LHCALL_VECTOR)
                     : "memory");
    return number;
}

#endif
#endif
