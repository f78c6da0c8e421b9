/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.virtio;

/**
 * Offsets in what BAR 0 of a virtio device shows: {@code struct virtio_pci_common_cfg} (virtio 1.0, section 4.1.4.3),
 * and behind it what the capabilities of the Launcher of 4.x point to.
 */
final class CommonConfiguration {

    static final int DEVICE_FEATURE_SELECT = 0;
    static final int DEVICE_FEATURE = 4;
    static final int GUEST_FEATURE_SELECT = 8;
    static final int GUEST_FEATURE = 12;
    static final int MSIX_CONFIG = 16;
    static final int NUM_QUEUES = 18;
    static final int STATUS = 20;
    static final int GENERATION = 21;
    static final int QUEUE_SELECT = 22;
    /** From here to {@link #LENGTH} is what each queue has of its own. */
    static final int QUEUE_SIZE = 24;
    static final int QUEUE_MSIX_VECTOR = 26;
    static final int QUEUE_ENABLE = 28;
    static final int QUEUE_NOTIFY_OFF = 30;
    static final int QUEUE_DESC = 32;
    static final int QUEUE_AVAIL = 40;
    static final int QUEUE_USED = 48;
    /** Bytes of the struct. */
    static final int LENGTH = 56;

    /** u16: the number of a queue in which something is new. */
    static final int NOTIFY = 56;
    /** u8: 1 after an interrupt, until it is read. */
    static final int ISR = 58;
    static final int PADDING = 59;
    /** Where the device's own configuration begins. */
    static final int DEVICE = 60;

    private CommonConfiguration() {
    }
}
