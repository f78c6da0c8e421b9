/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What runs in ring 3, and asks the kernel before each thing it does. */
#ifndef DEBUGREGS_VISITOR_H
#define DEBUGREGS_VISITOR_H

#include "system_calls.h"

/* "Now comes case ebx": the kernel looks at what the one before has left, and arms what is to match. */
#define SYSTEM_CALL_NEXT_CASE SYSTEM_CALL_OWN
/* Does nothing. */
#define SYSTEM_CALL_NOTHING (SYSTEM_CALL_OWN + 1)

enum ring_3_case {
    RING_3_EXECUTION,
    RING_3_MANY_TIMES,
    RING_3_WRITE_1,
    RING_3_WRITE_2,
    RING_3_WRITE_4,
    RING_3_ACCESS,
    RING_3_OVERLAP,
    RING_3_STEP,
    RING_3_STEP_OVER_CALL,
    RING_3_MOV_SS,
    RING_3_ICEBP,
    RING_3_TRAP_GATE,
    RING_3_CASES
};

/* The bytes in ring 3 that are watched. */
extern volatile unsigned char user_field[16];
extern volatile unsigned int user_visits;

void visit_in_ring_3(void);

void visitor(void);

/* Places in its code. */
extern char user_place[], user_step_1[], user_step_2[], user_call_1[], user_call_3[], user_held[], behind_user_icebp[],
    behind_user_store[];

#endif
