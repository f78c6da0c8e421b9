/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* A program for ring 3: it prints a line three times, letting others have their turn in between, and ends with 3. */
#ifndef VISITOR_H
#define VISITOR_H

#include <stdint.h>

void visit(void);

#endif
