/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
#include "program.h"

/* Many ways to the same order: of words of 8, 16 and 32 bits with and without signs, of 64 bits, of records, of texts. */

#define COUNT 1500

static i32 numbers[COUNT], heap[COUNT], merged[COUNT], spare[COUNT], radix[COUNT], shell[COUNT];
static i64 wide[COUNT];
static signed char small[COUNT];
static short middling[COUNT];

struct record {
    u16 key;
    signed char group : 3;
    u8 flag : 1;
    char name[9];
    u32 value;
};
static struct record records[400];
static const char *texts[400];

typedef int order(const void *, const void *);

static int by_number(const void *a, const void *b)
{
    i32 x = *(const i32 *)a, y = *(const i32 *)b;
    return (x > y) - (x < y);
}

static int by_wide(const void *a, const void *b)
{
    i64 x = *(const i64 *)a, y = *(const i64 *)b;
    return x < y ? -1 : x > y;
}

static int by_small(const void *a, const void *b)
{
    return *(const signed char *)a - *(const signed char *)b;
}

static int by_middling(const void *a, const void *b)
{
    return *(const short *)a - *(const short *)b;
}

static int by_text(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    while (*x && *x == *y)
        x++, y++;
    return *x - *y;
}

static int by_record(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    if (x->group != y->group)
        return x->group - y->group;
    if (x->flag != y->flag)
        return x->flag - y->flag;
    return x->key != y->key ? x->key - y->key : (x->value > y->value) - (x->value < y->value);
}

static void swap(u8 *a, u8 *b, u32 size)
{
    while (size--) {
        u8 kept = *a;
        *a++ = *b;
        *b++ = kept;
    }
}

static void quicksort(u8 *base, i32 count, u32 size, order *compare)
{
    while (count > 1) {
        i32 i = 1, last = 0;
        swap(base, base + count / 2 * size, size);
        for (; i < count; i++)
            if (compare(base + i * size, base) < 0)
                swap(base + ++last * size, base + i * size, size);
        swap(base, base + last * size, size);
        if (last < count - last - 1) {
            quicksort(base, last, size, compare);
            base += (last + 1) * size;
            count -= last + 1;
        } else {
            quicksort(base + (last + 1) * size, count - last - 1, size, compare);
            count = last;
        }
    }
}

static void sift(i32 *values, int at, int count)
{
    i32 value = values[at];
    int child;
    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && values[child] < values[child + 1])
            child++;
        if (value >= values[child])
            break;
        values[at] = values[child];
        at = child;
    }
    values[at] = value;
}

static void heapsort(i32 *values, int count)
{
    int i;
    for (i = count / 2; i--;)
        sift(values, i, count);
    for (i = count; --i > 0;) {
        i32 first = values[0];
        values[0] = values[i];
        values[i] = first;
        sift(values, 0, i);
    }
}

static void mergesort(i32 *values, i32 *other, int count)
{
    int half = count / 2, a = 0, b = half, out = 0;
    if (count < 2)
        return;
    mergesort(values, other, half);
    mergesort(values + half, other, count - half);
    while (a < half || b < count)
        other[out++] = b == count || (a < half && values[a] <= values[b]) ? values[a++] : values[b++];
    memcpy(values, other, count * sizeof *values);
}

static void radixsort(i32 *values, int count)
{
    int shift, i;
    for (shift = 0; shift < 32; shift += 8) {
        u32 starts[257] = {0};
        for (i = 0; i < count; i++)
            starts[(((u32)values[i] ^ 0x80000000) >> shift & 255) + 1]++;
        for (i = 0; i < 256; i++)
            starts[i + 1] += starts[i];
        for (i = 0; i < count; i++)
            spare[starts[((u32)values[i] ^ 0x80000000) >> shift & 255]++] = values[i];
        memcpy(values, spare, count * sizeof *values);
    }
}

static void shellsort(i32 *values, int count)
{
    int gap, i, j;
    for (gap = count / 2; gap; gap /= 2)
        for (i = gap; i < count; i++) {
            i32 value = values[i];
            for (j = i; j >= gap && values[j - gap] > value; j -= gap)
                values[j] = values[j - gap];
            values[j] = value;
        }
}

void program(void)
{
    u32 i, j;
    for (i = 0; i < COUNT; i++) {
        numbers[i] = heap[i] = merged[i] = radix[i] = shell[i] = any() >> any() % 20;
        wide[i] = (i64)any() << 32 | any();
        small[i] = any();
        middling[i] = any();
    }
    for (i = 0; i < 400; i++) {
        records[i].key = any() % 50;
        records[i].group = any();
        records[i].flag = any();
        records[i].value = any();
        for (j = 0; j < 8; j++)
            records[i].name[j] = 'a' + any() % 4;
        texts[i] = records[i].name + any() % 7;
    }
    quicksort((u8 *)texts, 400, sizeof *texts, by_text);
    for (i = j = 0; i < 400; i++)
        j = j * 31 + length_of(texts[i]) + *texts[i];
    print_hex("texts ", j);
    quicksort((u8 *)records, 400, sizeof *records, by_record);
    quicksort((u8 *)numbers, COUNT, sizeof *numbers, by_number);
    quicksort((u8 *)wide, COUNT, sizeof *wide, by_wide);
    quicksort((u8 *)small, COUNT, sizeof *small, by_small);
    quicksort((u8 *)middling, COUNT, sizeof *middling, by_middling);
    heapsort(heap, COUNT);
    mergesort(merged, spare, COUNT);
    radixsort(radix, COUNT);
    shellsort(shell, COUNT);
    print(memcmp(numbers, heap, sizeof heap) || memcmp(heap, merged, sizeof heap) || memcmp(heap, radix, sizeof heap)
              || memcmp(heap, shell, sizeof heap) ? "orders differ\n" : "one order\n");
    print_hex("numbers ", fnv(numbers, sizeof numbers));
    print_hex("records ", fnv(records, sizeof records));
    print_hex("wide ", fnv(wide, sizeof wide));
    print_hex("small ", fnv(small, sizeof small));
    print_hex("middling ", fnv(middling, sizeof middling));
}
