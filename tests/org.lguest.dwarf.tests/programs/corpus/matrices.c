/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Loops over real numbers and bits, which compilers turn inside out. */
#include "start.h"

#define N 4

typedef double matrix_t[N][N];

static matrix_t a, b, c;
static float samples[9];
static unsigned crc_table[16];

NEVER_INLINE void fill(matrix_t m, double first, double step)
{
    double value = first;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            m[i][j] = value;
            value += step;
        }
}

NEVER_INLINE void multiply(matrix_t x, matrix_t y, matrix_t out)
{
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            double sum = 0;
            for (int k = 0; k < N; k++)
                sum += x[i][k] * y[k][j];
            out[i][j] = sum;
        }
}

NEVER_INLINE float average(const float *values, int n)
{
    float total = 0;
    const float *end = values + n;
    for (const float *p = values; p < end; p++)
        total += *p;
    return total / n;
}

NEVER_INLINE double root(double x)
{
    double guess = x / 2;
    int rounds = 0;
    while (rounds++ < 5) {
        double better = (guess + x / guess) / 2;
        guess = better;
    }
    KEEP(rounds);
    return guess;
}

NEVER_INLINE unsigned crc(const unsigned char *data, unsigned n)
{
    unsigned value = ~0u;
    for (unsigned i = 0; i < 16; i++) {
        unsigned entry = i;
        for (int bit = 0; bit < 4; bit++)
            entry = entry & 1 ? entry >> 1 ^ 0xEDB88320u : entry >> 1;
        crc_table[i] = entry;
    }
    for (unsigned i = 0; i < n; i++) {
        value ^= data[i];
        value = value >> 4 ^ crc_table[value & 15];
        value = value >> 4 ^ crc_table[value & 15];
    }
    return ~value;
}

NEVER_INLINE unsigned long long fibonacci(unsigned n)
{
    unsigned long long last = 0, current = 1;
    while (n-- > 1) {
        unsigned long long next = last + current;
        last = current;
        current = next;
    }
    return current;
}

int main(void)
{
    float mean;
    double r;
    fill(a, 1, 0.5);
    fill(b, -2, 0.25);
    multiply(a, b, c);
    for (int i = 0; i < 9; i++)
        samples[i] = i * 1.5f - 2;
    mean = average(samples, 9);
    r = root(2);
    KEEP(mean + r);
    KEEP(crc((const unsigned char *) "123456789", 9));
    KEEP(fibonacci(60));
    return c[1][2] > 0;
}
