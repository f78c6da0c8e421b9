/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lguest.dwarf.CodeAddress;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceLine;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.gdb.Stepping.Line;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;

/** Why gdb stops elsewhere for a line than we do. */
final class LineExplanation {
    static final String GUESSED =
            "of gcc's optimised code gdb guesses prologues, unless a variable of the unit has a list of locations";

    private final ProgramImage image;
    private final Map<String, Integer> places;
    private final Machine machine;
    private final Map<Unit, Boolean> withLists = new HashMap<>();

    /**
     * @param places where gdb stops for a function
     * @param machine any that runs the program
     */
    LineExplanation(ProgramImage image, Map<String, Integer> places, Machine machine) {
        this.image = image;
        this.places = places;
        this.machine = machine;
    }

    /** Whether an address is in the linker's table of jumps to functions that are found at run time. */
    boolean isInStub(int address) {
        return machine.program().sections().stream()
                .anyMatch(section -> section.covers(address) && section.name().startsWith(".plt"));
    }

    /** Empty where nobody knows. @param ours where we stop */
    String of(Line theirs, List<Integer> ours) {
        if (isAboutColdParts(ours, theirs.addresses())) {
            return "gdb 13.1 takes the start of a function's cold part for its entry";
        }
        boolean hasDropped = false;
        OptionalInt line = image.nextLineWithCode(theirs.file(), theirs.line());
        while (line.isPresent()) {
            List<Integer> all = addressesOf(theirs.file(), line.getAsInt());
            List<Integer> kept = all.stream().filter(a -> !isDropped(a, theirs.file())).toList();
            hasDropped |= kept.size() < all.size();
            if (!kept.isEmpty()) {
                List<Integer> guessed = kept.stream().map(a -> theirs.addresses().contains(a) ? a : replaced(a, theirs))
                        .distinct().sorted(Integer::compareUnsigned).toList();
                return !guessed.equals(theirs.addresses()) ? ""
                        : hasDropped ? "gdb forgets a line where the code of another file that is inlined begins"
                        : GUESSED;
            }
            line = image.nextLineWithCode(theirs.file(), line.getAsInt() + 1);
        }
        return "";
    }

    /** Where a function's cold part has code of the line, gdb 13.1 stops at the function instead. */
    private boolean isAboutColdParts(List<Integer> ours, List<Integer> theirs) {
        Set<Function> withCold = ours.stream().flatMap(a -> image.functionAt(a).filter(f -> isCold(f, a)).stream())
                .collect(Collectors.toSet());
        boolean areKnown = theirs.stream().allMatch(a -> ours.contains(a)
                || withCold.stream().anyMatch(f -> stops(f).anyMatch(a::equals)));
        boolean areReplaced = ours.stream().filter(a -> !theirs.contains(a))
                .allMatch(a -> image.functionAt(a).filter(withCold::contains).isPresent());
        return areKnown && areReplaced;
    }

    private static boolean isCold(Function function, int address) {
        return function.ranges().stream().noneMatch(r -> r.contains(address) && r.contains(function.lowPc()));
    }

    private List<Integer> addressesOf(String file, int line) {
        return image.addressesOf(file, line).stream().map(CodeAddress::address).distinct().toList();
    }

    /** Whether other rows for the same address follow, the last of them of another file. */
    private boolean isDropped(int address, String file) {
        return image.lineOf(address).filter(row -> row.low() == address && !row.file().name().equals(file)).isPresent();
    }

    /** Where gdb stops instead of at an address: at the function whose cold part it is in, or after what it guesses. */
    private int replaced(int address, Line theirs) {
        return image.functionAt(address).filter(f -> isCold(f, address)).stream().flatMap(this::stops)
                .filter(theirs.addresses()::contains).findFirst().orElseGet(() -> afterGuess(address));
    }

    /** Where gdb may stop for a function: others may have its name, as gcc's parts of one. */
    private Stream<Integer> stops(Function function) {
        return Stream.concat(Stream.of(places.getOrDefault(function.name(), function.lowPc()), function.lowPc()),
                guessed(function).stream());
    }

    private int afterGuess(int address) {
        return image.functionAt(address).filter(f -> f.lowPc() == address).flatMap(this::guessed).orElse(address);
    }

    /**
     * Where gdb 13.1 takes a function's prologue to end, if it goes by the instructions: at the end of the entry's row.
     * Empty where it does not, and of code that it has no reason to do that for.
     */
    Optional<Integer> guessed(Function function) {
        return Optional.of(function.lowPc()).filter(entry -> image.afterPrologue(function) == entry)
                .flatMap(image::lineOf).map(SourceLine::high).filter(function::contains)
                .filter(end -> unitAt(function.lowPc())
                        .filter(unit -> !withLists.computeIfAbsent(unit, LineExplanation::hasList)).isPresent());
    }

    private Optional<Unit> unitAt(int address) {
        Machine there = machine.with(I386Register.EIP, address);
        return image.stack(there, new TargetMemory(there), 1, Runnable::run).join().frames().getFirst().scope()
                .map(scope -> scope.unit());
    }

    /** Whether a variable or an argument of the unit is in different places at different addresses. */
    private static boolean hasList(Unit unit) {
        List<Integer> variables = List.of(Tag.DW_TAG_VARIABLE, Tag.DW_TAG_FORMAL_PARAMETER);
        List<Integer> code = List.of(Tag.DW_TAG_SUBPROGRAM, Tag.DW_TAG_INLINED_SUBROUTINE);
        try {
            for (EntryCursor entry = unit.entries(); entry.next();) {
                // gdb does not look into what has no code.
                if (code.contains(entry.tag()) && entry.ranges().stream().noneMatch(range -> range.low() != range.high())) {
                    entry.skipChildren();
                } else if (variables.contains(entry.tag()) && entry.locations(Attribute.DW_AT_LOCATION).stream()
                        .anyMatch(location -> location.range().isPresent())) {
                    return true;
                }
            }
            return false;
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }
}
