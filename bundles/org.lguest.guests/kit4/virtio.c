/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "virtio.h"

#include "console.h"
#include "memory.h"
#include "paravirt.h"
#include "pci.h"
#include "traps.h"

/* In the common configuration (virtio 1.0, section 4.1.4.3). */
#define DEVICE_FEATURE_SELECT 0
#define DEVICE_FEATURE 4
#define DRIVER_FEATURE_SELECT 8
#define DRIVER_FEATURE 12
#define STATUS 20
#define QUEUE_SELECT 22
#define QUEUE_SIZE_REGISTER 24
#define QUEUE_ENABLE 28
#define QUEUE_DESCRIPTORS 32
#define QUEUE_AVAILABLE 40
#define QUEUE_USED 48

#define ACKNOWLEDGE 1
#define DRIVER 2
#define DRIVER_OK 4
#define FEATURES_OK 8
#define VERSION_1 1 /* of the features' upper half */

/* Where the parts of a queue lie in its page. */
#define AVAILABLE_AT 256
#define USED_AT 512

#define INDEX 1
#define RING 2
#define USED_WORDS 4 /* halves of a dword that an entry of the used ring takes */

/*
 * The Launcher sees a page fault and the instruction that caused it, and knows only plain moves between memory and a
 * register. Every register is read and written in its own width.
 */
static uint32_t read32(const struct virtio_device *device, uint32_t offset) {
    uint32_t value;
    __asm__ volatile("movl (%1), %0" : "=a"(value) : "b"(device->registers + offset) : "memory");
    return value;
}

static uint8_t read8(const struct virtio_device *device, uint32_t offset) {
    uint8_t value;
    __asm__ volatile("movb (%1), %0" : "=a"(value) : "b"(device->registers + offset) : "memory");
    return value;
}

static void write32(struct virtio_device *device, uint32_t offset, uint32_t value) {
    __asm__ volatile("movl %0, (%1)" : : "a"(value), "b"(device->registers + offset) : "memory");
}

static void write16(struct virtio_device *device, uint32_t offset, uint16_t value) {
    __asm__ volatile("movw %0, (%1)" : : "a"(value), "b"(device->registers + offset) : "memory");
}

static void write8(struct virtio_device *device, uint32_t offset, uint8_t value) {
    __asm__ volatile("movb %0, (%1)" : : "a"(value), "b"(device->registers + offset) : "memory");
}

/* Whoever sleeps for an answer looks again; to read the register is to say that one has heard. */
static struct virtio_device *listening[TRAP_IRQS];

static void on_interrupt(struct trap_frame *frame) {
    struct virtio_device *device = listening[frame->vector - TRAP_FIRST_IRQ];
    read8(device, device->isr);
}

/* How large a BAR is, it says when all ones are written to it. */
static void map_registers(struct virtio_device *device) {
    uint32_t bar = read_pci(device->number, PCI_BAR_0);
    write_pci(device->number, PCI_BAR_0, 0xFFFFFFFF);
    uint32_t size = ~(read_pci(device->number, PCI_BAR_0) & ~15u) + 1;
    write_pci(device->number, PCI_BAR_0, bar);
    uint32_t first = bar & ~(uint32_t) (PAGE_SIZE - 1);
    uint8_t *mapped = map_device_page(first);
    for (uint32_t page = first + PAGE_SIZE; page < bar + size; page += PAGE_SIZE) {
        map_device_page(page);
    }
    device->registers = mapped + (bar - first);
}

static uint32_t offset_of(const struct virtio_device *device, uint32_t kind) {
    uint32_t capability = find_capability(device->number, kind);
    return capability == 0 ? 0 : read_pci(device->number, capability + CAPABILITY_OFFSET);
}

static void agree_on_features(struct virtio_device *device, uint32_t features) {
    write32(device, device->common + DEVICE_FEATURE_SELECT, 0);
    features &= read32(device, device->common + DEVICE_FEATURE);
    write32(device, device->common + DRIVER_FEATURE_SELECT, 0);
    write32(device, device->common + DRIVER_FEATURE, features);
    write32(device, device->common + DRIVER_FEATURE_SELECT, 1);
    write32(device, device->common + DRIVER_FEATURE, VERSION_1);
    write8(device, device->common + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK);
    if ((read8(device, device->common + STATUS) & FEATURES_OK) == 0) {
        panic("Device %u takes no features", device->number);
    }
}

