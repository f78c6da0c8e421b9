/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

#ifndef KIT_SEGMENTS_H
#define KIT_SEGMENTS_H

/* Flat code and data for ring 1 and ring 3. */
void load_segments(void);

#endif
