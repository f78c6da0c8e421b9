/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* What is typed at the console. */
#ifndef KIT_KEYBOARD_H
#define KIT_KEYBOARD_H

#include <stddef.h>
#include <stdint.h>

/* Finds the console and gives it a buffer to fill. */
void start_keyboard(void);

/* Sleeps until a line is typed and takes it, without its end; what does not fit is lost. */
void read_line(char *line, size_t room);

/* The same, but gives up when the clock has come to this tick. Answers whether there was a line. */
int read_line_until(char *line, size_t room, uint32_t tick);

#endif
