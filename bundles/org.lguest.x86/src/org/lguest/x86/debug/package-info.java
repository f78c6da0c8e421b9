/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The debug unit, for whose sake the rest is here.
 *
 * <p>{@link org.lguest.x86.debug.DebugUnit} holds DR0 to DR3, DR6 and DR7, as many times over as there are owners:
 * the guest's bank, and those of whoever debugs it. It decides every hit in this product and knows nothing of
 * breakpoints; it compares addresses. The processor shows it each instruction that an armed register might name and
 * each access that falls on a page with an armed byte; everything else never gets here, which is why what is armed
 * elsewhere costs nothing.
 *
 * <p>A bank of the debugger's can be told to compare its data registers with physical addresses. The processor then
 * shows it where an access went as well, and keeps such pages out of its TLB whatever linear address they have.
 *
 * <p>A data match waits until its instruction has completed, and is dropped if it faults. What becomes of a match
 * is decided by those who come after: the exit of {@code Processor.run}, the Switcher, the Host.
 *
 * <p>Next chapter: {@code org.lguest.x86.x87}
 */
@NullMarked
package org.lguest.x86.debug;

import org.jspecify.annotations.NullMarked;
