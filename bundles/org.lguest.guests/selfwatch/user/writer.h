/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef SELFWATCH_WRITER_H
#define SELFWATCH_WRITER_H

extern volatile unsigned int written_in_ring_3;

/* A program in ring 3 that writes 7 there, and ends. */
void writer(void);

#endif
