/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/*
 * A guest that holds its debug registers to what a processor of its own would do. It programs them as any kernel does,
 * through paravirt_ops, and tells of each case whether it came out.
 */

#include "boot.h"
#include "cases.h"
#include "hits.h"

void guest_main(void) {
    take_debug_traps();
    check_registers();
    check_execution();
    check_accesses();
    check_traps();
    check_steps();
    check_ring_3();
    print_summary();
}
