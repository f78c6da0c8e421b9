/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.lguest.x86.Vector;
import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Operation;
import org.lguest.x86.systemtable.SystemCases.Family;

/**
 * A way in which another emulator is known to differ from the SDM, where ours does as it says; {@code docs/system.md}
 * has them all.
 *
 * @param machine Bochs or QEMU
 * @param what    what it does
 * @param source  where the SDM says otherwise, or what decides
 * @param fits    whether a difference is of this kind
 */
record Explanation(String machine, String what, String source, Condition fits) {

    /** A condition on a case and on what came of it. */
    interface Condition {
        boolean fits(Family family, SystemCase one, SystemOutcome theirs, SystemOutcome ours);
    }

    private static final Set<Operation> POINTER_LOADS = EnumSet.of(Operation.LDS, Operation.LES, Operation.LFS,
            Operation.LGS, Operation.LSS);
    private static final int CS = 3;
    private static final int EXTERNAL = 1;
    private static final int WRITE = 2;
    private static final int LIMIT_AND_ACCESSED = 0xF0100;
    private static final int GLOBAL_PAGES = 0x80;

    static final List<Explanation> ALL = List.of(
            new Explanation("Bochs", "a far call that leads beyond the code segment's limit pushes before it faults",
                    "vol. 2, CALL: Operation (checks, then pushes)",
                    (family, one, theirs, ours) -> first(one) == Operation.CALL_FAR
                            && ours.vector() == Vector.GENERAL_PROTECTION && theirs.differsInMemoryAlone(ours)),
            new Explanation("Bochs", "LDS and its kin read the selector before the offset: CR2 and accessed bits tell",
                    "no order in the SDM; a real processor reads the offset first (releng/conformance)",
                    (family, one, theirs, ours) -> POINTER_LOADS.contains(first(one))
                            && ours.vector() == Vector.PAGE_FAULT && theirs.vector() == Vector.PAGE_FAULT),
            new Explanation("QEMU", "segments' limits, types and nullness are not looked at when data is accessed",
                    "vol. 3, 5.3 to 5.5",
                    (family, one, theirs, ours) -> (family == Family.SEGMENT_ACCESSES
                            || family == Family.SEGMENT_LOADS) && isSegmentFault(ours)
                            && (!isSegmentFault(theirs) || theirs.differsIn(SystemOutcome.ERROR_CODE, ours))),
            new Explanation("QEMU", "the limit of the code segment is not looked at by gates and returns",
                    "vol. 2, INT n, IRET, RET, CALL: Operation",
                    (family, one, theirs, ours) -> isTransfer(family) && ours.vector() != Vector.BREAKPOINT
                            && theirs.vector() == Vector.BREAKPOINT && limitedCode(one)),
            new Explanation("QEMU", "a jump through a gate to code that is not present is #GP", "vol. 2, JMP: Operation (#NP)",
                    (family, one, theirs, ours) -> family == Family.CALL_GATES && first(one) == Operation.JMP_FAR
                            && ours.vector() == Vector.SEGMENT_NOT_PRESENT
                            && theirs.vector() == Vector.GENERAL_PROTECTION),
            new Explanation("QEMU", "a call through a gate to conforming code changes rings", "vol. 2, CALL: Operation",
                    (family, one, theirs, ours) -> family == Family.CALL_GATES && first(one) == Operation.CALL_FAR
                            && theirs.word(CS) != ours.word(CS) && conformingCode(one)),
            new Explanation("QEMU", "a far transfer beyond the code segment's limit has the selector as error code",
                    "vol. 2, CALL, JMP, IRET: Operation (#GP(0))",
                    (family, one, theirs, ours) -> isTransfer(family) && ours.vector() == Vector.GENERAL_PROTECTION
                            && ours.errorCode() == 0 && theirs.differsIn(SystemOutcome.ERROR_CODE, ours)
                            && limitedCode(one)),
            new Explanation("QEMU", "the EXT bit of the error code is not set", "vol. 3, 6.13",
                    (family, one, theirs, ours) -> theirs.differsIn(SystemOutcome.ERROR_CODE, ours)
                            && (theirs.errorCode() | EXTERNAL) == ours.errorCode()),
            new Explanation("QEMU", "the W bit of the error code is not set when what is read will be written",
                    "vol. 3, 4.7; a real processor sets it (releng/conformance)",
                    (family, one, theirs, ours) -> ours.vector() == Vector.PAGE_FAULT
                            && theirs.differsIn(SystemOutcome.ERROR_CODE, ours)
                            && (theirs.errorCode() | WRITE) == ours.errorCode()),
            new Explanation("QEMU", "LAR gives no bits of the limit, and code that was returned to is not accessed",
                    "vol. 2, LAR (undefined; a real processor gives them); vol. 3, 3.4.5.1",
                    (family, one, theirs, ours) -> first(one) == Operation.LAR
                            && theirs.differsIn(SystemOutcome.EAX, ours)
                            && ((theirs.word(SystemOutcome.EAX) ^ ours.word(SystemOutcome.EAX))
                                    & ~LIMIT_AND_ACCESSED) == 0),
            new Explanation("QEMU", "of an access across two pages the second is looked at first",
                    "no order in the SDM; a real processor takes the first (releng/conformance)",
                    (family, one, theirs, ours) -> family == Family.PAGING && ours.vector() == Vector.PAGE_FAULT
                            && theirs.vector() == Vector.PAGE_FAULT
                            && (theirs.word(SystemOutcome.CR2) ^ ours.word(SystemOutcome.CR2)) >>> 12 == 1),
            new Explanation("QEMU", "a load of CR3 forgets global pages too", "vol. 3, 4.10.4.1 (it may, and need not)",
                    (family, one, theirs, ours) -> family == Family.PAGING && first(one) == Operation.MOV
                            && theirs.vector() == Vector.PAGE_FAULT && ours.vector() == Vector.BREAKPOINT
                            && (one.cr4() & GLOBAL_PAGES) != 0),
            new Explanation("QEMU", "CR1, CR5 and the like raise #GP in outer rings", "vol. 2, MOV (control registers): #UD",
                    (family, one, theirs, ours) -> family == Family.SYSTEM_REGISTERS && one.cpl() != 0
                            && ours.vector() == Vector.INVALID_OPCODE && theirs.vector() == Vector.GENERAL_PROTECTION),
            new Explanation("QEMU", "alignment is not checked", "vol. 3, 6.15, interrupt 17",
                    (family, one, theirs, ours) -> ours.vector() == Vector.ALIGNMENT_CHECK
                            && theirs.vector() != Vector.ALIGNMENT_CHECK),
            new Explanation("QEMU", "LTR takes a null selector", "vol. 2, LTR",
                    (family, one, theirs, ours) -> first(one) == Operation.LTR && (one.registers()[0] & 0xFFFC) == 0
                            && ours.vector() == Vector.GENERAL_PROTECTION),
            new Explanation("QEMU", "model-specific registers that there are not read 0 and can be written",
                    "vol. 2, RDMSR, WRMSR", (family, one, theirs, ours) -> first(one) == Operation.RDMSR
                            || first(one) == Operation.WRMSR),
            new Explanation("QEMU", "ports at which there is nothing read 0 by word and by dword",
                    "none; a PC's bus reads ones",
                    (family, one, theirs, ours) -> first(one) == Operation.IN
                            && theirs.differsIn(SystemOutcome.EAX, ours)));

