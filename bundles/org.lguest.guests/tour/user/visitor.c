/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "visitor.h"

#include <stdint.h>

#include "system_calls.h"

#define TURNS 3

/* It may use nothing of the kernel's: this lies in a section that ring 3 can reach. */
static const char here[] = "  a visitor is here\n";

static int system_call(uint32_t number, uint32_t ebx, uint32_t ecx) {
    int answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(number), "b"(ebx), "c"(ecx) : "memory");
    return answer;
}

void visit(void) {
    for (int turn = 0; turn < TURNS; turn++) {
        system_call(SYSTEM_CALL_WRITE, (uint32_t) here, sizeof here - 1);
        system_call(SYSTEM_CALL_YIELD, 0, 0);
    }
    system_call(SYSTEM_CALL_EXIT, TURNS, 0);
}
