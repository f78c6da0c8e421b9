/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef KIT_CONSOLE_H
#define KIT_CONSOLE_H

#include <stddef.h>

/* Prints %s %c %d %u %x and %%, with a width and a leading 0 as in %08x. A line leaves the guest when it ends. */
void print(const char *format, ...) __attribute__((format(printf, 1, 2)));

void print_bytes(const char *text, size_t length);

/* How text leaves, which every era does in its own way; the text does not cross pages. */
void send_to_console(const char *text, size_t length);

/* Ends the guest with a reason that whoever runs it gets to read. */
void panic(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Switches the machine off: a crash by this name is how it was done. */
void power_off(void) __attribute__((noreturn));

#endif
