/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "console.h"

#include <stdarg.h>
#include <stdint.h>

#include "paravirt.h"
#include "string.h"

#define LINE 256

/* Where text goes, character by character. */
struct sink {
    void (*put)(struct sink *sink, char character);
    char *text;
    size_t room;
};

/* Aligned to its size: one piece of DMA stays within one page. */
static char line[LINE] __attribute__((aligned(LINE)));
static size_t line_length;

static void send_line(void) {
    send_to_console(line, line_length);
    line_length = 0;
}

static void put_on_console(struct sink *sink, char character) {
    (void) sink;
    line[line_length++] = character;
    if (character == '\n' || line_length == LINE) {
        send_line();
    }
}

static void put_in_text(struct sink *sink, char character) {
    if (sink->room > 1) {
        *sink->text++ = character;
        sink->room--;
    }
}

static void put_number(struct sink *sink, uint32_t number, uint32_t base, int negative, int width, char padding) {
    char digits[12];
    int count = 0;
    do {
        digits[count++] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    if (negative) {
        digits[count++] = '-';
    }
    for (; width > count; width--) {
        sink->put(sink, padding);
    }
    while (count > 0) {
        sink->put(sink, digits[--count]);
    }
}

static void format_into(struct sink *sink, const char *format, va_list arguments) {
    for (; *format != 0; format++) {
        if (*format != '%') {
            sink->put(sink, *format);
            continue;
        }
        format++;
        char padding = *format == '0' ? '0' : ' ';
        int width = 0;
        for (; *format >= '0' && *format <= '9'; format++) {
            width = width * 10 + (*format - '0');
        }
        switch (*format) {
            case 's': {
                const char *text = va_arg(arguments, const char *);
                width -= (int) text_length(text);
                for (; *text != 0; text++) {
                    sink->put(sink, *text);
                }
                for (; width > 0; width--) {
                    sink->put(sink, ' ');
                }
                break;
            }
            case 'c':
                sink->put(sink, (char) va_arg(arguments, int));
                break;
            case 'd': {
                int32_t number = va_arg(arguments, int32_t);
                put_number(sink, number < 0 ? -(uint32_t) number : (uint32_t) number, 10, number < 0, width, ' ');
                break;
            }
            case 'u':
                put_number(sink, va_arg(arguments, uint32_t), 10, 0, width, padding);
                break;
            case 'x':
                put_number(sink, va_arg(arguments, uint32_t), 16, 0, width, padding);
                break;
            default:
                sink->put(sink, *format);
        }
    }
}

void print(const char *format, ...) {
    struct sink console = {.put = put_on_console};
    uint32_t flags = paravirt_ops.save_flags();
    paravirt_ops.irq_disable(); /* the line is everybody's */
    va_list arguments;
    va_start(arguments, format);
    format_into(&console, format, arguments);
    va_end(arguments);
    paravirt_ops.restore_flags(flags);
}

void print_bytes(const char *text, size_t length) {
    struct sink console = {.put = put_on_console};
    uint32_t flags = paravirt_ops.save_flags();
    paravirt_ops.irq_disable();
    for (; length > 0; length--) {
        console.put(&console, *text++);
    }
    paravirt_ops.restore_flags(flags);
}

void panic(const char *format, ...) {
    char text[128];
    struct sink reason = {.put = put_in_text, .text = text, .room = sizeof text};
    va_list arguments;
    va_start(arguments, format);
    format_into(&reason, format, arguments);
    va_end(arguments);
    *reason.text = 0;
    if (line_length > 0) {
        send_line();
    }
    paravirt_ops.end(text);
}

void power_off(void) {
    if (line_length > 0) {
        send_line();
    }
    paravirt_ops.end("Power down");
}
