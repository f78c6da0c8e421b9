/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What a SET takes and what it refuses, without any register matching. */

#include "cases.h"
#include "hits.h"

#define SLOTS 4
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Where nothing ever is. */
static volatile uint32_t nowhere;

/* Bit n: a slot's condition may not be n, which is LEN and RW (Linux's arch/i386/kernel/ptrace.c). */
#define ILLEGAL_CONDITIONS 0x5F54

static void fill(void) {
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        set(slot, (uint32_t) &nowhere);
    }
}

static void expect_filled(uint32_t detail) {
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        expect("an address after a refusal", detail, get(slot), (uint32_t) &nowhere);
    }
}

static void keep_addresses(void) {
    static const uint32_t addresses[] = {0, 1, 0x11111111, 0xBFFFFFFF, 0xC0000000, 0xFFBFFFFC, 0xFFBFFFFF};
    begin_case("DR0 to DR3 keep any address below the Switcher");
    for (uint32_t i = 0; i + SLOTS <= COUNT(addresses); i++) {
        for (uint32_t slot = 0; slot < SLOTS; slot++) {
            expect("SET", slot, set(slot, addresses[i + slot]), 0);
        }
        for (uint32_t slot = 0; slot < SLOTS; slot++) {
            expect("GET", slot, get(slot), addresses[i + slot]);
        }
    }
    end_case();
}

static void keep_status(void) {
    begin_case("DR6 takes any value and reads its fixed bits");
    expect("SET", 0, set(DR6, 0), 0);
    expect("GET", 0, get(DR6), DR6_FIXED);
    expect("SET", 1, set(DR6, 0xFFFFFFFF), 0);
    expect("GET", 1, get(DR6), 0xFFFFEFFF);
    expect("SET", 2, set(DR6, DR6_SINGLE_STEP | DR6_MATCHED(2)), 0);
    expect("GET", 2, get(DR6), DR6_FIXED | DR6_SINGLE_STEP | DR6_MATCHED(2));
    end_case();
}

static void refuse_general_detect(void) {
    begin_case("GD is refused silently");
    fill();
    expect("SET", 0, set(DR7, 1 << 13), 0);
    expect("GET", 0, get(DR7), 0);
    uint32_t armed = DR7_ENABLED(0) | DR7_CONDITION(0, ON_WRITE, LENGTH_4);
    expect("SET", 1, set(DR7, armed | 1 << 13), 0);
    expect("GET", 1, get(DR7), armed);
    end_case();
}

static void clear_reserved_bits(void) {
    begin_case("bits 10 to 15 of DR7 read clear, bits 0 to 9 as they were set");
    fill();
    expect("SET", 0, set(DR7, 0xFFFF), 0);
    expect("GET", 0, get(DR7), 0x03FF);
    end_case();
}

static void refuse_numbers(void) {
    static const uint32_t numbers[] = {4, 5, 8, 9, 31, 32, 255, 256, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
    begin_case("there is no DR4, no DR5 and nothing behind DR7");
    fill();
    for (uint32_t i = 0; i < COUNT(numbers); i++) {
        expect("SET", numbers[i], set(numbers[i], 0x12345678), REFUSED);
        expect("GET", numbers[i], get(numbers[i]), 0);
        expect_filled(numbers[i]);
        expect("DR6", numbers[i], get(DR6), DR6_FIXED);
        expect("DR7", numbers[i], get(DR7), 0);
    }
    end_case();
}

static void refuse_switcher(void) {
    static const uint32_t addresses[] = {0xFFC00000, 0xFFC00001, 0xFFC01FB4, 0xFFC01FB8, 0xFFC02000, 0xFFFFFFFC, 0xFFFFFFFF};
    begin_case("an address in the Switcher is refused");
    fill();
    for (uint32_t i = 0; i < COUNT(addresses); i++) {
        for (uint32_t slot = 0; slot < SLOTS; slot++) {
            expect("SET", addresses[i], set(slot, addresses[i]), REFUSED);
        }
        expect_filled(addresses[i]);
    }
    end_case();
}

static void refuse_conditions(void) {
    begin_case("an illegal condition is refused in any slot, enabled or not");
    fill();
    for (uint32_t enabled = 0; enabled < 3; enabled++) {
        for (uint32_t slot = 0; slot < SLOTS; slot++) {
            for (uint32_t condition = 0; condition < 16; condition++) {
                uint32_t before = DR7_CONDITION(slot, ON_WRITE, LENGTH_2);
                uint32_t wanted = enabled << 2 * slot | condition << (16 + 4 * slot);
                int illegal = ILLEGAL_CONDITIONS >> condition & 1;
                set(DR7, before);
                expect("SET", wanted, set(DR7, wanted), illegal ? REFUSED : 0);
                expect("GET", wanted, get(DR7), illegal ? before : wanted);
            }
        }
    }
    expect_filled(0);
    end_case();
}

static void stay_armed(void) {
    begin_case("a refusal leaves armed what is armed");
    arm(1, &nowhere, ON_WRITE, LENGTH_4);
    set(DR7, DR7_CONDITION(0, 2, LENGTH_1));
    set(1, 0xFFC00000);
    set(4, 0);
    nowhere = 0;
    expect_hits(1);
    expect("DR6", 0, hits[0].dr6, slot_bit(1));
    end_case();
}

void check_registers(void) {
    keep_addresses();
    keep_status();
    refuse_general_detect();
    clear_reserved_bits();
    refuse_numbers();
    refuse_switcher();
    refuse_conditions();
    stay_armed();
}
