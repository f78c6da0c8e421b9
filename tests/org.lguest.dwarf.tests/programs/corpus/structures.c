/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/* Structures, unions, bit-fields, arrays, pointers and strings. */
#include "start.h"

struct point {
    int x, y;
};

struct rectangle {
    struct point low, high;
    const char *name;
};

union number {
    int i;
    unsigned char bytes[4];
    float f;
};

struct bits {
    unsigned one : 1, three : 3;
    int minus : 5;
    unsigned : 0;
    unsigned char small : 4, rest : 4;
    unsigned long long large : 40;
    _Bool flag : 1;
};

struct node {
    int value;
    struct node *next;
    int (*visit)(struct node *);
};

struct packet {
    unsigned short length;
    struct { char kind, code; };
    union { int word; short half[2]; };
    char data[];
};

struct matrix {
    short cell[2][3];
    double scale;
};

struct empty { };

static struct point origin;
static struct rectangle screen = { { 1, 2 }, { 640, 480 }, "screen" };
static struct bits bits = { 1, 5, -9, 3, 12, 0x123456789aull, 1 };
static struct matrix matrix = { { { 1, 2, 3 }, { 4, 5, 6 } }, 0.5 };
struct packet packet = { 4, { 'k', 'c' }, { 0x00020001 }, "abc" };
static union number number = { 0x40490fdb };
static int repeats[40] = { 1, 2, 3, [5 ... 30] = 7 };
static char text[32] = "hello, \"world\"\n\t\1";
static char filled[4] = { 'f', 'u', 'l', 'l' };
static const char *words[] = { "one", "two", "three", 0 };
static int grid[2][3][4];
static struct node nodes[4];
static struct node *head;
static void *anything = &nodes[1];
static struct empty empty;
static unsigned char raw[3] = { 0, 127, 255 };

static int visit(struct node *node)
{
    return node->value;
}

NEVER_INLINE int area(struct rectangle r)
{
    int width = r.high.x - r.low.x;
    int height = r.high.y - r.low.y;
    struct point middle = { r.low.x + width / 2, r.low.y + height / 2 };
    KEEP(middle.x ^ middle.y);
    return width * height;
}

NEVER_INLINE struct point moved(struct point p, int by)
{
    struct point result = p;
    result.x += by;
    result.y -= by;
    KEEP(result.x);
    return result;
}

NEVER_INLINE int walk(struct node *list)
{
    int count = 0;
    struct node *last = 0;
    for (struct node *at = list; at; at = at->next) {
        count += at->visit(at);
        last = at;
    }
    KEEP(last->value);
    return count;
}

NEVER_INLINE unsigned length(const char *string)
{
    const char *end = string;
    while (*end)
        end++;
    return end - string;
}

NEVER_INLINE int turn(struct bits *b, union number n)
{
    struct bits copy = *b;
    copy.three++;
    copy.minus = -copy.minus;
    copy.large += n.bytes[1];
    *b = copy;
    KEEP(copy.small + copy.rest);
    return copy.one ? copy.three : copy.minus;
}

NEVER_INLINE int table(int rows)
{
    int squares[5];
    char line[6] = "row";
    int sum = 0;
    for (int i = 0; i < 5; i++) {
        squares[i] = i * i + rows;
        sum += squares[i];
        line[3] = '0' + i;
        KEEP(line[3]);
    }
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            for (int k = 0; k < 4; k++)
                grid[i][j][k] = squares[k] * i - j;
    KEEP(squares[rows & 3]);
    return sum;
}

int main(void)
{
    for (int i = 0; i < 4; i++) {
        nodes[i].value = i * 10;
        nodes[i].visit = visit;
        nodes[i].next = head;
        head = &nodes[i];
    }
    KEEP(walk(head));
    KEEP(area(screen));
    origin = moved(screen.low, 5);
    KEEP(turn(&bits, number));
    KEEP(table(3));
    KEEP(length(words[1]) + length(text));
    matrix.cell[1][2] = packet.data[1] + filled[2] + raw[1] + repeats[6];
    KEEP(anything != &empty);
    return 0;
}
