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

/*
 * A little language, compiled to words for a stack machine and run there: recursion, loops, arrays. Expressions are
 * infix; every name of one letter is a variable; f(x) calls the function of that letter.
 */

static const char source[] =
    "Fx{ ?x<2{ ^x } ^F(x-1)+F(x-2) }"
    "Ax{ y=0 *x>0{ y=y+x*x x=x-1 } ^y }"
    "Gx{ *x>1{ ?x%2==0{ x=x/2 }:{ x=3*x+1 } n=n+1 } ^n }"
    "!F(17) !A(100) n=0 !G(27) "
    "i=2 *i<400{ [i]=1 i=i+1 } i=2 *i<400{ ?[i]==1{ c=c+1 j=i+i *j<400{ [j]=0 j=j+i } } i=i+1 } !c "
    "!0-7/2 !(0-7)%3 !1<2==1 !((1+2)*(3+4)-5)*6 "
    "$";

enum { NUMBER, LOAD, STORE, INDEX_LOAD, INDEX_STORE, CALL, RETURN, JUMP, JUMP_FALSE, PRINT, HALT, OPERATOR };

static i32 code[2000], cells[512], values[2000], variables[128], functions[128], parameters[128];
static i32 here, position, steps;

static char next(void)
{
    while (source[position] == ' ')
        position++;
    return source[position];
}

static void emit(i32 operation, i32 operand)
{
    code[here++] = operation;
    code[here++] = operand;
}

static void expression(int binding);

static void primary(void)
{
    char c = next();
    position++;
    if (c >= '0' && c <= '9') {
        i32 number = c - '0';
        while (source[position] >= '0' && source[position] <= '9')
            number = number * 10 + source[position++] - '0';
        emit(NUMBER, number);
    } else if (c == '(') {
        expression(0);
        next();
        position++;
    } else if (c == '[') {
        expression(0);
        next();
        position++;
        emit(INDEX_LOAD, 0);
    } else if (c >= 'A' && c <= 'Z') {
        position++;
        expression(0);
        next();
        position++;
        emit(CALL, c);
    } else {
        emit(LOAD, c);
    }
}

static int strength(char c)
{
    switch (c) {
    case '=':
        return 1;
    case '<':
    case '>':
        return 2;
    case '+':
    case '-':
        return 3;
    case '*':
    case '/':
    case '%':
        return 4;
    default:
        return 0;
    }
}

static void expression(int binding)
{
    primary();
    for (;;) {
        char c = next();
        int its = strength(c);
        if (!its || its <= binding || (c == '=' && source[position + 1] != '=') || (c == '*' && source[position - 1] == ' '))
            return;
        position += c == '=' ? 2 : 1;
        expression(its);
        emit(OPERATOR, c);
    }
}

static void statement(void);

static void block(void)
{
    next();
    position++;
    while (next() != '}')
        statement();
    position++;
}

static void statement(void)
{
    char c = next();
    i32 start, hole;
    position++;
    switch (c) {
    case '!':
        expression(0);
        emit(PRINT, 0);
        break;
    case '^':
        expression(0);
        emit(RETURN, 0);
        break;
    case '?':
        expression(0);
        emit(JUMP_FALSE, 0);
        hole = here - 1;
        block();
        if (next() == ':') {
            position++;
            emit(JUMP, 0);
            code[hole] = here;
            hole = here - 1;
            block();
        }
        code[hole] = here;
        break;
    case '*':
        start = here;
        expression(0);
        emit(JUMP_FALSE, 0);
        hole = here - 1;
        block();
        emit(JUMP, start);
        code[hole] = here;
        break;
    case '[':
        expression(0);
        next();
        position++;
        next();
        position++;
        expression(0);
        emit(INDEX_STORE, 0);
        break;
    default:
        if (c >= 'A' && c <= 'Z') {
            parameters[(int)c] = source[position++];
            emit(JUMP, 0);
            hole = here - 1;
            functions[(int)c] = here;
            block();
            code[hole] = here;
        } else {
            next();
            position++;
            expression(0);
            emit(STORE, c);
        }
    }
}

static i32 operate(i32 operator, i32 a, i32 b)
{
    switch (operator) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    case '%':
        return a % b;
    case '<':
        return a < b;
    case '>':
        return a > b;
    default:
        return a == b;
    }
}

static void run(void)
{
    i32 *top = values;
    i32 at = 0;
    for (;; steps++) {
        i32 operation = code[at++], operand = code[at++], value;
        switch (operation) {
        case NUMBER:
            *top++ = operand;
            break;
        case LOAD:
            *top++ = variables[operand];
            break;
        case STORE:
            variables[operand] = *--top;
            break;
        case INDEX_LOAD:
            top[-1] = cells[top[-1] & 511];
            break;
        case INDEX_STORE:
            top -= 2;
            cells[*top & 511] = top[1];
            break;
        case CALL:
            /* the caller's parameter, where to return to, and whose parameter it was */
            value = top[-1];
            top[-1] = variables[parameters[operand]];
            *top++ = at;
            *top++ = parameters[operand];
            variables[parameters[operand]] = value;
            at = functions[operand];
            break;
        case RETURN:
            value = *--top;
            top -= 3;
            variables[top[2]] = *top;
            at = top[1];
            *top++ = value;
            break;
        case JUMP:
            at = operand;
            break;
        case JUMP_FALSE:
            if (!*--top)
                at = operand;
            break;
        case PRINT:
            print_hex("! ", *--top);
            break;
        case HALT:
            return;
        case OPERATOR:
            top--;
            top[-1] = operate(operand, top[-1], *top);
            break;
        }
    }
}

void program(void)
{
    while (next() != '$')
        statement();
    emit(HALT, 0);
    run();
    print_hex("words ", here);
    print_hex("steps ", steps);
}
