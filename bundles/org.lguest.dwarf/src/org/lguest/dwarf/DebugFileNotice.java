/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

/**
 * Why the debug information of a program is not whole, or is none: what another file was to have. The program can be
 * used all the same.
 *
 * @param code for programs
 * @param message what is missing, with both ids where two files do not belong together
 */
public record DebugFileNotice(Code code, String message) {
    /** What is wrong. */
    public enum Code {
        /** No folder has the file. */
        NOT_FOUND("Install the program's debug information, or name the folder that has it."),
        /** The file is of another build of the program. */
        MISMATCH("Install the debug information of this very build, or build the program again."),
        /** The file is no ELF file, or a damaged one. */
        UNREADABLE("Install or copy the file again."),
        /** The debug information shared with other programs is not there. */
        SUPPLEMENT_NOT_FOUND("Install the package that has the file, or name the folder that has it."),
        /** The compiler left most of it in files beside its object files, which are not there. */
        SPLIT("Copy the .dwo files, or the .dwp file that has them all, beside the program, or build it again without"
                + " -gsplit-dwarf, for Linux without CONFIG_DEBUG_INFO_SPLIT.");

        private final String remedy;

        Code(String remedy) {
            this.remedy = remedy;
        }
    }

    /** What to do about it. */
    public String remedy() {
        return code.remedy;
    }
}