    private static Operation first(SystemCase one) {
        return new Decoder().decode(one.code(), 0, one.code().length).row.operation();
    }

    private static boolean isSegmentFault(SystemOutcome outcome) {
        return outcome.vector() == Vector.GENERAL_PROTECTION || outcome.vector() == Vector.STACK_FAULT;
    }

    private static boolean isTransfer(Family family) {
        return switch (family) {
            case FAR_TRANSFERS, CALL_GATES, FAR_RETURNS, INTERRUPT_GATES, EXCEPTION_GATES -> true;
            default -> false;
        };
    }

    /** The descriptor made for the target has a limit counted in bytes. */
    /** The code segment that gates lead to is conforming. */
    private static boolean conformingCode(SystemCase one) {
        int[] pokes = one.pokes();
        for (int i = 0; i < pokes.length; i += 2) {
            boolean target = pokes[i] == CaseBuilder.GDT + 0x8C && (pokes[i + 1] & 0x1C00) == 0x1C00;
            // 58 always is.
            boolean standing = pokes[i] == CaseBuilder.GDT + 0x80 && (pokes[i + 1] >>> 16 & 0xFFF8) == 0x58;
            if (target || standing) {
                return true;
            }
        }
        return false;
    }

    private static boolean limitedCode(SystemCase one) {
        int[] pokes = one.pokes();
        for (int i = 0; i < pokes.length; i += 2) {
            if (pokes[i] == CaseBuilder.GDT + 0x8C && (pokes[i + 1] & 0x0080_0000) == 0) {
                return true;
            }
        }
        return false;
    }
}
