/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* What programs do: sorting, hashing, parsing. */
#include "start.h"

#define BUCKETS 8

typedef struct entry {
    const char *key;
    int value;
    struct entry *next;
} entry_t;

typedef int (*comparison)(const void *, const void *);

static entry_t pool[12];
static unsigned used;
static entry_t *buckets[BUCKETS];
static int numbers[16] = { 9, 3, 7, 1, 8, 2, 14, 6, 0, 5, 11, 4, 13, 10, 15, 12 };
static const char *expression = "2*(3+4)-5*(1+1)";

static int compare(const void *a, const void *b)
{
    int x = *(const int *) a, y = *(const int *) b;
    return x < y ? -1 : x > y;
}

static void swap(int *a, int *b)
{
    int t = *a;
    *a = *b;
    *b = t;
}

NEVER_INLINE void quicksort(int *from, int *to, comparison cmp)
{
    int *pivot, *store;
    if (to - from < 2)
        return;
    pivot = to - 1;
    store = from;
    for (int *p = from; p < pivot; p++)
        if (cmp(p, pivot) < 0)
            swap(p, store++);
    swap(store, pivot);
    quicksort(from, store, cmp);
    quicksort(store + 1, to, cmp);
}

static unsigned hash(const char *key)
{
    unsigned h = 5381;
    for (const unsigned char *p = (const unsigned char *) key; *p; p++)
        h = h * 33 + *p;
    return h;
}

static int same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

NEVER_INLINE entry_t *find(const char *key)
{
    unsigned bucket = hash(key) % BUCKETS;
    for (entry_t *e = buckets[bucket]; e; e = e->next)
        if (same(e->key, key))
            return e;
    return 0;
}

NEVER_INLINE int put(const char *key, int value)
{
    entry_t *e = find(key);
    if (!e) {
        unsigned bucket = hash(key) % BUCKETS;
        e = &pool[used++];
        e->key = key;
        e->next = buckets[bucket];
        buckets[bucket] = e;
    }
    e->value = value;
    return used;
}

static int sum(const char **at);

static int factor(const char **at)
{
    int n = 0;
    if (**at == '(') {
        ++*at;
        n = sum(at);
        ++*at;
        return n;
    }
    while (**at >= '0' && **at <= '9')
        n = n * 10 + *(*at)++ - '0';
    return n;
}

static int product(const char **at)
{
    int n = factor(at);
    while (**at == '*') {
        ++*at;
        n *= factor(at);
    }
    return n;
}

NEVER_INLINE static int sum(const char **at)
{
    int n = product(at);
    while (**at == '+' || **at == '-') {
        char sign = *(*at)++;
        int right = product(at);
        n = sign == '+' ? n + right : n - right;
    }
    return n;
}

int main(void)
{
    const char *at = expression;
    int result;
    quicksort(numbers, numbers + 16, compare);
    put("one", 1);
    put("two", 2);
    put("three", 3);
    put("two", 22);
    KEEP(find("two")->value);
    result = sum(&at);
    KEEP(result);
    KEEP(numbers[3]);
    return 0;
}
