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

/* SHA-256, ChaCha20, XTEA, CRC-32 and modular powers, with what is known to come out of some of them. */

static u32 turn(u32 value, int by)
{
    return value << by | value >> (32 - by);
}

static u32 round_constant[64], initial[8];

/* The fractional parts of cube and square roots of the first primes, by integers alone. */
static u32 root_fraction(u32 prime, int power)
{
    u32 low = 0, high = 0xffffffff, whole = 1;
    while (power == 2 ? (whole + 1) * (whole + 1) <= prime : (whole + 1) * (whole + 1) * (whole + 1) <= prime)
        whole++;
    while (low < high) {
        /* x = whole + middle / 2^32, in limbs of 16 bits: is x^power <= prime? */
        u32 middle = low + (high - low) / 2 + 1;
        u32 x[3] = {middle & 0xffff, middle >> 16, whole}, result[10] = {1};
        int times, i, j, above = 0;
        for (times = 0; times < power; times++) {
            u32 product[10] = {0};
            for (i = 0; i < 7; i++)
                for (j = 0; j < 3; j++) {
                    u32 term = result[i] * x[j];
                    int k = i + j;
                    u32 carry;
                    product[k] += term & 0xffff;
                    product[k + 1] += term >> 16;
                    for (carry = product[k] >> 16; carry; carry = product[k] >> 16) {
                        product[k] &= 0xffff;
                        product[++k] += carry;
                    }
                    for (k = i + j + 1; product[k] >> 16; k++) {
                        product[k + 1] += product[k] >> 16;
                        product[k] &= 0xffff;
                    }
                }
            memcpy(result, product, sizeof product);
        }
        for (i = 9; i > 2 * power; i--)
            above |= result[i] != 0;
        above |= result[2 * power] >= prime;
        if (above)
            high = middle - 1;
        else
            low = middle;
    }
    return low;
}

static void make_constants(void)
{
    u32 candidate = 2, found = 0, divisor;
    for (; found < 64; candidate++) {
        for (divisor = 2; divisor * divisor <= candidate; divisor++)
            if (candidate % divisor == 0)
                break;
        if (divisor * divisor <= candidate)
            continue;
        if (found < 8)
            initial[found] = root_fraction(candidate, 2);
        round_constant[found++] = root_fraction(candidate, 3);
    }
}

