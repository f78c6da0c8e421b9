/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The debug registers' own language: DR7 enables a slot and says what it matches, DR6 says which slots did. */
#ifndef KIT_DEBUG_REGISTERS_H
#define KIT_DEBUG_REGISTERS_H

#define DR6 6
#define DR7 7

#define DR6_FIXED 0xFFFF0FF0 /* always read as 1 */
#define DR6_MATCHED(slot) (1u << (slot))
#define DR6_SINGLE_STEP (1u << 14)

#define DR7_ENABLED(slot) (2u << 2 * (slot))
#define DR7_CONDITION(slot, read_write, length) ((uint32_t) ((length) << 2 | (read_write)) << (16 + 4 * (slot)))

#define ON_EXECUTION 0
#define ON_WRITE 1
#define ON_ACCESS 3

#define LENGTH_1 0
#define LENGTH_2 1
#define LENGTH_4 3

#endif
