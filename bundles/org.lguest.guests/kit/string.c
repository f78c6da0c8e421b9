/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#include "string.h"

void *memcpy(void *to, const void *from, size_t length) {
    void *end = to;
    __asm__ volatile("rep movsb" : "+D"(end), "+S"(from), "+c"(length) : : "memory");
    return to;
}

void *memmove(void *to, const void *from, size_t length) {
    if ((const char *) to <= (const char *) from || (const char *) to >= (const char *) from + length) {
        return memcpy(to, from, length);
    }
    char *last = (char *) to + length - 1;
    const char *source = (const char *) from + length - 1;
    __asm__ volatile("std\n\trep movsb\n\tcld" : "+D"(last), "+S"(source), "+c"(length) : : "memory");
    return to;
}

void *memset(void *to, int byte, size_t length) {
    void *end = to;
    __asm__ volatile("rep stosb" : "+D"(end), "+c"(length) : "a"(byte) : "memory");
    return to;
}

int memcmp(const void *one, const void *other, size_t length) {
    const unsigned char *a = one, *b = other;
    for (; length > 0; length--, a++, b++) {
        if (*a != *b) {
            return *a - *b;
        }
    }
    return 0;
}

size_t text_length(const char *text) {
    size_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    return length;
}

void copy_text(char *to, const char *from, size_t room) {
    size_t length = text_length(from);
    if (length > room - 1) {
        length = room - 1;
    }
    memcpy(to, from, length);
    to[length] = 0;
}

int has_word(const char *text, const char *word) {
    size_t length = text_length(word);
    while (*text != 0) {
        size_t end = 0;
        while (text[end] != 0 && text[end] != ' ') {
            end++;
        }
        if (end == length && memcmp(text, word, length) == 0) {
            return 1;
        }
        text += end;
        while (*text == ' ') {
            text++;
        }
    }
    return 0;
}
