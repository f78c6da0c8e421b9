/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "disk.h"

#include "boot.h"
#include "memory.h"
#include "paravirt.h"
#include "traps.h"

#define READ 0
#define WRITE 1
#define RESULT_OK 1

struct disk {
    struct lguest_block_page *page;
    uint32_t key;
    struct lguest_dma *reply; /* bound to the key: where the device answers */
};

static struct disk disks[DEVICES];
static uint32_t disk_count;

/* The interrupt is all the news there is: who sleeps for a result looks at it again. */
static void on_disk_interrupt(struct trap_frame *frame) {
    (void) frame;
}

static void start_disk(struct lguest_device_desc *device, uint32_t irq) {
    struct disk *disk = &disks[disk_count++];
    device->status = DEVICE_ACKNOWLEDGED | DEVICE_HAS_DRIVER;
    disk->key = device->pfn * PAGE_SIZE;
    disk->page = map_device_page(disk->key);
    disk->reply = allocate_page(); /* within one page of physical memory, as the Host wants it */
    set_irq_handler(irq, on_disk_interrupt);
    hypercall(LHCALL_BIND_DMA, disk->key, physical(disk->reply), 1 << 8 | irq);
    device->status |= DEVICE_DRIVER_OK;
}

uint32_t start_disks(void) {
    struct lguest_device_desc *devices = map_device_page(boot_parameters.memory);
    for (uint32_t i = 0; i < DEVICES && devices[i].type != 0; i++) {
        if (devices[i].type == DEVICE_BLOCK) {
            start_disk(&devices[i], i + 1);
        }
    }
    return disk_count;
}

uint32_t disk_sectors(uint32_t disk) {
    return disks[disk].page->num_sectors;
}

static uint32_t total(const struct lguest_dma *pieces) {
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < DMA_PIECES && pieces->length[i] != 0; i++) {
        bytes += pieces->length[i];
    }
    return bytes;
}

/* With interrupts off between the look and the sleep, the interrupt can't slip through in between. */
static int request(struct disk *disk, uint32_t type, uint32_t sector, uint32_t bytes, const struct lguest_dma *sent) {
    disk->page->type = type;
    disk->page->sector = sector;
    disk->page->bytes = bytes;
    disk->page->result = 0;
    hypercall(LHCALL_SEND_DMA, disk->key, physical(sent), 0);
    uint32_t flags = paravirt_ops.save_flags();
    paravirt_ops.irq_disable();
    while (disk->page->result == 0) {
        paravirt_ops.safe_halt();
        paravirt_ops.irq_disable();
    }
    paravirt_ops.restore_flags(flags);
    disk->reply->used_len = 0;
    return disk->page->result == RESULT_OK ? 0 : -1;
}

int read_disk(uint32_t disk, uint32_t sector, const struct lguest_dma *pieces) {
    struct lguest_dma nothing = {.length = {0}};
    *disks[disk].reply = *pieces;
    disks[disk].reply->used_len = 0;
    return request(&disks[disk], READ, sector, total(pieces), &nothing);
}

int write_disk(uint32_t disk, uint32_t sector, const struct lguest_dma *pieces) {
    struct lguest_dma sent = *pieces;
    disks[disk].reply->length[0] = 0;
    return request(&disks[disk], WRITE, sector, total(pieces), &sent);
}

struct lguest_dma one_piece(const void *buffer, uint16_t length) {
    struct lguest_dma pieces = {.address = {physical(buffer)}, .length = {length}};
    return pieces;
}
