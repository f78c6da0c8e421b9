/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "net.h"

#include "boot.h"
#include "lguest.h"
#include "memory.h"
#include "paravirt.h"
#include "string.h"
#include "traps.h"

#define DEVICE_NET 2
#define KEY_DISTANCE 4
#define BUFFERS 4
#define EVERY_FRAME 1 /* in the first byte of an address: who has it wants all there are */
#define EXPERIMENT_HIGH 0x88 /* the type of frames that mean nothing to anybody else: IEEE 802 local experiment 1 */
#define EXPERIMENT_LOW 0xB5

struct net_slot {
    volatile uint8_t address[ADDRESS_LENGTH]; /* all 0 if nobody has the slot */
};

#define SLOTS (PAGE_SIZE / sizeof(struct net_slot))

uint8_t own_address[ADDRESS_LENGTH];

static struct net_slot *slots; /* the device's page */
static uint32_t page, own_slot;
static struct lguest_dma *receiving;
static struct frame *buffers[BUFFERS];
static uint32_t next_buffer;

/* The interrupt is all the news there is: who waits for a frame looks again. */
static void on_net_interrupt(struct trap_frame *frame) {
    (void) frame;
}

static void empty_buffer(uint32_t buffer) {
    receiving[buffer].address[0] = physical(buffers[buffer]);
    receiving[buffer].length[0] = FRAME_ROOM;
    __asm__ volatile("" : : : "memory"); /* this last: from here on the buffer is the Launcher's */
    *(volatile uint32_t *) &receiving[buffer].used_len = 0;
}

static void start_card(struct lguest_device_desc *device, uint32_t irq) {
    device->status = DEVICE_ACKNOWLEDGED | DEVICE_HAS_DRIVER;
    page = device->pfn * PAGE_SIZE;
    slots = map_device_page(page);
    own_slot = device->features % PAGE_SIZE;
    own_address[0] = 2;
    own_address[2] = (uint8_t) lguest_data.guestid;
    own_address[3] = (uint8_t) (lguest_data.guestid >> 8);
    copy_bytes((void *) slots[own_slot].address, own_address, ADDRESS_LENGTH);
    receiving = allocate_page();
    for (uint32_t i = 0; i < BUFFERS; i++) {
        buffers[i] = allocate_page();
        empty_buffer(i);
    }
    set_irq_handler(irq, on_net_interrupt);
    hypercall(LHCALL_BIND_DMA, page + KEY_DISTANCE * own_slot, physical(receiving), BUFFERS << 8 | irq);
    device->status |= DEVICE_DRIVER_OK;
}

int start_net(void) {
    struct lguest_device_desc *devices = map_device_page(boot_parameters.memory);
    for (uint32_t i = 0; i < DEVICES && devices[i].type != 0; i++) {
        if (devices[i].type == DEVICE_NET) {
            start_card(&devices[i], i + 1);
            return 1;
        }
    }
    return 0;
}

static int wants(uint32_t slot, const uint8_t *to) {
    const volatile uint8_t *address = slots[slot].address;
    if (slot == own_slot || address[0] == 0) {
        return 0;
    }
    return (to[0] & 1) != 0 || (address[0] & EVERY_FRAME) != 0 || memcmp((const void *) address, to, ADDRESS_LENGTH) == 0;
}

uint32_t send_text(const uint8_t *to, const char *text) {
    static struct frame frame __attribute__((aligned(2048))); /* not across pages */
    copy_bytes(frame.to, to, ADDRESS_LENGTH);
    copy_bytes(frame.from, own_address, ADDRESS_LENGTH);
    frame.type[0] = EXPERIMENT_HIGH;
    frame.type[1] = EXPERIMENT_LOW;
    copy_text(frame.text, text, sizeof frame.text);
    uint16_t length = (uint16_t) (offsetof(struct frame, text) + text_length(frame.text) + 1);
    uint32_t taken = 0;
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        if (wants(slot, to)) {
            struct lguest_dma pieces = {.address = {physical(&frame)}, .length = {length}};
            hypercall(LHCALL_SEND_DMA, page + KEY_DISTANCE * slot, physical(&pieces), 0);
            taken += pieces.used_len == length;
        }
    }
    return taken;
}

const struct frame *receive_frame(void) {
    static struct frame frame;
    volatile uint32_t *used = &receiving[next_buffer].used_len;
    if (*used == 0) {
        return NULL;
    }
    fill_bytes(&frame, 0, sizeof frame);
    copy_bytes(&frame, buffers[next_buffer], *used < sizeof frame ? *used : sizeof frame - 1);
    empty_buffer(next_buffer);
    next_buffer = (next_buffer + 1) % BUFFERS;
    return &frame;
}