static void sha256_block(u32 *state, const u8 *block)
{
    u32 w[64], s[8], i;
    for (i = 0; i < 16; i++)
        w[i] = (u32)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (; i < 64; i++) {
        u32 a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (turn(a, 25) ^ turn(a, 14) ^ a >> 3) + (turn(b, 15) ^ turn(b, 13) ^ b >> 10);
    }
    memcpy(s, state, sizeof s);
    for (i = 0; i < 64; i++) {
        u32 one = s[7] + (turn(s[4], 26) ^ turn(s[4], 21) ^ turn(s[4], 7)) + ((s[4] & s[5]) ^ (~s[4] & s[6]))
            + round_constant[i] + w[i];
        u32 two = (turn(s[0], 30) ^ turn(s[0], 19) ^ turn(s[0], 10)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        s[7] = s[6];
        s[6] = s[5];
        s[5] = s[4];
        s[4] = s[3] + one;
        s[3] = s[2];
        s[2] = s[1];
        s[1] = s[0];
        s[0] = one + two;
    }
    for (i = 0; i < 8; i++)
        state[i] += s[i];
}

static void sha256(const u8 *bytes, u32 length, u32 *state)
{
    u8 last[128] = {0};
    u32 rest = length % 64, i, blocks = rest < 56 ? 1 : 2;
    memcpy(state, initial, sizeof initial);
    for (i = 0; i + 64 <= length; i += 64)
        sha256_block(state, bytes + i);
    memcpy(last, bytes + i, rest);
    last[rest] = 0x80;
    for (i = 0; i < 8; i++)
        last[64 * blocks - 1 - i] = (u64)length * 8 >> 8 * i;
    for (i = 0; i < blocks; i++)
        sha256_block(state, last + 64 * i);
}

static void quarter(u32 *x, int a, int b, int c, int d)
{
    x[a] += x[b];
    x[d] = turn(x[d] ^ x[a], 16);
    x[c] += x[d];
    x[b] = turn(x[b] ^ x[c], 12);
    x[a] += x[b];
    x[d] = turn(x[d] ^ x[a], 8);
    x[c] += x[d];
    x[b] = turn(x[b] ^ x[c], 7);
}

static void chacha20(u8 *bytes, u32 length)
{
    u32 state[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}, x[16], at, i;
    for (i = 4; i < 12; i++)
        state[i] = i * 0x01010101;
    for (at = 0; at < length; at += 64) {
        memcpy(x, state, sizeof x);
        for (i = 0; i < 10; i++) {
            quarter(x, 0, 4, 8, 12);
            quarter(x, 1, 5, 9, 13);
            quarter(x, 2, 6, 10, 14);
            quarter(x, 3, 7, 11, 15);
            quarter(x, 0, 5, 10, 15);
            quarter(x, 1, 6, 11, 12);
            quarter(x, 2, 7, 8, 13);
            quarter(x, 3, 4, 9, 14);
        }
        for (i = 0; i < 64; i++)
            bytes[at + i] ^= (x[i / 4] + state[i / 4]) >> 8 * (i % 4);
        state[12]++;
    }
}

static void xtea(u32 *v, const u32 *key, int rounds)
{
    u32 sum = 0, delta = 0x9e3779b9;
    while (rounds--) {
        v[0] += ((v[1] << 4 ^ v[1] >> 5) + v[1]) ^ (sum + key[sum & 3]);
        sum += delta;
        v[1] += ((v[0] << 4 ^ v[0] >> 5) + v[0]) ^ (sum + key[sum >> 11 & 3]);
    }
}

static u32 crc32(const u8 *bytes, u32 length)
{
    u32 crc = -1;
    int bit;
    while (length--) {
        crc ^= *bytes++;
        for (bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (-(crc & 1) & 0xedb88320);
    }
    return ~crc;
}

/* A 64-bit value modulo 32 bits, by shifts: no division of 64 bits is at hand. */
static u32 modulo(u64 value, u32 by)
{
    u64 wide = (u64)by << 32;
    int bit;
    for (bit = 0; bit <= 32; bit++) {
        if (value >= wide)
            value -= wide;
        wide >>= 1;
    }
    return value;
}

static u32 power(u32 base, u32 exponent, u32 by)
{
    u64 result = 1, square = base;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1)
            result = modulo(result * square, by);
        square = modulo(square * square, by);
    }
    return result;
}

static u8 message[8192];

void program(void)
{
    u32 digest[8], key[4] = {1, 0x80000000, 0x12345678, 0xffffffff}, block[2] = {0x41424344, 0x45464748}, i;
    make_constants();
    sha256((const u8 *)"abc", 3, digest);
    print(digest[0] == 0xba7816bf && digest[7] == 0xf20015ad ? "sha256 of abc is right\n" : "sha256 of abc is WRONG\n");
    for (i = 0; i < sizeof message; i++)
        message[i] = any();
    print(crc32((const u8 *)"123456789", 9) == 0xcbf43926 ? "crc of digits is right\n" : "crc of digits is WRONG\n");
    print_hex("crc ", crc32(message, sizeof message));
    sha256(message, sizeof message, digest);
    for (i = 0; i < 8; i++)
        print_hex("sha256 ", digest[i]);
    chacha20(message, sizeof message);
    print_hex("chacha20 ", fnv(message, sizeof message));
    for (i = 0; i < 100; i++)
        xtea(block, key, 32);
    print_hex("xtea ", block[0]);
    print_hex("xtea ", block[1]);
    print_hex("power ", power(0xdeadbeef, 0xcafebabe, 0xfffffffb));
}
