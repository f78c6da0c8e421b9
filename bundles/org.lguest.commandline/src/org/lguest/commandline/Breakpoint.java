/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.lguest.commandline.CommandLineException.Code;
import org.lguest.dwarf.DebugFileSearch;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.ProgramImageException;
import org.lguest.dwarf.elf.Symbol;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;

/**
 * A {@code --break} or {@code --watch}.
 *
 * @param kind   of access
 * @param place  a symbol of the image, or an address that begins with a digit
 * @param length in bytes; whether a debug register can do it is for the session to say
 * @param option as it was given
 */
record Breakpoint(Kind kind, String place, int length, String option) {

    private static final Map<String, Kind> ACCESSES = Map.of("w", Kind.WRITE, "rw", Kind.ACCESS, "r", Kind.READ);

    /** @param value {@code SYMBOL|ADDRESS} */
    static Breakpoint parseBreak(String value) throws CommandLineException {
        String option = "--break=" + value;
        if (value.isEmpty()) {
            throw new CommandLineException(ExitStatus.USAGE, Code.BAD_BREAK, option + " names no place. "
                    + "Give a symbol, or an address such as 0xc0100000.");
        }
        return new Breakpoint(Kind.EXECUTE, value, 1, option);
    }

    /** @param value {@code SYMBOL|ADDRESS,LENGTH,w|rw|r} */
    static Breakpoint parseWatch(String value) throws CommandLineException {
        String option = "--watch=" + value;
        String[] parts = value.split(",", -1);
        if (parts.length != 3 || parts[0].isEmpty() || !parts[1].matches("\\d{1,9}")
                || !ACCESSES.containsKey(parts[2])) {
            throw new CommandLineException(ExitStatus.USAGE, Code.BAD_WATCH, option + " is not understood. "
                    + "Give a symbol or an address, a length of 1, 2 or 4 bytes, and w, rw or r: --watch=ticks,4,w.");
        }
        return new Breakpoint(ACCESSES.get(parts[2]), parts[0], Integer.parseInt(parts[1]), option);
    }

    /** What the session is asked for. */
    DebugRegisterRequest request(ProgramImage image) throws CommandLineException {
        return new DebugRegisterRequest(kind, address(image), length, option);
    }

    private int address(ProgramImage image) throws CommandLineException {
        if (Character.isDigit(place.charAt(0))) {
            return parseAddress();
        }
        Optional<Symbol> symbol = image.symbol(place);
        return symbol.orElseThrow(() -> new CommandLineException(ExitStatus.NOT_ARMED, Code.NO_SUCH_SYMBOL, option + ": the image "
                + "has no symbol " + place + ". Give one that nm shows, or an address such as 0xc0100000.")).address();
    }

    private int parseAddress() throws CommandLineException {
        try {
            return place.startsWith("0x") || place.startsWith("0X") ? Integer.parseUnsignedInt(place, 2, place.length(), 16)
                    : Integer.parseUnsignedInt(place);
        } catch (NumberFormatException e) {
            throw new CommandLineException(ExitStatus.USAGE, kind == Kind.EXECUTE ? Code.BAD_BREAK : Code.BAD_WATCH, option
                    + ": " + place + " is no address. Give 32 bits, as in 0xc0100000.");
        }
    }

    /** Looks in one place more, before the system's: a folder, or the file itself. */
    static DebugFileSearch symbols(DebugFileSearch others, Path place) {
        return Files.isDirectory(place) ? others.withFolder(place) : others.withFile(place);
    }

    /** Opens the image for its symbols. */
    static ProgramImage symbols(CommandLine commandLine) throws CommandLineException {
        try {
            return ProgramImage.open(commandLine.configuration().image(), commandLine.symbols());
        } catch (ProgramImageException e) {
            throw new CommandLineException(ExitStatus.NOT_ARMED, Code.NO_SYMBOLS, e.getMessage() + ' ' + e.remedy());
        }
    }
}