static void place(struct virtio_device *device, uint32_t offset, const volatile void *part) {
    write32(device, device->common + offset, physical(part));
    write32(device, device->common + offset + 4, 0);
}

static void start_queue(struct virtio_device *device, uint32_t number) {
    struct virtq *queue = &device->queues[number];
    uint8_t *page = allocate_page();
    queue->descriptors = (struct virtq_descriptor *) page;
    queue->available = (volatile uint16_t *) (page + AVAILABLE_AT);
    queue->used = (volatile uint16_t *) (page + USED_AT);
    write16(device, device->common + QUEUE_SELECT, (uint16_t) number);
    write16(device, device->common + QUEUE_SIZE_REGISTER, QUEUE_SIZE);
    place(device, QUEUE_DESCRIPTORS, queue->descriptors);
    place(device, QUEUE_AVAILABLE, queue->available);
    place(device, QUEUE_USED, queue->used);
    write16(device, device->common + QUEUE_ENABLE, 1);
}

int start_virtio(struct virtio_device *device, uint32_t kind, uint32_t features, uint32_t queues) {
    uint32_t id = (VIRTIO_DEVICE + kind) << 16 | VIRTIO_VENDOR;
    device->number = 0;
    while (read_pci(device->number, PCI_ID) != id) {
        if (++device->number == PCI_DEVICES) {
            return 0;
        }
    }
    map_registers(device);
    device->common = offset_of(device, VIRTIO_COMMON);
    device->notify = offset_of(device, VIRTIO_NOTIFY);
    device->isr = offset_of(device, VIRTIO_ISR);
    device->configuration = offset_of(device, VIRTIO_CONFIGURATION);
    write8(device, device->common + STATUS, 0);
    write8(device, device->common + STATUS, ACKNOWLEDGE);
    write8(device, device->common + STATUS, ACKNOWLEDGE | DRIVER);
    agree_on_features(device, features);
    for (uint32_t i = 0; i < queues; i++) {
        start_queue(device, i);
    }
    device->irq = read_pci_byte(device->number, PCI_INTERRUPT_LINE);
    listening[device->irq] = device;
    set_irq_handler(device->irq, on_interrupt);
    write8(device, device->common + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
    return 1;
}

uint32_t read_configuration(const struct virtio_device *device, uint32_t offset) {
    return read32(device, device->configuration + offset);
}

uint8_t read_configuration_byte(const struct virtio_device *device, uint32_t offset) {
    return read8(device, device->configuration + offset);
}

void give_request(struct virtio_device *device, uint32_t number, const struct piece *pieces, uint32_t count) {
    struct virtq *queue = &device->queues[number];
    for (uint32_t i = 0; i < count; i++) {
        queue->descriptors[i] = (struct virtq_descriptor){
            .address = physical(pieces[i].bytes),
            .length = pieces[i].length,
            .flags = (uint16_t) ((i + 1 < count ? DESCRIPTOR_NEXT : 0) | (pieces[i].device_writes ? DESCRIPTOR_WRITE : 0)),
            .next = (uint16_t) (i + 1),
        };
    }
    uint16_t index = queue->available[INDEX];
    queue->available[RING + index % QUEUE_SIZE] = 0; /* the chain begins with the first descriptor */
    __asm__ volatile("" : : : "memory"); /* the index last: from here on the request is the device's */
    queue->available[INDEX] = (uint16_t) (index + 1);
    write16(device, device->notify, (uint16_t) number);
}

int take_answer(struct virtio_device *device, uint32_t number, uint32_t *written) {
    struct virtq *queue = &device->queues[number];
    if (queue->used[INDEX] == queue->taken) {
        return 0;
    }
    const volatile uint16_t *entry = queue->used + RING + USED_WORDS * (queue->taken % QUEUE_SIZE);
    *written = (uint32_t) entry[2] | (uint32_t) entry[3] << 16; /* behind the chain's number */
    queue->taken++;
    return 1;
}

/* With interrupts off between the look and the sleep, the interrupt can't slip through in between. */
uint32_t await_answer(struct virtio_device *device, uint32_t number) {
    uint32_t written;
    uint32_t flags = paravirt_ops.save_flags();
    paravirt_ops.irq_disable();
    while (!take_answer(device, number, &written)) {
        paravirt_ops.safe_halt();
        paravirt_ops.irq_disable();
    }
    paravirt_ops.restore_flags(flags);
    return written;
}
