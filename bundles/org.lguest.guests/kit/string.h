/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef KIT_STRING_H
#define KIT_STRING_H

#include <stddef.h>

/* The compiler may call these four by name. */
void *memcpy(void *to, const void *from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int byte, size_t length);
int memcmp(const void *one, const void *other, size_t length);

static inline void copy_bytes(void *to, const void *from, size_t length) {
    memcpy(to, from, length);
}

static inline void fill_bytes(void *to, int byte, size_t length) {
    memset(to, byte, length);
}

size_t text_length(const char *text);

/* Copies at most room - 1 characters, and ends them with a NUL. */
void copy_text(char *to, const char *from, size_t room);

/* Whether one of the blank-separated words of a text is this one. */
int has_word(const char *text, const char *word);

#endif
