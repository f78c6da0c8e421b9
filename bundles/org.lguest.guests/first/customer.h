/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef FIRST_CUSTOMER_H
#define FIRST_CUSTOMER_H

/* Buys what it wishes for, one article a turn. Its exit code is what it has spent. */
void customer(void);

#endif
