/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* A function of which the compiler makes one with fewer arguments: what the others were only its callers tell. It is
   looked at, and never run. */
volatile int seen, wanted = 3;

static __attribute__((noinline)) void note(int value, int factor)
{
    seen = value;
    seen += value;
}

void _start(void)
{
    note(wanted, 7);
    note(5, 9);
    seen = 0;
}
