/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* The console with a driver of its own: whole lines at once, and what is typed. */
#ifndef KIT4_VIRTIO_CONSOLE_H
#define KIT4_VIRTIO_CONSOLE_H

#include <stddef.h>
#include <stdint.h>

void start_console(void);

/* Whether it is started: from then on everything is printed by it. */
int console_is_driven(void);

void write_console(const char *text, size_t length);

/*
 * Sleeps until a line is typed, or until the clock has come to this tick, and takes it without its end; what does not
 * fit is lost. Answers whether there was one.
 */
int read_line_until(char *line, size_t room, uint32_t tick);

#endif
