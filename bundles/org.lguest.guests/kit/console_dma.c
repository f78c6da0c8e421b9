/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "console.h"

#include "lguest.h"

/* The Launcher listens at the first key. */
void send_to_console(const char *text, size_t length) {
    struct lguest_dma dma __attribute__((aligned(128)));
    dma.used_len = 0;
    dma.address[0] = physical(text);
    dma.length[0] = (uint16_t) length;
    dma.length[1] = 0;
    hypercall(LHCALL_SEND_DMA, CONSOLE_DMA_KEY, physical(&dma), 0);
}
