/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* Drivers' side of virtio 1.0: a device's registers, and its queues with one request in each at a time. */
#ifndef KIT4_VIRTIO_H
#define KIT4_VIRTIO_H

#include <stdint.h>

#define VIRTIO_NET 1
#define VIRTIO_BLOCK 2
#define VIRTIO_CONSOLE 3
#define VIRTIO_ENTROPY 4

#define VIRTIO_QUEUES 2
#define QUEUE_SIZE 4

/* Section 2.4.5 of the standard. */
struct virtq_descriptor {
    uint32_t address, address_high;
    uint32_t length;
    uint16_t flags, next;
};

#define DESCRIPTOR_NEXT 1
#define DESCRIPTOR_WRITE 2 /* the device writes it */

struct virtq {
    struct virtq_descriptor *descriptors;
    volatile uint16_t *available, *used; /* flags, index, ring */
    uint16_t taken;                      /* of those used */
};

struct virtio_device {
    uint32_t number; /* on the bus */
    uint32_t irq;
    volatile uint8_t *registers;                  /* BAR 0 */
    uint32_t common, notify, isr, configuration; /* offsets there */
    struct virtq queues[VIRTIO_QUEUES];
};

/*
 * Looks for the first device of that kind and drives it: maps its registers, agrees on the features below bit 32 that
 * are wanted and offered, and sets up so many queues. Answers whether there is one.
 */
int start_virtio(struct virtio_device *device, uint32_t kind, uint32_t features, uint32_t queues);

/* A word, or a byte, of the device's own configuration. */
uint32_t read_configuration(const struct virtio_device *device, uint32_t offset);
uint8_t read_configuration_byte(const struct virtio_device *device, uint32_t offset);

/* A piece of a request: so many bytes that the device reads, or writes. */
struct piece {
    void *bytes;
    uint32_t length;
    int device_writes;
};

/* Hands a request to the device, of up to QUEUE_SIZE pieces; those that it reads come first. */
void give_request(struct virtio_device *device, uint32_t queue, const struct piece *pieces, uint32_t count);

/* Whether it is done; then how many bytes the device wrote. */
int take_answer(struct virtio_device *device, uint32_t queue, uint32_t *written);

/* Sleeps until it is done, and answers how many bytes the device wrote. */
uint32_t await_answer(struct virtio_device *device, uint32_t queue);

#endif
