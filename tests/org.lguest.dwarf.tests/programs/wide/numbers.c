/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Numbers of kinds that the i386 has no instructions for, and of some parts. It is looked at, and never run. */
__float128 quarter = 1.25Q;
__float128 pi = 3.14159265358979323846264338327950288Q;
__float128 tiny = 0x1p-16494Q;
__float128 small = 0x1.23456789p-16390Q;
__float128 huge = 1.18973149535723176508575932662800702e4932Q;
__float128 nothing = -0.0Q;
__float128 endless = -__builtin_infq();
__float128 not_one = __builtin_nanq("0x123");
__float128 many[2] = { 1e100Q, -7 };
_Float16 half = 1.5f16;
_Float16 tenth = 0.1f16;
_Float16 least = 0x1p-24f16;
_Float16 most = 65504.0f16;
_Float16 beyond = (_Float16) __builtin_inff();
_Complex double turn = 1.5 + 2.25i;
_Complex float back = 1.5f - 2.0fi;
_Complex long double far = 1.0L + 3.0Li;
_Complex _Float128 wide = 1.0Q;
_Decimal32 price = 1.5df;
_Complex int grid = 3 + 4i;
_Complex int rows[2] = { 1, -7 + 8i };
struct { char tag; _Complex int at; } corner = { 1, 2 - 3i };
_Complex unsigned char pair = 200 + 6i;
_Complex unsigned count = 1 + 0xfffffffeu * 1i;
_Complex long long vast = -7 + 8i;

int lanes __attribute__((vector_size(16))) = { 1, -2, 3, 0x40000000 };
int more __attribute__((vector_size(16))) = { 7, 5, 1, 2 };
float waves __attribute__((vector_size(8))) = { 0.5f, -8 };

void _start(void)
{
}
