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

import java.nio.file.Path;

import org.lguest.dwarf.elf.ElfException;

/** A program file that can't be used, with a code for programs, and a reason and a remedy for people. */
public final class ProgramImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Code {
        /** There is no such file. */
        MISSING("Check the path, or build the program."),
        /** There is a file, or a folder, but it can't be read. */
        UNREADABLE("Choose a file that can be read."),
        /** The linker, or whoever writes the file, is not done. */
        BEING_WRITTEN("Try again when the build is done."),
        /** The file is larger than 2 GiB. */
        TOO_LARGE("Choose a smaller file, as one linked without the debug information of modules."),
        NOT_ELF("Choose the linked program as the linker wrote it: a bzImage or a raw binary has no ELF header; "
                + "for Linux it is the file vmlinux."),
        ELF64("Build the program for i386, as with gcc -m32."),
        /** A 64-bit symbol file of a program that lies beyond 4 GiB. */
        BEYOND_32_BITS("Choose the symbol file of the i386 program."),
        WRONG_MACHINE("Build the program for i386, as with gcc -m32."),
        /** A debug file that was named is not of the program. */
        OTHER_BUILD("Choose the debug file that was made with this very program, or build both again."),
        /** An object file or a core file. */
        NOT_LINKED("Choose the linked program."),
        /** A header speaks of bytes that the file does not have. */
        TRUNCATED("Build or copy the file again: it is not whole.");

        private final String remedy;

        Code(String remedy) {
            this.remedy = remedy;
        }
    }

    private final Code code;

    ProgramImageException(Code code, String message) {
        super(message);
        this.code = code;
    }

    ProgramImageException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static ProgramImageException of(String name, ElfException cause) {
        Code code = switch (cause.reason()) {
            case NOT_ELF -> Code.NOT_ELF;
            case ELF64 -> Code.ELF64;
            case BEYOND_32_BITS -> Code.BEYOND_32_BITS;
            case WRONG_MACHINE -> Code.WRONG_MACHINE;
            case NOT_LINKED -> Code.NOT_LINKED;
            case TRUNCATED -> Code.TRUNCATED;
        };
        return new ProgramImageException(code, name + ": " + cause.getMessage(), cause);
    }

    static ProgramImageException unreadable(Path file, Code code, String reason) {
        return new ProgramImageException(code, file + ": " + reason);
    }

    public Code code() {
        return code;
    }

    /** What to do about it. */
    public String remedy() {
        return code.remedy;
    }
}
