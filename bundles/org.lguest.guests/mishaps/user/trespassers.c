/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "user/trespassers.h"

#include "lguest.h"
#include "system_calls.h"

#define NO_SYSTEM_CALL 12345

static int system_call(int number, int ebx, int ecx) {
    __asm__ volatile("int $0x80" : "+a"(number) : "b"(ebx), "c"(ecx) : "memory");
    return number;
}

void writes_kernel_memory(void) {
    *(volatile int *) &lguest_data = 0;
}

void turns_interrupts_off(void) {
    __asm__ volatile("cli");
}

void calls_the_host(void) {
    __asm__ volatile("int %0" : : "i"(LHCALL_VECTOR), "a"(LHCALL_HALT));
}

void asks_for_the_wrong_things(void) {
    int answers = system_call(NO_SYSTEM_CALL, 0, 0);
    answers += system_call(SYSTEM_CALL_WRITE, (int) &lguest_data, 16);
    system_call(SYSTEM_CALL_EXIT, answers, 0);
}
