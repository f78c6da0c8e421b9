/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The PCI bus: configuration mechanism 1, by two ports that the Launcher answers for. */
#ifndef KIT4_PCI_H
#define KIT4_PCI_H

#include <stdint.h>

#define PCI_DEVICES 32
#define PCI_ID 0x00
#define PCI_BAR_0 0x10
#define PCI_CAPABILITIES 0x34
#define PCI_INTERRUPT_LINE 0x3C

#define VIRTIO_VENDOR 0x1AF4
#define VIRTIO_DEVICE 0x1040

/* What a capability of virtio describes (virtio 1.0, section 4.1.4). */
#define CAPABILITY_VIRTIO 0x09
#define VIRTIO_COMMON 1
#define VIRTIO_NOTIFY 2
#define VIRTIO_ISR 3
#define VIRTIO_CONFIGURATION 4
#define VIRTIO_WINDOW 5

/* Within a capability. */
#define CAPABILITY_KIND 3
#define CAPABILITY_BAR 4
#define CAPABILITY_OFFSET 8
#define CAPABILITY_LENGTH 12
#define CAPABILITY_DATA 16

/* Of a function 0 on bus 0, at a register, which is a multiple of 4. */
uint32_t read_pci(uint32_t device, uint32_t pci_register);
void write_pci(uint32_t device, uint32_t pci_register, uint32_t value);
uint8_t read_pci_byte(uint32_t device, uint32_t pci_register);

/* Where in configuration space the capability of that kind begins; 0 if the device has none. */
uint32_t find_capability(uint32_t device, uint32_t kind);

#endif
