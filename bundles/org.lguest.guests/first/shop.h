/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What the shop sells, by number, and how to ask for it. */
#ifndef FIRST_SHOP_H
#define FIRST_SHOP_H

#include "system_calls.h"

enum { BREAD, CHEESE, APPLES, COFFEE, ARTICLES };

/* Article in ebx, pieces in ecx; answers the amount to pay, 0 where there is nothing left to buy. */
#define SYSTEM_CALL_BUY SYSTEM_CALL_OWN

#endif
