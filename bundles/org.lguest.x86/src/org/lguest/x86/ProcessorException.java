/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86;

/**
 * A fault of the processor: the instruction, or the step of the Switcher that stands for one, was not done. Immutable
 * and without a stack trace, so the common ones are made once and thrown for ever.
 *
 * <p>A page fault has also set CR2 (SDM volume 3, section 6.15).
 */
public final class ProcessorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final ProcessorException[] WITH_ZERO = new ProcessorException[32];
    private static final ProcessorException[] PAGE_FAULTS = new ProcessorException[8];

    static {
        for (int vector = 0; vector < WITH_ZERO.length; vector++) {
            WITH_ZERO[vector] = new ProcessorException(vector, 0);
        }
        for (int error = 0; error < PAGE_FAULTS.length; error++) {
            PAGE_FAULTS[error] = new ProcessorException(Vector.PAGE_FAULT, error);
        }
    }

    private final int vector;
    private final int errorCode;

    private ProcessorException(int vector, int errorCode) {
        super(null, null, false, false);
        this.vector = vector;
        this.errorCode = errorCode;
    }

    /** The fault of this vector (0 to 31) without an error code, or with the error code 0. */
    public static ProcessorException of(int vector) {
        return WITH_ZERO[vector];
    }

    /** The fault of this vector (0 to 31) with this error code; ignored where {@link Vector#hasErrorCode} says no. */
    public static ProcessorException of(int vector, int errorCode) {
        if (errorCode == 0) {
            return WITH_ZERO[vector];
        }
        if (vector == Vector.PAGE_FAULT && errorCode > 0 && errorCode < PAGE_FAULTS.length) {
            return PAGE_FAULTS[errorCode];
        }
        return new ProcessorException(vector, errorCode);
    }

    /** 0 to 31. */
    public int vector() {
        return vector;
    }

    /** The error code as pushed on the stack; 0 where the vector has none. */
    public int errorCode() {
        return errorCode;
    }

    @Override
    public String getMessage() {
        return Vector.hasErrorCode(vector)
                ? String.format("%s, error code 0x%x", Vector.name(vector), errorCode)
                : Vector.name(vector);
    }
}
