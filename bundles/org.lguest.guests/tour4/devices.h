/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* A disk, a network card and a source of random numbers behind the bus of 4.x: what each has to give. */
#ifndef DEVICES_H
#define DEVICES_H

#include <stdint.h>

/* The first sector's first word goes to the start of the second, upside down, and is read back from there. */
void use_the_disk(void);

/* Calls out to everybody, and waits so many ticks for somebody to call. */
void use_the_network(uint32_t patience);

void draw_random_numbers(void);

#endif
