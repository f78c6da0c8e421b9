/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "early_console.h"

#include "console.h"
#include "pci.h"
#include "virtio_console.h"

#define CONSOLE_DEVICE 1
#define CONSOLE_ID 3
#define EMERGENCY_WRITE 8 /* in the console's configuration: a character that is written here is printed */

static uint32_t window; /* the capability behind whose data BAR 0 is; 0 until it is found */

void start_early_console(void) {
    if (read_pci(CONSOLE_DEVICE, PCI_ID) != ((VIRTIO_DEVICE + CONSOLE_ID) << 16 | VIRTIO_VENDOR)) {
        return; /* and nothing to complain with */
    }
    uint32_t configuration = find_capability(CONSOLE_DEVICE, VIRTIO_CONFIGURATION);
    uint32_t offset = read_pci(CONSOLE_DEVICE, configuration + CAPABILITY_OFFSET) + EMERGENCY_WRITE;
    window = find_capability(CONSOLE_DEVICE, VIRTIO_WINDOW);
    write_pci(CONSOLE_DEVICE, window + CAPABILITY_BAR, 0);
    write_pci(CONSOLE_DEVICE, window + CAPABILITY_OFFSET, offset);
    write_pci(CONSOLE_DEVICE, window + CAPABILITY_LENGTH, sizeof(uint32_t));
}

/* By the driver, once there is one; till then each character is two exits to the Launcher. */
void send_to_console(const char *text, size_t length) {
    if (console_is_driven()) {
        write_console(text, length);
        return;
    }
    for (size_t i = 0; i < length && window != 0; i++) {
        write_pci(CONSOLE_DEVICE, window + CAPABILITY_DATA, (uint8_t) text[i]);
    }
}
