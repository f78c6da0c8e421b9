/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "user/writer.h"

#include "system_calls.h"

volatile unsigned int written_in_ring_3;

void writer(void) {
    written_in_ring_3 = 7;
    __asm__ volatile("int $0x80" : : "a"(SYSTEM_CALL_EXIT), "b"(0));
}
