/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "cases.h"

#include "console.h"
#include "hits.h"

static const char *name;
static int failed;
static uint32_t passes, failures;

void begin_case(const char *case_name) {
    name = case_name;
    failed = 0;
    disarm();
    forget_hits();
}

void expect(const char *what, uint32_t detail, uint32_t got, uint32_t expected) {
    if (got != expected && !failed) {
        failed = 1;
        print("FAIL %s: %s (%x): %08x/%08x\n", name, what, detail, got, expected);
    }
}

void end_case(void) {
    disarm();
    if (failed) {
        failures++;
    } else {
        passes++;
        print("PASS %s\n", name);
    }
}

void print_summary(void) {
    print("debugregs: %u passed, %u failed\n", passes, failures);
}
