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
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include <stddef.h>

/* Finds the console and gives it a buffer to fill. */
void start_keyboard(void);

/* Sleeps until a line is typed and takes it, without its end; what does not fit is lost. */
void read_line(char *line, size_t room);

#endif
