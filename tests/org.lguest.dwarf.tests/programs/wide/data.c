/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Characters of more than a byte, structures that end with as many elements as there are, and functions that take more
   than they say. It is looked at, and never run. */
typedef __WCHAR_TYPE__ wchar_t;
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
typedef wchar_t glyph;
typedef wchar_t *text;

wchar_t greeting[] = L"hello$$\u4f60\u597d\u00a2\u00a21\u4e16a\u20acworld";
wchar_t *first = greeting;
const wchar_t *constant = greeting;
glyph *renamed = greeting;
text whole = greeting;
glyph glyphs[4] = L"abc";
wchar_t none, quote = L'\'', beyond = 0x110000, negative = -1;
volatile wchar_t changing = 'v';
char16_t shorts[] = { 'h', 0x123, 0xe9, 0xd83d, 0xde00, 'i', 'i', 0 };
char32_t longs[3] = { 1, 'a', 0x1F600 };
wchar_t repeated[40] = L"xxxxxxxxxxxxxxxy", empty[3], full[2] = { 65, 66 }, rows[2][3] = { L"ab", L"cd" };
wchar_t many[300] = { [0 ... 298] = 'z' }, mixed[300] = L"ab", unlike[300] = { [0 ... 298] = 'z', [150] = 'y' };
wchar_t escaped[] = L"a\n\t\"\\\x1b" "7";
wchar_t *null = 0;
char long_narrow[300] = { [0 ... 298] = 'z' };
char narrow[] = "\0" "1a\3107x";

struct spoken { int length; wchar_t said[3]; char16_t mark; } spoken = { 2, L"ab", 'c' };
struct message { int length; char data[]; } message = { 3, "abc" };
struct old_message { int length; char data[0]; } old_message = { 3 };
struct table { short rows; struct { char tag; int value; } row[]; } table = { 2, { { 1, 2 }, { 3, 4 } } };
struct signs { int count; wchar_t data[]; } signs = { 2, L"xy" };
struct message *received = &message;

int (*printer)(const char *, ...);
int (*plain)(const char *);
int (*unsaid)();
int (*nothing)(void);

void _start(void)
{
}
