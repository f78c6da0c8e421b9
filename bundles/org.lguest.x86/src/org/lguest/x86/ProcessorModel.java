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
 * Which processor it is: what CPUID says, which instructions there are, which bits CR4 has (SDM volume 2, CPUID; volume
 * 3, 22). No model has MMX, SSE, virtual-8086 mode, physical address extension, model-specific registers, machine
 * checks or an APIC, and none says so.
 */
public enum ProcessorModel {

    /** A late 80486DX that has CPUID already. */
    I486(4, 0x480, Feature.FPU),
    /** A Pentium: CMPXCHG8B, RDTSC, CR4 with 4 MiB pages and debugging extensions. */
    I586(5, 0x52C, Feature.FPU | Feature.DE | Feature.PSE | Feature.TSC | Feature.CX8),
    /** A Pentium Pro: CMOV and its x87 kin, the hint NOPs, global pages. */
    I686(6, 0x619,
            Feature.FPU | Feature.DE | Feature.PSE | Feature.TSC | Feature.CX8 | Feature.PGE | Feature.CMOV);

    private static final class Feature {
        static final int FPU = 1;
        static final int DE = 1 << 2;
        static final int PSE = 1 << 3;
        static final int TSC = 1 << 4;
        static final int CX8 = 1 << 8;
        static final int PGE = 1 << 13;
        static final int CMOV = 1 << 15;
    }

    private static final int CR4_TSD = 0x04;
    private static final int CR4_DE = 0x08;
    private static final int CR4_PSE = 0x10;
    private static final int CR4_PGE = 0x80;

    private final int family;
    private final int signature;
    private final int features;

    ProcessorModel(int family, int signature, int features) {
        this.family = family;
        this.signature = signature;
        this.features = features;
    }

    /** 4, 5 or 6. */
    public int family() {
        return family;
    }

    /** What CPUID leaf 1 gives in EAX: family, model, stepping. */
    public int signature() {
        return signature;
    }

    /** What it gives in EDX. */
    public int features() {
        return features;
    }

    /** The bits of CR4 that can be set; 0 for a model without CR4. */
    public int cr4() {
        return (features & Feature.TSC) == 0 ? 0
                : CR4_TSD | CR4_DE | CR4_PSE | ((features & Feature.PGE) != 0 ? CR4_PGE : 0);
    }
}
