/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "paravirt.h"

uint32_t native_get_debugreg(uint32_t number) {
    uint32_t value = 0;
    switch (number) {
        case 0: __asm__ volatile("mov %%db0, %0" : "=r"(value)); break;
        case 1: __asm__ volatile("mov %%db1, %0" : "=r"(value)); break;
        case 2: __asm__ volatile("mov %%db2, %0" : "=r"(value)); break;
        case 3: __asm__ volatile("mov %%db3, %0" : "=r"(value)); break;
        case 6: __asm__ volatile("mov %%db6, %0" : "=r"(value)); break;
        case 7: __asm__ volatile("mov %%db7, %0" : "=r"(value)); break;
    }
    return value;
}

int32_t native_set_debugreg(uint32_t number, uint32_t value) {
    switch (number) {
        case 0: __asm__ volatile("mov %0, %%db0" : : "r"(value)); return 0;
        case 1: __asm__ volatile("mov %0, %%db1" : : "r"(value)); return 0;
        case 2: __asm__ volatile("mov %0, %%db2" : : "r"(value)); return 0;
        case 3: __asm__ volatile("mov %0, %%db3" : : "r"(value)); return 0;
        case 6: __asm__ volatile("mov %0, %%db6" : : "r"(value)); return 0;
        case 7: __asm__ volatile("mov %0, %%db7" : : "r"(value)); return 0;
    }
    return -22;
}
