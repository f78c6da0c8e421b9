/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "pci.h"

#define ADDRESS_PORT 0xCF8
#define DATA_PORT 0xCFC
#define ENABLE 0x80000000u
#define DEVICE_SHIFT 11

/* Ring 1 may not touch ports: each is a general protection fault, which the Launcher emulates and steps over. */
static void out32(uint16_t port, uint32_t value) {
    __asm__ volatile("outl %0, %1" : : "a"(value), "d"(port));
}

static uint32_t in32(uint16_t port) {
    uint32_t value;
    __asm__ volatile("inl %1, %0" : "=a"(value) : "d"(port));
    return value;
}

static void select(uint32_t device, uint32_t pci_register) {
    out32(ADDRESS_PORT, ENABLE | device << DEVICE_SHIFT | pci_register);
}

uint32_t read_pci(uint32_t device, uint32_t pci_register) {
    select(device, pci_register);
    return in32(DATA_PORT);
}

void write_pci(uint32_t device, uint32_t pci_register, uint32_t value) {
    select(device, pci_register);
    out32(DATA_PORT, value);
}

uint8_t read_pci_byte(uint32_t device, uint32_t pci_register) {
    uint8_t value;
    select(device, pci_register & ~3u);
    __asm__ volatile("inb %1, %0" : "=a"(value) : "d"((uint16_t) (DATA_PORT + (pci_register & 3))));
    return value;
}

uint32_t find_capability(uint32_t device, uint32_t kind) {
    uint32_t at = read_pci_byte(device, PCI_CAPABILITIES);
    while (at != 0 && (read_pci_byte(device, at) != CAPABILITY_VIRTIO || read_pci_byte(device, at + CAPABILITY_KIND) != kind)) {
        at = read_pci_byte(device, at + 1);
    }
    return at;
}
