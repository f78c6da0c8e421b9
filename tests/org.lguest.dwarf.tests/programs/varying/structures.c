/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/* A structure in the middle of which is an array as long as an argument says: GNU C. */

static int parcel(int letters) {
    struct parcel {
        int number;
        char label[letters];
        int grams;
    } one;
    struct parcel *sent = &one;
    struct parcel *all[2] = {sent, sent};
    one.number = 1;
    sent->grams = letters;
    return one.grams + all[1]->number;
}

void _start(void) {
    parcel(7);
    for (;;) {
    }
}
