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

/* Text made at random, packed by LZ77 with hash chains and then by an adaptive binary range coder, and unpacked again. */

#define SIZE 24000
#define WINDOW 4096
#define SHORTEST 3
#define LONGEST 18
#define NONE 0xffff

static u8 text[SIZE], tokens[SIZE * 2], packed[SIZE * 2], unpacked_tokens[SIZE * 2], unpacked[SIZE];
static u16 head[4096], previous[SIZE];
static u16 chance[256];

static void make_text(void)
{
    static const char *const words[] = {"the ", "guest ", "host ", "switcher ", "runs ", "and ", "page ", "of ", "a ",
                                        "table ", "in ", "shadow ", "interrupt ", "stops ", "\n", "0x"};
    u32 at = 0;
    while (at < SIZE) {
        const char *word = words[any() >> 28];
        while (*word && at < SIZE)
            text[at++] = *word++;
        if (any() % 11 == 0 && at < SIZE)
            text[at++] = 'a' + any() % 26;
    }
}

static u32 match(u32 from, u32 at)
{
    u32 length = 0;
    while (length < LONGEST && at + length < SIZE && text[from + length] == text[at + length])
        length++;
    return length;
}

static u32 lz(void)
{
    u32 at = 0, out = 0, i;
    for (i = 0; i < 4096; i++)
        head[i] = NONE;
    while (at < SIZE) {
        u32 best = 0, where = 0, steps = 1;
        if (at + SHORTEST <= SIZE) {
            u32 hash = (text[at] * 33u ^ text[at + 1] * 1009u ^ text[at + 2] * 77u) & 4095;
            u32 candidate = head[hash];
            int tries = 32;
            while (candidate != NONE && at - candidate < WINDOW && tries--) {
                u32 length = match(candidate, at);
                if (length > best) {
                    best = length;
                    where = candidate;
                }
                candidate = previous[candidate];
            }
        }
        if (best >= SHORTEST) {
            u32 distance = at - where;
            tokens[out++] = 0x80 | (best - SHORTEST) << 3 | distance >> 9;
            tokens[out++] = distance >> 1;
            tokens[out++] = distance & 1;
            steps = best;
        } else {
            tokens[out++] = text[at] & 0x7f;
        }
        while (steps--) {
            if (at + SHORTEST <= SIZE) {
                u32 hash = (text[at] * 33u ^ text[at + 1] * 1009u ^ text[at + 2] * 77u) & 4095;
                previous[at] = head[hash];
                head[hash] = at;
            }
            at++;
        }
    }
    return out;
}

static u32 low, range, code, position, carried, cached;

static void shift_low(u64 *wide)
{
    if ((u32)*wide < 0xff000000u || *wide >> 32) {
        u32 carry = *wide >> 32;
        if (carried) {
            packed[position++] = cached + carry;
            while (--carried)
                packed[position++] = 0xff + carry;
        }
        cached = (u32)*wide >> 24;
    }
    carried++;
    *wide = (u64)((u32)*wide << 8);
}

static u32 encode(u32 count)
{
    u64 wide = 0;
    u32 i;
    for (i = 0; i < 256; i++)
        chance[i] = 1024;
    range = -1;
    position = carried = cached = 0;
    for (i = 0; i < count; i++) {
        u32 node = 1;
        int bit;
        for (bit = 7; bit >= 0; bit--) {
            u32 bound = (range >> 11) * chance[node];
            u32 one = tokens[i] >> bit & 1;
            if (one) {
                wide += bound;
                range -= bound;
                chance[node] -= chance[node] >> 5;
            } else {
                range = bound;
                chance[node] += (2048 - chance[node]) >> 5;
            }
            node = node << 1 | one;
            while (range < 1u << 24) {
                range <<= 8;
                shift_low(&wide);
            }
        }
    }
    for (i = 0; i < 5; i++)
        shift_low(&wide);
    return position;
}

static void decode(u32 count)
{
    u32 i;
    for (i = 0; i < 256; i++)
        chance[i] = 1024;
    range = -1;
    code = 0;
    position = 0;
    for (i = 0; i < 4; i++)
        code = code << 8 | packed[position++];
    for (i = 0; i < count; i++) {
        u32 node = 1;
        while (node < 256) {
            u32 bound = (range >> 11) * chance[node];
            if (code >= bound) {
                code -= bound;
                range -= bound;
                chance[node] -= chance[node] >> 5;
                node = node << 1 | 1;
            } else {
                range = bound;
                chance[node] += (2048 - chance[node]) >> 5;
                node <<= 1;
            }
            while (range < 1u << 24) {
                range <<= 8;
                code = code << 8 | packed[position++];
            }
        }
        unpacked_tokens[i] = node;
    }
}

static void unlz(u32 count)
{
    u32 in = 0, out = 0;
    while (in < count) {
        u32 token = unpacked_tokens[in++];
        if (token & 0x80) {
            u32 length = (token >> 3 & 15) + SHORTEST;
            u32 distance = (token & 7) << 9 | unpacked_tokens[in] << 1 | unpacked_tokens[in + 1];
            in += 2;
            while (length--) {
                unpacked[out] = unpacked[out - distance];
                out++;
            }
        } else {
            unpacked[out++] = token;
        }
    }
}

void program(void)
{
    u32 count, size;
    make_text();
    count = lz();
    size = encode(count);
    decode(count);
    unlz(count);
    low = memcmp(text, unpacked, SIZE);
    print_hex("text ", fnv(text, SIZE));
    print_hex("tokens ", count);
    print_hex("packed ", size);
    print_hex("hash ", fnv(packed, size));
    print(low ? "not the same\n" : "the same\n");
}
