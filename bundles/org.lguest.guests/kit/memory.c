/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "memory.h"

#include "boot.h"
#include "console.h"
#include "paravirt.h"
#include "string.h"

#define PRESENT 0x01u
#define WRITABLE 0x02u
#define USER 0x04u
#define ACCESSED 0x20u
#define DIRTY 0x40u
#define NOT_CACHED 0x10u

/* Born accessed and dirty, so that no first touch has to leave the guest. */
#define KERNEL_PAGE (PRESENT | WRITABLE | ACCESSED | DIRTY)
#define KERNEL_TEXT (PRESENT | ACCESSED)
#define USER_PAGE (PRESENT | WRITABLE | USER | ACCESSED | DIRTY)
#define USER_TEXT (PRESENT | USER | ACCESSED)

#define ENTRIES 1024
#define TABLE_SPAN (ENTRIES * PAGE_SIZE)
#define FRAME(entry) ((entry) & ~(uint32_t) (PAGE_SIZE - 1))

extern char text_start[], text_end[], user_text_start[], user_text_end[], user_data_start[], user_data_end[];
extern char image_end[];

static uint32_t directory[ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static uint32_t next_free; /* physical */

void *allocate_page(void) {
    if (next_free == 0) {
        next_free = physical(image_end);
    }
    if (next_free + PAGE_SIZE > boot_parameters.memory) {
        panic("Out of memory: all of %u KiB is taken", boot_parameters.memory / 1024);
    }
    void *page = linear(next_free);
    next_free += PAGE_SIZE;
    fill_bytes(page, 0, PAGE_SIZE);
    return page;
}

static uint32_t *entry_for(uint32_t address) {
    uint32_t *slot = &directory[address / TABLE_SPAN];
    if ((*slot & PRESENT) == 0) {
        *slot = physical(allocate_page()) | USER_PAGE;
        paravirt_ops.update_directory(physical(directory), address / TABLE_SPAN);
    }
    uint32_t *table = linear(FRAME(*slot));
    return &table[address / PAGE_SIZE % ENTRIES];
}

static void protect(const char *start, const char *end, uint32_t flags) {
    for (uint32_t address = (uint32_t) start; address < (uint32_t) end; address += PAGE_SIZE) {
        *entry_for(address) = physical((void *) address) | flags;
    }
}

void build_page_tables(void) {
    uint32_t mapped = DEVICE_WINDOW - PAGE_OFFSET;
    if (mapped > boot_parameters.memory) {
        mapped = boot_parameters.memory;
    }
    uint32_t *table = NULL;
    for (uint32_t frame = 0; frame < mapped; frame += PAGE_SIZE) {
        uint32_t index = frame / PAGE_SIZE % ENTRIES;
        if (index == 0) {
            table = entry_for(PAGE_OFFSET + frame);
        }
        table[index] = frame | KERNEL_PAGE;
    }
    protect(text_start, text_end, KERNEL_TEXT);
    protect(user_text_start, user_text_end, USER_TEXT);
    protect(user_data_start, user_data_end, USER_PAGE);
    paravirt_ops.enter_lazy_mode();
    paravirt_ops.write_cr3(physical(directory));
    paravirt_ops.flush_tlb_all();
    paravirt_ops.leave_lazy_mode();
}

void prepare_device_window(void) {
    entry_for(DEVICE_WINDOW);
}

void map_user_page(uint32_t address) {
    uint32_t entry = physical(allocate_page()) | USER_PAGE;
    *entry_for(address) = entry;
    paravirt_ops.update_pte(physical(directory), address, entry);
}

void *map_device_page(uint32_t page) {
    static uint32_t next = DEVICE_WINDOW;
    uint32_t address = next;
    if (address == DEVICE_WINDOW_END) {
        panic("Too many devices");
    }
    next += PAGE_SIZE;
    uint32_t entry = page | KERNEL_PAGE | NOT_CACHED;
    *entry_for(address) = entry;
    paravirt_ops.update_pte(physical(directory), address, entry);
    return (void *) address;
}

int is_user_readable(uint32_t address, size_t length) {
    if (length == 0) {
        return 1;
    }
    if (address + (length - 1) < address) {
        return 0;
    }
    uint32_t last = FRAME(address + (length - 1));
    for (uint32_t page = FRAME(address);; page += PAGE_SIZE) {
        uint32_t slot = directory[page / TABLE_SPAN];
        if ((slot & PRESENT) == 0) {
            return 0;
        }
        uint32_t *table = linear(FRAME(slot));
        if ((table[page / PAGE_SIZE % ENTRIES] & (PRESENT | USER)) != (PRESENT | USER)) {
            return 0;
        }
        if (page == last) {
            return 1;
        }
    }
}
