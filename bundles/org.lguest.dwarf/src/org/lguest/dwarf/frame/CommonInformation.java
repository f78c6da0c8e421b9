/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * What many functions' descriptions have in common, a CIE (DWARF 5, section 6.4.1, and for {@code .eh_frame} the Linux
 * Standard Base, section 10.6.1).
 *
 * @param codeFactor by which advances are multiplied
 * @param dataFactor by which offsets are multiplied
 * @param returnAddress the number of the column that has the caller's eip
 * @param encoding of the addresses of its functions
 * @param hasAugmentation whether its functions' descriptions have data of their own before the instructions
 * @param isSignalFrame whether its functions are entered by interrupting others
 * @param instructions the first, which hold for all functions
 * @param end of the instructions
 */
record CommonInformation(int codeFactor, int dataFactor, int returnAddress, int addressSize, int encoding,
        boolean hasAugmentation, boolean isSignalFrame, int instructions, int end) {

    /** @param entry what follows the CIE's id */
    static CommonInformation read(Reader entry, boolean isException) throws MalformedException {
        int version = entry.u8();
        if (version != 1 && version != 3 && version != 4) {
            throw entry.malformed("call frame information of version " + version + "; 1, 3 and 4 are known");
        }
        String augmentation = entry.string();
        int addressSize = 4;
        if (augmentation.equals("eh")) {
            entry.skip(4);
        }
        if (version == 4) {
            addressSize = entry.u8();
            if (addressSize != 4 && addressSize != 8) {
                throw entry.malformed("addresses of " + addressSize + " bytes");
            }
            if (entry.u8() != 0) {
                throw entry.malformed("addresses with segments");
            }
        }
        int codeFactor = entry.ulebInt();
        int dataFactor = (int) entry.sleb();
        int returnAddress = version == 1 ? entry.u8() : entry.ulebInt();
        boolean isSized = augmentation.startsWith("z");
        int encoding = PointerEncoding.ABSOLUTE;
        boolean isSignalFrame = false;
        if (isSized) {
            Reader data = entry.window(entry.uleb());
            for (char letter : augmentation.substring(1).toCharArray()) {
                switch (letter) {
                    case 'R' -> encoding = data.u8();
                    case 'S' -> isSignalFrame = true;
                    case 'L' -> data.skip(1);
                    case 'P' -> PointerEncoding.skip(data.u8(), data);
                    case 'B' -> { }
                    default -> {
                        // Unknown letters have unknown data, which the size lets us pass over, with what follows.
                    }
                }
            }
        } else if (augmentation.equals("S")) {
            // So GNU's assembler marks a trap's entry in .debug_frame.
            isSignalFrame = true;
        } else if (!augmentation.isEmpty() && !augmentation.equals("eh")) {
            throw entry.malformed("unknown augmentation " + augmentation);
        }
        return new CommonInformation(codeFactor, dataFactor, returnAddress, addressSize, encoding, isSized,
                isSignalFrame, entry.offset(), entry.end());
    }
}
