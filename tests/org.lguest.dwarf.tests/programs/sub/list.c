/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "../list.h"

static int counter_of_pushes;
static char calls[2];
int elsewhere[4] = { 1, 2, 3, 4 };

int push(struct node *list, int value)
{
    counter_of_pushes++;
    calls[0] = (char) value;
    while (list->next)
        list = list->next;
    list->value = value;
    return length(list);
}

static int unused(int n)
{
    return n + 1;
}
int (*keep)(int) = unused;
