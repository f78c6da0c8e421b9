/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* One line for each case, PASS or FAIL, and all of them counted. */
#ifndef DEBUGREGS_CASES_H
#define DEBUGREGS_CASES_H

#include <stdint.h>

/* How often what is to happen again and again does. */
#define MANY 1200

/* Nothing is armed, and no trap has been seen yet. */
void begin_case(const char *name);

/* The first expectation of a case that fails is told. The detail says which of many it was. */
void expect(const char *what, uint32_t detail, uint32_t got, uint32_t expected);

void end_case(void);

void print_summary(void);

/* The cases, by what they are about. */
void check_registers(void);
void check_execution(void);
void check_accesses(void);
void check_traps(void);
void check_steps(void);
void check_ring_3(void);

#endif
