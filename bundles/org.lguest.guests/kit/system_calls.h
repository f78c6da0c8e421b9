/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What ring 3 may ask of the kernel: "int $0x80", number in eax, arguments in ebx, ecx, edx, answer in eax. */
#ifndef KIT_SYSTEM_CALLS_H
#define KIT_SYSTEM_CALLS_H

#define SYSTEM_CALL_EXIT 1
#define SYSTEM_CALL_WRITE 2
#define SYSTEM_CALL_YIELD 3
#define SYSTEM_CALL_OWN 8 /* a guest's own ones start here */
#define SYSTEM_CALLS 16

#endif
