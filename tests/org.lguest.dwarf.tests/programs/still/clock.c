/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* A clock that stands still, for programs with a C library: two runs of such a program are then alike.
   The linker puts these in the place of the library's (ld's --wrap). */

enum { NOW = 1000000000 };

struct parts {
    long seconds;
    long fraction;
};

long __wrap_time(long *result)
{
    if (result) {
        *result = NOW;
    }
    return NOW;
}

long __wrap_clock(void)
{
    return 0;
}

int __wrap_gettimeofday(struct parts *time, void *zone)
{
    (void)zone;
    time->seconds = NOW;
    time->fraction = 0;
    return 0;
}

int __wrap_clock_gettime(int clock, struct parts *time)
{
    (void)clock;
    time->seconds = NOW;
    time->fraction = 0;
    return 0;
}
